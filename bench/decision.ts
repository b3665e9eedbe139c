import { hash } from "node:crypto";
import { OPERATIONS } from "../contract/operations.ts";
import { decideToken } from "../functions/domain/decide.ts";
import { readOrigin } from "../functions/domain/origin.ts";
import { parseToken } from "../functions/domain/token.ts";
import { createBenchAuthorizer } from "./authorizer.ts";
import { atMost, formatNanoseconds, type Section } from "./report.ts";
import { requestOfPage } from "./requests.ts";
import { batch, median, runRounds } from "./rounds.ts";
import { issueToken } from "./tokens.ts";

const TOKENS = 100;
const OPERATIONS_PER_BATCH = 2_000;
const LIMIT = 4;

/** What a decision costs when the token's record is in memory, beside the least that any look-up of a hashed token costs. */
export async function measureDecision(): Promise<Section> {
  const tokens = Array.from({ length: TOKENS }, (_, number) => issueToken("public", number));
  const records = new Map(tokens.map(({ record }) => [record.id, record]));
  const byDigest = new Map(tokens.map(({ value, record }) => [hash("sha256", value), record]));
  const events = tokens.map(requestOfPage);
  const values = events.map((event) => event.queryStringParameters?.access_token ?? "");
  const origins = events.map((event) => event.headers?.origin);

  let characters = 0;
  const authorize = createBenchAuthorizer(
    async (id) => records.get(id),
    (line) => {
      characters += line.length;
    },
  );

  let found = 0;
  const [bare, decide, whole] = await runRounds(
    [
      batch(OPERATIONS_PER_BATCH, () => {
        for (let index = 0; index < OPERATIONS_PER_BATCH; index++) {
          if (byDigest.get(hash("sha256", values[index % TOKENS] ?? "")) !== undefined) found += 1;
        }
      }),
      batch(OPERATIONS_PER_BATCH, () => {
        const nowEpochMs = Date.now();
        for (let index = 0; index < OPERATIONS_PER_BATCH; index++) {
          const credential = parseToken(values[index % TOKENS] ?? "");
          if (credential === undefined) throw new Error("a token of the bench is not one");
          const origin = readOrigin(origins[index % TOKENS]);
          const record = records.get(credential.id);
          const decision = decideToken({
            credential,
            record,
            operation: OPERATIONS.loadConfigurator,
            origin,
            nowEpochMs,
          });
          if (decision.allowed) found += 1;
        }
      }),
      batch(OPERATIONS_PER_BATCH, async () => {
        for (let index = 0; index < OPERATIONS_PER_BATCH; index++) {
          const event = events[index % TOKENS];
          if (event !== undefined && (await authorize(event)).isAuthorized) found += 1;
        }
      }),
    ],
    { rounds: 600, warmUpRounds: 100 },
  );
  if (found !== 3 * 700 * OPERATIONS_PER_BATCH || characters === 0)
    throw new Error("a request of the bench was refused");

  return {
    title: "Decision with the record in memory",
    notes: [
      `bare: crypto.hash("sha256", value) and Map.get; ${TOKENS} public tokens in turn, ${OPERATIONS_PER_BATCH} requests a batch, 600 rounds`,
      "decide: parse with checksum, read the origin, digest, constant-time comparison, state, capability, origin list",
      "authorize: all of that on the composition of the handler, and cache look-up with its age, sampling of the last use,",
      "the principal for the functions and the line of the log, which is made and counted but not written to a stream",
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
    ],
  };
}
