import { describe, expect, it } from "vitest";
import { formatBase62, randomBase62 } from "../../../functions/domain/base62.ts";
import { createSeededBytes, DIGITS, readBase62 } from "./base62-reader.ts";

describe("random base62", () => {
  it("gives each character for exactly four of the 256 bytes and throws the other eight away", () => {
    const bytesOf = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      const character = characterOf(byte);
      if (character !== undefined) bytesOf.set(character, (bytesOf.get(character) ?? 0) + 1);
    }
    expect([...bytesOf.keys()].sort().join("")).toBe(DIGITS);
    expect([...bytesOf.values()]).toEqual(Array.from({ length: 62 }, () => 4));
  });

  it("throws away bytes from 248 on", () => {
    expect(characterOf(247)).toBe("z");
    expect(characterOf(248)).toBeUndefined();
    expect(characterOf(255)).toBeUndefined();
  });

  it("is evenly spread: chi-squared over 620 000 characters of a fixed seed", () => {
    const text = randomBase62(620_000, createSeededBytes(20_261_122));
    const counts = new Map<string, number>();
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(62);
    let chiSquared = 0;
    for (const count of counts.values()) chiSquared += (count - 10_000) ** 2 / 10_000;
    // 61 degrees of freedom: 1 in 1000 is above 100.9. Without the cut at 248, eight characters come up a quarter too often: above 4000.
    expect(chiSquared).toBeLessThan(100.9);
  });

  it("has the length that was asked for, also when nearly all bytes are thrown away", () => {
    const stingy = (length: number) => Uint8Array.from({ length }, (_, index) => (index === 3 ? 61 : 250));
    for (const length of [0, 1, 2, 12, 43]) expect(randomBase62(length, stingy)).toBe("z".repeat(length));
  });

  it("uses fresh bytes for every character", () => {
    const asked: number[] = [];
    const text = randomBase62(43, (length) => {
      asked.push(length);
      return Uint8Array.from({ length }, (_, index) => index);
    });
    expect(text).toBe(DIGITS.slice(0, 43));
    expect(asked).toHaveLength(1);
  });

  it("carries at least 256 bits in the 43 characters of a secret, and would not in 42", () => {
    expect(62n ** 43n >= 2n ** 256n).toBe(true);
    expect(62n ** 42n >= 2n ** 256n).toBe(false);
  });
});

describe("a number in base62", () => {
  it.each([0, 1, 61, 62, 3843, 3844, 2 ** 31, 2 ** 32 - 1])("%d comes back from its six digits", (value) => {
    expect(formatBase62(value, 6)).toHaveLength(6);
    expect(readBase62(formatBase62(value, 6))).toBe(BigInt(value));
  });

  it("has room for every CRC32 in six digits, and not in five", () => {
    expect(62 ** 6).toBeGreaterThanOrEqual(2 ** 32);
    expect(62 ** 5).toBeLessThan(2 ** 32);
  });
});

/** The character that one byte gives, or undefined when it gives none. */
function characterOf(byte: number): string | undefined {
  let calls = 0;
  // Falls back to "0" characters once the byte in question was used up.
  const text = randomBase62(2, (length) => (calls++ === 0 ? Uint8Array.of(byte, 0) : new Uint8Array(length)));
  return calls === 1 ? text.charAt(0) : undefined;
}
