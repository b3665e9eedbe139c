import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOriginMatcher, readOrigin } from "../../../functions/domain/origin.ts";
import { closeOrigin, noisyOriginText, storedPattern } from "./origin-arbitraries.ts";
import { isOriginByModel, matchesByModel } from "./origin-model.ts";

const WILDCARD = "https://*.example.com";

describe("rule 3: a wildcard", () => {
  it.each([
    "https://a.example.com",
    "https://shop.example.com",
    "https://a.b.c.example.com",
    "https://_.example.com",
    "https://-.example.com",
  ])("stands for one or more labels: %s", (origin) => expect(isAllowed([WILDCARD], origin)).toBe(true));

  it("never stands for no label at all", () => {
    expect(isAllowed([WILDCARD], "https://example.com")).toBe(false);
    expect(isAllowed([WILDCARD, "https://example.com"], "https://example.com")).toBe(true);
  });

  it.each([
    "https://evilexample.com",
    "https://evil-example.com",
    "https://example.com.evil.example",
    "https://a.example.com.evil.example",
    "https://example.comm",
    "https://a.example.co",
    "https://a.b.example.org",
    "https://com",
  ])("does not reach beside its host: %s", (origin) => {
    expect(isAllowed([WILDCARD], origin)).toBe(false);
  });

  it("below a deeper host does not reach the host above", () => {
    expect(isAllowed(["https://*.shop.example.com"], "https://a.example.com")).toBe(false);
    expect(isAllowed(["https://*.shop.example.com"], "https://a.shop.example.com")).toBe(true);
  });
});

describe("rule 6: scheme, host and port must all match", () => {
  it.each([
    ["https://example.com", "https://example.com", true],
    ["https://example.com", "http://example.com", false],
    ["http://example.com", "https://example.com", false],
    ["https://example.com", "https://example.com:8443", false],
    ["https://example.com:8443", "https://example.com", false],
    ["https://example.com:8443", "https://example.com:8443", true],
    ["https://example.com:8443", "https://example.com:8444", false],
    ["https://example.com:8443", "http://example.com:8443", false],
    ["https://example.com:80", "http://example.com", false],
    ["http://example.com:443", "https://example.com", false],
    ["https://example.com", "https://www.example.com", false],
    ["https://www.example.com", "https://example.com", false],
    ["http://localhost:3000", "http://localhost:3000", true],
    ["http://localhost:3000", "http://localhost:3001", false],
    ["http://localhost:3000", "http://127.0.0.1:3000", false],
    [WILDCARD, "https://a.example.com", true],
    [WILDCARD, "http://a.example.com", false],
    [WILDCARD, "https://a.example.com:8443", false],
    [`${WILDCARD}:8443`, "https://a.example.com:8443", true],
    [`${WILDCARD}:8443`, "https://a.example.com", false],
    [`${WILDCARD}:8443`, "https://a.example.com:18443", false],
    ["https://[::1]:8443", "https://[::1]:8443", true],
    ["https://[::1]", "https://[::2]", false],
    ["https://192.0.2.10", "https://192.0.2.10", true],
    ["https://192.0.2.10", "https://192.0.2.1", false],
  ])("a token for %s on %s: %s", (pattern, origin, allowed) => {
    expect(isAllowed([pattern], origin)).toBe(allowed);
  });

  it("an empty list allows nothing", () => {
    expect(isAllowed([], "https://example.com")).toBe(false);
  });

  it("each pattern of a list counts by itself", () => {
    const patterns = ["https://one.example", "https://*.two.example:8443"];
    expect(isAllowed(patterns, "https://one.example")).toBe(true);
    expect(isAllowed(patterns, "https://a.two.example:8443")).toBe(true);
    expect(isAllowed(patterns, "https://one.example:8443")).toBe(false);
    expect(isAllowed(patterns, "https://a.two.example")).toBe(false);
  });
});

describe("rules 3 and 6, over generated patterns and origins", () => {
  it("an origin passes if, and only if, a plain comparison of parts and labels says so", () => {
    let passed = 0;
    fc.assert(
      fc.property(fc.array(storedPattern, { maxLength: 4 }), closeOrigin, (patterns, origin) => {
        const expected = patterns.some((pattern) => matchesByModel(pattern, origin));
        if (expected) passed += 1;
        expect(isAllowed(patterns, origin)).toBe(expected);
      }),
      { numRuns: 10_000 },
    );
    expect(passed, "the generators must also make origins that pass").toBeGreaterThan(50);
  });

  it("an origin made from a pattern passes", () => {
    fc.assert(
      fc.property(
        storedPattern,
        fc.array(fc.constantFrom("a", "b-c", "d_e", "1"), { minLength: 1, maxLength: 3 }),
        (pattern, labels) => {
          expect(isAllowed([pattern], pattern.replace("*", labels.join(".")))).toBe(true);
        },
      ),
    );
  });

  it("nothing that is not an origin passes, whatever the patterns", () => {
    fc.assert(
      fc.property(
        fc.array(storedPattern, { minLength: 1, maxLength: 4 }),
        fc.oneof(noisyOriginText, closeOrigin),
        (patterns, header) => {
          if (isAllowed(patterns, header)) {
            expect(isOriginByModel(header)).toBe(true);
            expect(patterns.some((pattern) => matchesByModel(pattern, header))).toBe(true);
          }
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

/** As the decision does it: a header is read first, and only an origin is matched. */
function isAllowed(patterns: readonly string[], header: string): boolean {
  const { origin } = readOrigin(header);
  return origin !== undefined && createOriginMatcher(patterns).matches(origin);
}
