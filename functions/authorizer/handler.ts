import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { OPERATIONS, routeKey } from "../../contract/operations.ts";
import type { OperationRule } from "../domain/decide.ts";
import { PUBLIC_RECORD_AGE_SECONDS_MAX } from "../domain/revocation-bound.ts";
import { readEnvironment } from "../environment.ts";
import { createLastUsedWriter, LAST_USED_INTERVAL_MS } from "../store/last-used.ts";
import { createSignInReader, createTokenReader } from "../store/token-reader.ts";
import { createAuthorizer } from "./authorize.ts";
import { createDecisionLog } from "./decision-log.ts";
import { createRecordCache } from "./record-cache.ts";
import type { VerifySession } from "./session.ts";
import { createUseSampler } from "./use-sampler.ts";

const ENTRIES_MAX = 10_000;

const environment = readEnvironment("DIRECTORY_TABLE", "ISSUER_URL", "ISSUER_CLIENT_ID", "ISSUER_JWKS_URI");
const client = new DynamoDBClient({ maxAttempts: 2, requestHandler: { requestTimeout: 900, connectionTimeout: 500 } });
const readSecretToken = createTokenReader(client, environment.DIRECTORY_TABLE);

/** A verifier keeps the issuer's keys for as long as it lives: a key that the issuer has withdrawn must not count for ever. */
const VERIFIER_AGE_MS_MAX = 10 * 60 * 1000;
let verifier: { readonly verify: VerifySession; readonly createdEpochMs: number } | undefined;
/** Most requests carry a token: the JWT verifier is loaded with the first session. */
const verifySession: VerifySession = async (jwt) => {
  if (verifier === undefined || Date.now() - verifier.createdEpochMs > VERIFIER_AGE_MS_MAX) {
    const { createSessionVerifier } = await import("./session.ts");
    const verify = createSessionVerifier({
      issuerUrl: environment.ISSUER_URL,
      clientId: environment.ISSUER_CLIENT_ID,
      jwksUri: environment.ISSUER_JWKS_URI,
    });
    verifier = { verify, createdEpochMs: Date.now() };
  }
  return verifier.verify(jwt);
};

export const handler = createAuthorizer({
  operations: new Map(
    Object.values<OperationRule & Parameters<typeof routeKey>[0]>(OPERATIONS).map((operation) => [
      routeKey(operation),
      operation,
    ]),
  ),
  readPublicToken: createRecordCache({
    readToken: readSecretToken,
    ageMsMax: PUBLIC_RECORD_AGE_SECONDS_MAX * 1000,
    entriesMax: ENTRIES_MAX,
    now: Date.now,
  }),
  readSecretToken,
  readSignIn: createSignInReader(client, environment.DIRECTORY_TABLE),
  verifySession,
  isUseWorthWriting: createUseSampler({ intervalMs: LAST_USED_INTERVAL_MS, entriesMax: ENTRIES_MAX }),
  writeLastUsed: createLastUsedWriter(client, environment.DIRECTORY_TABLE),
  log: createDecisionLog((line) => process.stdout.write(line)),
  now: Date.now,
});
