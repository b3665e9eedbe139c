import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { OPERATIONS, routeKey } from "../../contract/operations.ts";
import type { OperationRule } from "../domain/decide.ts";
import { PUBLIC_RECORD_AGE_SECONDS_MAX } from "../domain/revocation-bound.ts";
import { readEnvironment } from "../environment.ts";
import { createEmbedTargetReader } from "../store/embed-reader.ts";
import {
  createLastUsedWriter,
  createSecretInUrlWriter,
  LAST_USED_INTERVAL_MS,
  PREVIOUS_USED_INTERVAL_MS,
} from "../store/last-used.ts";
import { createOriginWriter } from "../store/observed-origins.ts";
import { createSignInReader } from "../store/sign-ins.ts";
import { createSubjectReader } from "../store/token-reader.ts";
import { createUsageWriter } from "../store/token-usage.ts";
import { createAuthorizer } from "./authorize.ts";
import { createCallerAddressReader } from "./caller-address.ts";
import { createDecisionLog } from "./decision-log.ts";
import { createEmbedSubjectReader } from "./embed-subjects.ts";
import { createLimiter } from "./limiter.ts";
import { ENTRIES_MAX, ORIGIN_WRITES_MAX } from "./memory-bounds.ts";
import { createOriginObserver } from "./origin-observer.ts";
import { createRecordCache } from "./record-cache.ts";
import type { VerifySession } from "./session.ts";
import { createUseNotes } from "./use-notes.ts";
import { createUseSampler } from "./use-sampler.ts";

const ORIGIN_INTERVAL_MS = 60_000;
const SECRET_IN_URL_INTERVAL_MS = 60_000;

const environment = readEnvironment(
  "DIRECTORY_TABLE",
  "EDGE_SECRET",
  "ISSUER_URL",
  "ISSUER_CLIENT_ID",
  "ISSUER_JWKS_URI",
  "LOG_LEVEL",
);
const table = environment.DIRECTORY_TABLE;
const client = new DynamoDBClient({ maxAttempts: 2, requestHandler: { requestTimeout: 900, connectionTimeout: 500 } });
const readSecretToken = createSubjectReader(client, table, { now: Date.now });
const bounds = { ageMsMax: PUBLIC_RECORD_AGE_SECONDS_MAX * 1000, entriesMax: ENTRIES_MAX, now: Date.now };
const publicTokens = createRecordCache({ ...bounds, read: readSecretToken });
const embeds = createRecordCache({ ...bounds, read: createEmbedTargetReader(client, table) });
const log = createDecisionLog({ write: (line) => process.stdout.write(line), level: environment.LOG_LEVEL });
const createSampler = (intervalMs: number) => createUseSampler({ intervalMs, entriesMax: ENTRIES_MAX });

let verifier: VerifySession | undefined;
/** Most requests carry a token: the JWT verifier is loaded with the first session. */
const verifySession: VerifySession = async (jwt) => {
  if (verifier === undefined) {
    const { createSessionVerifier } = await import("./session.ts");
    verifier = createSessionVerifier({
      issuerUrl: environment.ISSUER_URL,
      clientId: environment.ISSUER_CLIENT_ID,
      jwksUri: environment.ISSUER_JWKS_URI,
    });
  }
  return verifier(jwt);
};

export const handler = createAuthorizer({
  operations: new Map(
    Object.values<OperationRule & Parameters<typeof routeKey>[0]>(OPERATIONS).map((operation) => [
      routeKey(operation),
      operation,
    ]),
  ),
  readCallerAddress: createCallerAddressReader(environment.EDGE_SECRET),
  readPublicToken: publicTokens.read,
  readSecretToken,
  readEmbedSubject: createEmbedSubjectReader(embeds.read, publicTokens.read),
  readSignIn: createSignInReader(client, table),
  verifySession,
  limiter: createLimiter({
    writeUsage: createUsageWriter(client, table),
    onShared: publicTokens.forget,
    onNotWritten: (tokenId) => log({ notWritten: "usage", tokenId }),
    entriesMax: ENTRIES_MAX,
  }),
  notes: createUseNotes({
    isUseDue: createSampler(LAST_USED_INTERVAL_MS),
    isPreviousUseDue: createSampler(PREVIOUS_USED_INTERVAL_MS),
    isFlagDue: createSampler(SECRET_IN_URL_INTERVAL_MS),
    observeOrigin: createOriginObserver({
      intervalMs: ORIGIN_INTERVAL_MS,
      writesMax: ORIGIN_WRITES_MAX,
      originsMax: 64,
      tokensMax: 1000,
    }),
    writeLastUsed: createLastUsedWriter(client, table),
    writeOriginSighting: createOriginWriter(client, table),
    writeSecretInUrl: createSecretInUrlWriter(client, table),
    log,
  }),
  log,
  now: Date.now,
});
