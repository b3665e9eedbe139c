import { describe, expect, it } from "vitest";
import { parseDomainPattern } from "../../../functions/domain/domain-pattern.ts";
import { createOriginMatcher, readOrigin } from "../../../functions/domain/origin.ts";
import { PATTERN_REFUSALS } from "../../../functions/domain/pattern-refusals.ts";
import vectors from "../../vectors/domain-patterns.json" with { type: "json" };

const ANY = { explicitDomainsOnly: false };
const EXPLICIT = { explicitDomainsOnly: true };

const RULES = {
  1: "rule 1: a pattern is [scheme://][*.]host[:port]",
  2: "rule 2: stored in lower case, A-labels, without the default port; names and written-out addresses only",
  3: "rule 3: a star stands for whole labels at the very left, and nowhere else",
  4: "rule 4: no wildcard over a public suffix",
};

describe.each(Object.entries(RULES))("%s: %s", (rule) => {
  it.each(vectors.accepted.filter((vector) => String(vector.rule) === rule))(
    "keeps $text as $stored",
    ({ text, stored }) => {
      expect(parseDomainPattern(text, ANY)).toEqual({ pattern: stored });
    },
  );

  it.each(vectors.refused.filter((vector) => String(vector.rule) === rule))(
    "refuses $text: $refusal",
    ({ text, refusal }) => {
      expect(parseDomainPattern(text, ANY)).toEqual({ refusal });
    },
  );
});

it("rule 2: half of a character, which JSON cannot carry, is no host", () => {
  expect(parseDomainPattern("\ud800.com", ANY)).toEqual({ refusal: "pattern_invalid_host" });
});

describe("rule 2: length", () => {
  const label = (length: number) => "a".repeat(length);
  const longestHost = `${label(63)}.${label(63)}.${label(63)}.${label(61)}`;

  it("a label has at most 63 characters", () => {
    expect(parseDomainPattern(`${label(63)}.com`, ANY).pattern).toBe(`https://${label(63)}.com`);
    expect(parseDomainPattern(`${label(64)}.com`, ANY)).toEqual({ refusal: "pattern_invalid_host" });
  });

  it("a host has at most 253 characters", () => {
    expect(longestHost).toHaveLength(253);
    expect(parseDomainPattern(longestHost, ANY).pattern).toBe(`https://${longestHost}`);
    const longer = `${label(63)}.${label(63)}.${label(63)}.${label(62)}`;
    expect(parseDomainPattern(longer, ANY)).toEqual({ refusal: "pattern_too_long" });
  });

  it("the longest pattern that is accepted is accepted in its stored form too", () => {
    for (const text of [
      longestHost,
      `${longestHost}:65535`,
      `https://${longestHost}:65535/`,
      `*.${longestHost}:65535`,
    ]) {
      const { pattern = "" } = parseDomainPattern(text, ANY);
      expect(pattern).toContain(longestHost);
      expect(parseDomainPattern(pattern, ANY)).toEqual({ pattern });
    }
  });

  it("an international name counts in its stored form", () => {
    const name = Array.from({ length: 12 }, () => "ü".repeat(20)).join(".");
    expect(name.length).toBeLessThan(253);
    expect(parseDomainPattern(name, ANY)).toEqual({ refusal: "pattern_too_long" });
  });

  it.each(["a", "a.", "*.", "[", ":", "ü", "%", "xn--", "/"])(
    "a million characters of %j are refused at once",
    (part) => {
      expect(parseDomainPattern(part.repeat(1_000_000 / part.length), ANY)).toEqual({ refusal: "pattern_too_long" });
    },
  );
});

describe("rule 4: wildcards and public suffixes", () => {
  it("an unlisted top-level domain is a public suffix, however it is written", () => {
    for (const label of ["corp", "a_", "_", "_a", "a-b", "a".repeat(63), "xn--zckzah"]) {
      expect(parseDomainPattern(`*.${label}`, ANY), label).toEqual({ refusal: "pattern_wildcard_public_suffix" });
      expect(parseDomainPattern(`*.acme.${label}`, ANY), label).toEqual({ pattern: `https://*.acme.${label}` });
    }
  });

  it("the workspace policy explicitDomainsOnly refuses every wildcard and nothing else", () => {
    for (const { text, stored } of vectors.accepted) {
      const expected = text.includes("*") ? { refusal: "pattern_wildcard_policy" } : { pattern: stored };
      expect(parseDomainPattern(text, EXPLICIT), text).toEqual(expected);
    }
    for (const { text } of vectors.refused) expect(parseDomainPattern(text, EXPLICIT).pattern, text).toBeUndefined();
  });
});

describe("patterns and origins fit together", () => {
  it("a stored form without a star is an origin that the pattern matches", () => {
    for (const { stored } of vectors.accepted.filter(({ stored: pattern }) => !pattern.includes("*"))) {
      const { origin } = readOrigin(stored);
      expect(origin, stored).toBe(stored);
      expect(origin && createOriginMatcher([stored]).matches(origin)).toBe(true);
    }
  });

  it("every refusal has a sentence for people, and a vector here or the policy or length test above", () => {
    const seen = new Set([
      ...vectors.refused.map(({ refusal }) => refusal),
      "pattern_wildcard_policy",
      "pattern_too_long",
    ]);
    expect([...seen].sort()).toEqual(Object.keys(PATTERN_REFUSALS).sort());
    for (const sentence of Object.values(PATTERN_REFUSALS)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
