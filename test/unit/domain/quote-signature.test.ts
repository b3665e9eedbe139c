import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDerSignature } from "../../../functions/domain/quote-signature.ts";
import vectors from "../../vectors/quotes.json" with { type: "json" };

const { derSignatures } = vectors;
const bytesOf = (hex: string) => Buffer.from(hex, "hex");
const rawOf = (der: Uint8Array) => Buffer.from(parseDerSignature(der)).toString("hex");

describe("parseDerSignature", () => {
  it.each(derSignatures.accepted)("takes $name", ({ der, raw }) => {
    expect(rawOf(bytesOf(der))).toBe(raw);
  });

  it.each(derSignatures.refused)("refuses $name", ({ der }) => {
    expect(() => parseDerSignature(bytesOf(der))).toThrow("not an ECDSA signature in DER");
  });

  /** Numbers of every length, so that short ones and high bits come up often. */
  const number = fc
    .uint8Array({ minLength: 1, maxLength: 32 })
    .map((bytes) => BigInt(`0x${Buffer.from(bytes).toString("hex")}`))
    .filter((value) => value > 0n);

  it("gives r and s back in 32 bytes each, whatever they are", () => {
    fc.assert(
      fc.property(number, number, (r, s) => {
        const raw = [r, s].map((value) => value.toString(16).padStart(64, "0")).join("");
        expect(rawOf(formatDer(r, s))).toBe(raw);
      }),
    );
  });

  it("takes one way only to write a signature: what it takes is what its numbers are written as", () => {
    fc.assert(
      fc.property(number, number, fc.nat(), fc.integer({ min: 0, max: 255 }), (r, s, place, byte) => {
        const der = formatDer(r, s);
        der[place % der.length] = byte;
        let raw: string;
        try {
          raw = rawOf(der);
        } catch {
          return;
        }
        expect(formatDer(BigInt(`0x${raw.slice(0, 64)}`), BigInt(`0x${raw.slice(64)}`))).toEqual(der);
      }),
      { numRuns: 2000 },
    );
  });

  it("throws nothing but its own error at any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          expect(parseDerSignature(bytes)).toHaveLength(64);
        } catch (error) {
          expect(String(error)).toContain("not an ECDSA signature in DER");
        }
      }),
    );
  });
});

/** ITU-T X.690, written apart from the code that reads it. */
function formatDer(...numbers: readonly bigint[]): Buffer {
  const content = Buffer.concat(
    numbers.map((value) => {
      const hex = value.toString(16);
      const digits = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
      const body = (digits[0] ?? 0) > 127 ? Buffer.concat([Buffer.alloc(1), digits]) : digits;
      return Buffer.concat([Buffer.from([2, body.length]), body]);
    }),
  );
  return Buffer.concat([Buffer.from([48, content.length]), content]);
}
