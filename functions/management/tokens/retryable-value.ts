import type { RandomBytes } from "../../domain/base62.ts";
import { createDerivedBytes } from "../../domain/derived-bytes.ts";
import { createTokenValue, type TokenId, type TokenValue } from "../../domain/token.ts";

const NONCE_BYTES = 32;

export function createNonce(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(NONCE_BYTES)).toString("base64url");
}

/**
 * A new value that a retry of the same request can make again: derived from the caller's own credential, which is not stored, and a
 * nonce, which is stored for as long as the idempotency key counts.
 */
export function createRetryableValue(
  id: TokenId,
  headers: Readonly<Record<string, string | undefined>>,
  nonce: string,
): TokenValue {
  const { authorization } = headers;
  if (authorization === undefined) throw new Error("a token was to be issued without a credential");
  return createTokenValue(id, createDerivedBytes(authorization, nonce, `latchkey token ${id}`));
}
