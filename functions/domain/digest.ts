import { hash, timingSafeEqual } from "node:crypto";
import type { ApplicationKey } from "./application-key.ts";
import type { TokenValue } from "./token.ts";

declare const brand: unique symbol;
/** SHA-256 of a whole token value or application key: 32 bytes. A plain hash is enough because the secret has 256 random bits. */
export type TokenDigest = Uint8Array & { readonly [brand]: "TokenDigest" };

export function digestToken(value: TokenValue | ApplicationKey): TokenDigest {
  return hash("sha256", value, "buffer") as Uint8Array as TokenDigest;
}

const ownDigest = Buffer.alloc(32);

/**
 * Whether a value has this digest; takes the same time wherever the two differ. It runs for every request, so the value's own digest goes
 * into one buffer again and again: a new one would cost more than the hash itself.
 */
export function isDigestOf(value: TokenValue | ApplicationKey, digest: TokenDigest): boolean {
  ownDigest.write(hash("sha256", value, "binary"), "latin1");
  return timingSafeEqual(ownDigest, digest);
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
