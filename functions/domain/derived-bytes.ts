import { hkdfSync } from "node:crypto";
import type { RandomBytes } from "./base62.ts";

const BYTES_MAX = 512;

/**
 * Bytes that only the holder of `credential` can make again while `nonce` is kept (HKDF, RFC 5869). They let a retried request give
 * the same new secret without any secret being stored: the nonce alone, or the credential alone, says nothing.
 * @param purpose separates different uses of the same pair.
 */
export function createDerivedBytes(credential: string, nonce: string, purpose: string): RandomBytes {
  const bytes = new Uint8Array(hkdfSync("sha256", credential, nonce, purpose, BYTES_MAX));
  let position = 0;
  return (length) => {
    const slice = bytes.subarray(position, position + length);
    if (slice.length < length) throw new RangeError("more derived bytes were asked for than one derivation gives");
    position += length;
    return slice;
  };
}
