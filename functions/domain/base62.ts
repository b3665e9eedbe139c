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

/** By ASCII code: the digit's value, or 255 for every other character. */
const DIGIT_VALUES = new Uint8Array(128).fill(255);
for (let value = 0; value < 62; value++) DIGIT_VALUES[ALPHABET.charCodeAt(value)] = value;

/** The number that the characters from `start` to the end stand for; undefined when one is not a base62 digit. */
export function parseBase62(text: string, start: number): number | undefined {
  let value = 0;
  for (let index = start; index < text.length; index++) {
    const digit = DIGIT_VALUES[text.charCodeAt(index)] ?? 255;
    if (digit === 255) return undefined;
    value = value * 62 + digit;
  }
  return value;
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
