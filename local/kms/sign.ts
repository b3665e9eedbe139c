import { createECDH, createPublicKey, type KeyObject, randomBytes } from "node:crypto";

/** Order of the group on P-256 (SEC 2, section 2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const NUMBER_BYTES = 32;
export const DIGEST_BYTES = 32;

/**
 * ECDSA over a digest that has been made already (FIPS 186-5 section 6.4.1), in DER. Node signs messages only, and hashes them itself. The
 * arithmetic takes a time that depends on the key: good enough for a key that guards a laptop's demo, and for nothing else.
 */
export function signDigest(privateKey: KeyObject, digest: Uint8Array): Buffer {
  const { d = "" } = privateKey.export({ format: "jwk" });
  const secret = numberOf(Buffer.from(d, "base64url"));
  for (;;) {
    const nonce = numberOf(randomBytes(NUMBER_BYTES));
    if (nonce === 0n || nonce >= ORDER) continue;
    const r = firstCoordinate(nonce) % ORDER;
    const s = (invert(nonce) * (numberOf(digest) + r * secret)) % ORDER;
    if (r !== 0n && s !== 0n) return formatSequence(formatInteger(r), formatInteger(s));
  }
}

/** DER of the SubjectPublicKeyInfo, as KMS answers with. */
export function publicKeyOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: "der", type: "spki" });
}

/** Of the nonce's multiple of the base point: a key agreement's public key. */
function firstCoordinate(nonce: bigint): bigint {
  const agreement = createECDH("prime256v1");
  agreement.setPrivateKey(bytesOf(nonce));
  return numberOf(agreement.getPublicKey().subarray(1, 1 + NUMBER_BYTES));
}

/** By Fermat's little theorem, because the order is a prime. */
function invert(value: bigint): bigint {
  let [result, base, exponent] = [1n, value, ORDER - 2n];
  while (exponent > 0n) {
    if (exponent % 2n === 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
    exponent /= 2n;
  }
  return result;
}

function formatSequence(...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([0x30, content.length]), content]);
}

/** A zero goes before a high bit, which would make the number negative; no other zero does. */
function formatInteger(value: bigint): Buffer {
  const bytes = bytesOf(value);
  const digits = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  const content = (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits;
  return Buffer.concat([Buffer.from([0x02, content.length]), content]);
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

function bytesOf(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * NUMBER_BYTES, "0"), "hex");
}
