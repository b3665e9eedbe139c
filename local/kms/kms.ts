import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export type EncryptionContext = Readonly<Record<string, string>>;

/** The ciphertext is not what this key made under this context. */
export class InvalidCiphertextError extends Error {}

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** AES-256-GCM as KMS uses it: the encryption context is authenticated and is not in the ciphertext. */
export function encrypt(key: Uint8Array, plaintext: Uint8Array, context: EncryptionContext): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(formatContext(context));
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from([FORMAT]), iv, cipher.getAuthTag(), encrypted]);
}

/** @throws InvalidCiphertextError */
export function decrypt(key: Uint8Array, ciphertext: Uint8Array, context: EncryptionContext): Buffer {
  const bytes = Buffer.from(ciphertext);
  const start = 1 + IV_BYTES + TAG_BYTES;
  if (bytes[0] !== FORMAT || bytes.length < start) throw new InvalidCiphertextError("not a ciphertext of this service");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, 1 + IV_BYTES));
  decipher.setAAD(formatContext(context));
  decipher.setAuthTag(bytes.subarray(1 + IV_BYTES, start));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]);
  } catch {
    throw new InvalidCiphertextError("made with another key or under another context, or changed since");
  }
}

/** The order of the pairs does not count. */
function formatContext(context: EncryptionContext): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort(([left], [right]) => (left < right ? -1 : 1))));
}
