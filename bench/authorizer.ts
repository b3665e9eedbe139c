import { OPERATIONS, routeKey } from "../contract/operations.ts";
import { type AuthorizerParts, createAuthorizer } from "../functions/authorizer/authorize.ts";
import { createCallerAddressReader } from "../functions/authorizer/caller-address.ts";
import { createDecisionLog } from "../functions/authorizer/decision-log.ts";
import { createLimiter } from "../functions/authorizer/limiter.ts";
import { createOriginObserver } from "../functions/authorizer/origin-observer.ts";
import { createRecordCache } from "../functions/authorizer/record-cache.ts";
import { createUseNotes } from "../functions/authorizer/use-notes.ts";
import { createUseSampler } from "../functions/authorizer/use-sampler.ts";
import type { OperationRule } from "../functions/domain/decide.ts";
import { PUBLIC_RECORD_AGE_SECONDS_MAX } from "../functions/domain/revocation-bound.ts";
import { LAST_USED_INTERVAL_MS } from "../functions/store/last-used.ts";
import type { ReadSubject } from "../functions/store/token-reader.ts";

const ENTRIES_MAX = 10_000;

/** The authorizer as `functions/authorizer/handler.ts` puts it together, over another store and with a log that goes nowhere. */
export function createBenchAuthorizer(readSubject: ReadSubject, writeLine: (line: string) => void) {
  const publicTokens = createRecordCache({
    read: readSubject,
    ageMsMax: PUBLIC_RECORD_AGE_SECONDS_MAX * 1000,
    entriesMax: ENTRIES_MAX,
    now: Date.now,
  });
  const sampling = { intervalMs: LAST_USED_INTERVAL_MS, entriesMax: ENTRIES_MAX };
  const log = createDecisionLog({ write: writeLine, level: "INFO" });
  const parts: AuthorizerParts = {
    operations: new Map<string, OperationRule>(
      Object.values(OPERATIONS).map((operation) => [routeKey(operation), operation]),
    ),
    readCallerAddress: createCallerAddressReader("a secret of the bench"),
    readPublicToken: publicTokens.read,
    readSecretToken: readSubject,
    readEmbedSubject: async () => undefined,
    readSignIn: async () => undefined,
    verifySession: async () => undefined,
    limiter: createLimiter({
      writeUsage: async () => undefined,
      onShared: publicTokens.forget,
      onNotWritten: () => undefined,
      entriesMax: ENTRIES_MAX,
    }),
    notes: createUseNotes({
      isUseDue: createUseSampler(sampling),
      isPreviousUseDue: createUseSampler(sampling),
      isFlagDue: createUseSampler(sampling),
      observeOrigin: createOriginObserver({
        intervalMs: 60_000,
        writesMax: 10,
        originsMax: 64,
        tokensMax: 1000,
      }),
      writeLastUsed: async () => undefined,
      writeOriginSighting: async () => undefined,
      writeSecretInUrl: async () => undefined,
      log,
    }),
    log,
    now: Date.now,
  };
  return createAuthorizer(parts);
}
