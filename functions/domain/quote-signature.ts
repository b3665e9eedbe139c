/** Bytes of r and of s on P-256. */
const NUMBER_BYTES = 32;
const SEQUENCE = 0x30;
const INTEGER = 0x02;

/**
 * The signature of a JWS with ES256, r and s as 32 bytes each (RFC 7518 section 3.4), from the DER that KMS answers with
 * (`ECDSA-Sig-Value`, RFC 3279 section 2.2.3). Takes DER's one way to write two positive numbers and no other.
 *
 * @throws Error when it is not exactly that
 */
export function parseDerSignature(der: Uint8Array): Uint8Array {
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2) fail();
  const first = readInteger(der, 2);
  const second = readInteger(der, first.end);
  if (second.end !== der.length) fail();
  const signature = new Uint8Array(2 * NUMBER_BYTES);
  signature.set(first.digits, NUMBER_BYTES - first.digits.length);
  signature.set(second.digits, 2 * NUMBER_BYTES - second.digits.length);
  return signature;
}

/** The number that begins at `start`, without the zero that DER puts before a high bit, and where it ends. */
function readInteger(der: Uint8Array, start: number): { readonly digits: Uint8Array; readonly end: number } {
  const length = der[start + 1] ?? 0;
  const end = start + 2 + length;
  // A length of 128 or more would be one of several bytes: no number on P-256 is so long.
  if (der[start] !== INTEGER || length === 0 || length > NUMBER_BYTES + 1 || end > der.length) fail();
  const bytes = der.subarray(start + 2, end);
  const [head = 0, next = 0] = bytes;
  if (head >= 0x80) fail();
  const digits = head === 0 ? bytes.subarray(1) : bytes;
  // Zero itself is no r or s, and a zero may only stand before a high bit.
  if (head === 0 && next < 0x80) fail();
  if (digits.length > NUMBER_BYTES) fail();
  return { digits, end };
}

function fail(): never {
  throw new Error("the signature is not an ECDSA signature in DER");
}
