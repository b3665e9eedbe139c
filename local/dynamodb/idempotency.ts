import { createHash } from "node:crypto";
import type { LevelOperation } from "dynalite/db/index.js";
import { dynamoDbError } from "./api-error.ts";
import { prefixRange, type Store } from "./store.ts";

const TOKEN_SECONDS = 600;
const PREFIX = "idempotency~";

interface StoredToken {
  readonly fingerprint: string;
  readonly expiresAtEpochMs: number;
  readonly response: object;
}

/** Remembers successful TransactWriteItems calls by their ClientRequestToken for ten minutes, in the store itself. */
export interface Idempotency {
  lockKey(token: string): string;
  /**
   * The response of the same request with the same token; undefined when the token is new or has expired.
   * Throws IdempotentParameterMismatchException when the token came with another request.
   */
  findResponse(token: string, fingerprint: string): Promise<object | undefined>;
  /** What to commit together with the transaction's own writes. */
  remember(token: string, fingerprint: string, response: object): LevelOperation;
  /** Forgets expired tokens. */
  sweep(): Promise<void>;
}

export function createIdempotency(store: Store, now: () => number): Idempotency {
  return {
    lockKey: (token) => PREFIX + token,

    async findResponse(token, fingerprint) {
      const stored = await store.level.get(PREFIX + token);
      if (!isStoredToken(stored) || stored.expiresAtEpochMs <= now()) return undefined;
      if (stored.fingerprint !== fingerprint) {
        throw dynamoDbError(
          "IdempotentParameterMismatchException",
          "The supplied idempotency token already exists but was used with different request parameters",
        );
      }
      return stored.response;
    },

    remember(token, fingerprint, response) {
      const value: StoredToken = {
        fingerprint,
        expiresAtEpochMs: now() + TOKEN_SECONDS * 1000,
        response,
      };
      return { type: "put", key: PREFIX + token, value };
    },

    async sweep() {
      const expired: LevelOperation[] = [];
      for await (const [key, value] of store.level.iterator(prefixRange(PREFIX))) {
        if (isStoredToken(value) && value.expiresAtEpochMs <= now()) expired.push({ type: "del", key });
      }
      if (expired.length > 0) await store.level.batch(expired);
    },
  };
}

/** Equal for requests that differ in nothing but the order of members and their ClientRequestToken. */
export function fingerprintOf(request: unknown): string {
  const compared = typeof request === "object" ? { ...request, ClientRequestToken: undefined } : request;
  return createHash("sha256").update(sortedJson(compared)).digest("base64url");
}

/** JSON whose members are in the order of their names. */
function sortedJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(sortedJson).join()}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${sortedJson(member)}`).join()}}`;
}

function isStoredToken(value: unknown): value is StoredToken {
  return typeof value === "object" && value !== null && "fingerprint" in value && "expiresAtEpochMs" in value;
}
