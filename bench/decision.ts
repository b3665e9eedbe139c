import { hash } from "node:crypto";
import { OPERATIONS } from "../contract/operations.ts";
import { decideToken } from "../functions/domain/decide.ts";
import { readOrigin } from "../functions/domain/origin.ts";
import { parseToken } from "../functions/domain/token.ts";
import { createBenchAuthorizer } from "./authorizer.ts";
import { atMost, formatNanoseconds, type Section } from "./report.ts";
import { requestOfPage } from "./requests.ts";
import { batch, median, runRounds } from "./rounds.ts";
import { type IssuedToken, issueToken } from "./tokens.ts";

const TOKENS = 100;
const OPERATIONS_PER_BATCH = 2_000;
const ROUNDS = 600;
const WARM_UP_ROUNDS = 100;
const LIMIT = 4;

/** What a decision costs when the token's record is in memory, beside the least that any look-up of a hashed token costs. */
export async function measureDecision(): Promise<Section> {
  const tokens = Array.from({ length: TOKENS }, (_, number) => issueToken("public", number));
  const subjects = new Map(tokens.map(({ subject }) => [subject.token.id, subject]));
  const byDigest = new Map(tokens.map(({ value, subject }) => [hash("sha256", value), subject]));
  const events = tokens.map(requestOfPage);
  const values = events.map((event) => event.queryStringParameters?.access_token ?? "");
  const origins = events.map((event) => event.headers?.origin);

  let found = 0;
  const hashAndFind = batch(OPERATIONS_PER_BATCH, () => {
    for (let index = 0; index < OPERATIONS_PER_BATCH; index++) {
      if (byDigest.get(hash("sha256", values[index % TOKENS] ?? "")) !== undefined) found += 1;
    }
  });
  const decideOnly = batch(OPERATIONS_PER_BATCH, () => {
    const nowEpochMs = Date.now();
    for (let index = 0; index < OPERATIONS_PER_BATCH; index++) {
      const credential = parseToken(values[index % TOKENS] ?? "");
      if (credential === undefined) throw new Error("a token of the bench is not one");
      const origin = readOrigin(origins[index % TOKENS]);
      const subject = subjects.get(credential.id);
      const operation = OPERATIONS.loadConfigurator;
      const decision = decideToken({ credential, subject, operation, origin, address: undefined, nowEpochMs });
      if (decision.allowed) found += 1;
    }
  });
  const authorizeAll = (issued: readonly IssuedToken[]) => {
    const byId = new Map(issued.map(({ subject }) => [subject.token.id, subject]));
    const requests = issued.map(requestOfPage);
    let lines = 0;
    const authorize = createBenchAuthorizer(
      async (id) => byId.get(id),
      () => {
        lines += 1;
      },
    );
    return batch(OPERATIONS_PER_BATCH, async () => {
      for (let index = 0; index < OPERATIONS_PER_BATCH; index++) {
        const event = requests[index % TOKENS];
        if (event !== undefined && (await authorize(event)).isAuthorized) found += 1;
      }
      // What is allowed is in the API's access log alone.
      if (lines > 0) throw new Error("a request of the bench was logged");
    });
  };
  const rounds = { rounds: ROUNDS, warmUpRounds: WARM_UP_ROUNDS };
  const [bare, decide, whole] = await runRounds([hashAndFind, decideOnly, authorizeAll(tokens)], rounds);
  // In rounds of their own: what is measured above must not be slower for having been compiled for two sorts of tokens.
  const limited = Array.from({ length: TOKENS }, (_, number) => issueToken("public", number, { hasLimits: true }));
  const [bareAgain, withLimits] = await runRounds([hashAndFind, authorizeAll(limited)], rounds);
  if (found !== 5 * (ROUNDS + WARM_UP_ROUNDS) * OPERATIONS_PER_BATCH)
    throw new Error("a request of the bench was refused");

  return {
    title: "Decision with the record in memory",
    notes: [
      `bare: crypto.hash("sha256", value) and Map.get; ${TOKENS} public tokens in turn, ${OPERATIONS_PER_BATCH} requests a batch, ${ROUNDS} rounds`,
      "decide: parse with checksum, read the origin, digest, constant-time comparison, state, owner, capability, addresses, origin list",
      "authorize: all of that on the composition of the handler, and cache look-up with its age, sampling of the last use and of origins,",
      "and the principal for the functions. No line of the log: what is allowed is in the API's access log",
      "with limits: the same with the five limits of a new public token, judged and counted, and the verdict for the functions",
    ],
    rows: [
      { name: "bare hash and Map", value: formatNanoseconds(median(bare)) },
      {
        name: "decide only",
        value: formatNanoseconds(median(decide)),
        ...atMost(median(decide) / median(bare), LIMIT),
      },
      {
        name: "whole authorize()",
        value: formatNanoseconds(median(whole)),
        ...atMost(median(whole) / median(bare), LIMIT),
      },
      {
        name: "whole authorize() with limits",
        value: formatNanoseconds(median(withLimits)),
        ratio: median(withLimits) / median(bareAgain),
      },
    ],
  };
}
