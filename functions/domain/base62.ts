const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Gives `length` bytes that nobody can predict, e.g. `crypto.randomBytes`. */
export type RandomBytes = (length: number) => Uint8Array;

/**
 * `length` base62 characters without bias: a byte of 248 or more is thrown away (248 = 4 x 62), so every character is
 * equally likely. 43 characters carry 256 bits.
 */
export function randomBase62(length: number, randomBytes: RandomBytes): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length + 8)) {
      if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % 62);
    }
  }
  return text;
}

/** A non-negative integer as exactly `length` base62 digits, most significant first. */
export function formatBase62(value: number, length: number): string {
  let rest = value;
  let text = "";
  for (let index = 0; index < length; index++) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
