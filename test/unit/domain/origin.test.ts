import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ORIGIN_REFUSALS, readOrigin } from "../../../functions/domain/origin.ts";
import vectors from "../../vectors/origins.json" with { type: "json" };
import { noisyOriginText, originText } from "./origin-arbitraries.ts";
import { isOriginByModel } from "./origin-model.ts";

describe("rule 5: an Origin header", () => {
  it.each(vectors.accepted)("%s is an origin", (header) => {
    expect(readOrigin(header)).toEqual({ origin: header });
  });

  it.each(vectors.refused)("$header is refused: $refusal", ({ header, refusal }) => {
    expect(readOrigin(header ?? undefined)).toEqual({ refusal });
  });

  it("has a reason of its own for each way of not being an origin", () => {
    expect([...new Set(vectors.refused.map(({ refusal }) => refusal))].sort()).toEqual([...ORIGIN_REFUSALS].sort());
  });

  it("may be as long as the longest host name with a port, and 300 characters, but not 301", () => {
    const longest = `https://${`${"a".repeat(63)}.`.repeat(3)}${"a".repeat(61)}:65535`;
    expect(longest).toHaveLength(8 + 253 + 6);
    expect(readOrigin(longest)).toEqual({ origin: longest });
    expect(readOrigin(`https://${"a".repeat(292)}`).origin).toHaveLength(300);
    expect(readOrigin(`https://${"a".repeat(293)}`)).toEqual({ refusal: "origin_malformed" });
  });

  it("is answered for a header of a million characters without a delay", () => {
    for (const part of ["a", "a.", ".", "a-", "[", ":", "1.", "0x"]) {
      expect(readOrigin(`https://${part.repeat(1_000_000 / part.length)}`)).toEqual({ refusal: "origin_malformed" });
    }
  });
});

describe("rule 5, over generated headers", () => {
  it("accepts exactly what is its own canonical serialization with permitted labels", () => {
    fc.assert(
      fc.property(fc.oneof(originText, noisyOriginText, fc.webUrl(), fc.string({ unit: "binary" })), (header) => {
        expect(readOrigin(header).origin).toBe(isOriginByModel(header) ? header : undefined);
      }),
      { numRuns: 20_000 },
    );
  });

  it("gives every text either an origin or one of the five reasons, and never throws", () => {
    fc.assert(
      fc.property(
        fc.option(fc.oneof(noisyOriginText, fc.string({ unit: "binary", maxLength: 400 })), { nil: undefined }),
        (header) => {
          const reading = readOrigin(header);
          if (reading.refusal === undefined) expect(reading.origin).toBe(header);
          else expect(ORIGIN_REFUSALS).toContain(reading.refusal);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
