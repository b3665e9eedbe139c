import type { RandomBytes } from "../domain/base62.ts";
import { createDerivedBytes } from "../domain/derived-bytes.ts";

const NONCE_BYTES = 32;

export function createNonce(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(NONCE_BYTES)).toString("base64url");
}

/**
 * Bytes for a secret that a retry of the same request can make again: derived from the caller's own credential, which is not stored, and a
 * nonce, which is stored for as long as the idempotency key counts.
 * @param purpose names what the secret is for, so that no other secret comes from the same bytes
 */
export function createRetryableBytes(
  headers: Readonly<Record<string, string | undefined>>,
  nonce: string,
  purpose: string,
): RandomBytes {
  const { authorization } = headers;
  if (authorization === undefined) throw new Error("a secret was to be issued without a credential");
  return createDerivedBytes(authorization, nonce, purpose);
}
