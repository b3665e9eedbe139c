/** The digits in the order of their values; in ASCII order too, so that ids sort as their numbers do. */
export const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The number that base62 digits stand for, most significant first. Exact for any length. */
export function readBase62(digits: string): bigint {
  let value = 0n;
  for (const digit of digits) {
    const worth = DIGITS.indexOf(digit);
    if (worth === -1) throw new RangeError(`${digit} is not a base62 digit`);
    value = value * 62n + BigInt(worth);
  }
  return value;
}

/** Bytes that repeat from run to run: xorshift32 (Marsaglia 2003). Not for secrets. */
export function createSeededBytes(seed: number): (length: number) => Uint8Array {
  let state = seed >>> 0 || 1;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 11) & 0xff;
    });
}
