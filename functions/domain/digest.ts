import { hash } from "node:crypto";
import type { ApplicationKey } from "./application-key.ts";
import type { EditKey } from "./edit-key.ts";
import type { TokenValue } from "./token.ts";

declare const brand: unique symbol;
/** SHA-256 of a whole token value, application key or edit key: 32 bytes. A plain hash is enough because the secret has 256 random bits. */
export type TokenDigest = Uint8Array & { readonly [brand]: "TokenDigest" };

/** Differs from every byte. */
const NO_BYTE = 256;

export function digestToken(value: TokenValue | ApplicationKey | EditKey): TokenDigest {
  return hash("sha256", value, "buffer") as Uint8Array as TokenDigest;
}

/**
 * Whether a value has this digest. It runs for every request, so it compares the characters of the hash: a buffer for it and
 * `timingSafeEqual` would cost a third of the hash more. All 32 bytes are looked at wherever the first difference is.
 */
export function isDigestOf(value: TokenValue | ApplicationKey | EditKey, digest: TokenDigest): boolean {
  const own = hash("sha256", value, "binary");
  let difference = own.length ^ digest.length;
  for (let index = 0; index < own.length; index++) difference |= own.charCodeAt(index) ^ (digest[index] ?? NO_BYTE);
  return difference === 0;
}

/** The stored form: base64url, 43 characters. */
export function formatDigest(digest: TokenDigest): string {
  return Buffer.from(digest).toString("base64url");
}

/** @throws TypeError when the stored text is not a digest. The text is not repeated in the message. */
export function parseDigest(text: string): TokenDigest {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== 32) throw new TypeError("a stored token digest is not 32 bytes");
  return bytes as Uint8Array as TokenDigest;
}
