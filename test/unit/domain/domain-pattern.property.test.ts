import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDomainPattern } from "../../../functions/domain/domain-pattern.ts";
import { createOriginMatcher, readOrigin } from "../../../functions/domain/origin.ts";
import { PATTERN_REFUSALS } from "../../../functions/domain/pattern-refusals.ts";
import { closeOrigin, noisyOriginText, originText } from "./origin-arbitraries.ts";
import { isOriginByModel, matchesByModel } from "./origin-model.ts";

const ANY = { explicitDomainsOnly: false };

const label = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "_",
    "example",
    "github",
    "com",
    "io",
    "co",
    "uk",
    "bücher",
    "faß",
    "ｅ",
    "рф",
    "xn--p1ai",
    "127",
    "0x7f",
    "0",
  ),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const host = fc.oneof(
  { weight: 5, arbitrary: fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join(".")) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.ipV4Extended(),
      fc.ipV6().map((text) => `[${text}]`),
    ),
  },
  { weight: 1, arbitrary: fc.domain() },
);
/** What a person might write, and much that only an attacker would. */
const patternText = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("", "https://", "http://", "HTTPS://", "ftp://", "//"),
      fc.constantFrom("", "", "*.", "*", "＊."),
      host,
      fc.constantFrom("", "", ":443", ":80", ":8443", ":0", ":65536", ":"),
      fc.constantFrom("", "", "/", "/x", "?", "#"),
    )
    .map((parts) => parts.join("")),
  noisyOriginText,
  fc.string({ unit: "binary", maxLength: 40 }),
);

describe("any text as a domain pattern", () => {
  it("is refused with a known reason, or has a stored form that parses to itself", () => {
    let kept = 0;
    fc.assert(
      fc.property(patternText, (text) => {
        const { pattern, refusal } = parseDomainPattern(text, ANY);
        if (pattern === undefined) {
          expect(Object.keys(PATTERN_REFUSALS)).toContain(refusal);
        } else {
          kept += 1;
          expect(parseDomainPattern(pattern, ANY)).toEqual({ pattern });
        }
      }),
      { numRuns: 10_000 },
    );
    expect(kept, "the generator must also make patterns that are kept").toBeGreaterThan(500);
  });

  it("has a stored form that is an origin, but for a star at the very left", () => {
    fc.assert(
      fc.property(patternText, (text) => {
        const { pattern } = parseDomainPattern(text, ANY);
        if (pattern === undefined) return;
        const concrete = pattern.startsWith("https://*.") ? pattern.replace("*", "any") : pattern;
        expect(isOriginByModel(concrete), pattern).toBe(true);
        expect(isAllowed(pattern, concrete)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it("matches no origin that a plain comparison with its stored form refuses", () => {
    fc.assert(
      fc.property(patternText, fc.oneof(originText, closeOrigin, noisyOriginText), (text, header) => {
        const { pattern } = parseDomainPattern(text, ANY);
        if (pattern === undefined) return;
        expect(isAllowed(pattern, header)).toBe(isOriginByModel(header) && matchesByModel(pattern, header));
      }),
      { numRuns: 5_000 },
    );
  });

  it("never reaches the websites of strangers: a wildcard has at least two labels and a scheme of https", () => {
    fc.assert(
      fc.property(patternText, (text) => {
        const { pattern } = parseDomainPattern(text, ANY);
        if (pattern?.includes("*")) expect(pattern).toMatch(/^https:\/\/\*\.[^.*]+(\.[^.*]+)+$/);
      }),
      { numRuns: 5_000 },
    );
  });
});

function isAllowed(pattern: string, header: string): boolean {
  const { origin } = readOrigin(header);
  return origin !== undefined && createOriginMatcher([pattern]).matches(origin);
}
