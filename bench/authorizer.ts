import { OPERATIONS, routeKey } from "../contract/operations.ts";
import { type AuthorizerParts, createAuthorizer } from "../functions/authorizer/authorize.ts";
import { createDecisionLog } from "../functions/authorizer/decision-log.ts";
import { createRecordCache } from "../functions/authorizer/record-cache.ts";
import { createUseSampler } from "../functions/authorizer/use-sampler.ts";
import type { OperationRule } from "../functions/domain/decide.ts";
import { PUBLIC_RECORD_AGE_SECONDS_MAX } from "../functions/domain/revocation-bound.ts";
import { LAST_USED_INTERVAL_MS } from "../functions/store/last-used.ts";
import type { ReadToken } from "../functions/store/token-reader.ts";

const ENTRIES_MAX = 10_000;

/** The authorizer as `functions/authorizer/handler.ts` puts it together, over another store and with a log that goes nowhere. */
export function createBenchAuthorizer(readToken: ReadToken, writeLine: (line: string) => void) {
  const parts: AuthorizerParts = {
    operations: new Map<string, OperationRule>(
      Object.values(OPERATIONS).map((operation) => [routeKey(operation), operation]),
    ),
    readPublicToken: createRecordCache({
      readToken,
      ageMsMax: PUBLIC_RECORD_AGE_SECONDS_MAX * 1000,
      entriesMax: ENTRIES_MAX,
      now: Date.now,
    }),
    readSecretToken: readToken,
    readSignIn: async () => undefined,
    verifySession: async () => undefined,
    isUseWorthWriting: createUseSampler({ intervalMs: LAST_USED_INTERVAL_MS, entriesMax: ENTRIES_MAX }),
    writeLastUsed: async () => undefined,
    log: createDecisionLog(writeLine),
    now: Date.now,
  };
  return createAuthorizer(parts);
}
