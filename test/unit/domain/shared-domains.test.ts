import fc from "fast-check";
import { getPublicSuffix } from "tldts";
import { describe, expect, it } from "vitest";
import { parseDomainPattern } from "../../../functions/domain/domain-pattern.ts";
import { SUFFIX_PARENTS } from "../../../functions/domain/generated/suffix-parents.ts";
import { createSuffixParents } from "../../../scripts/generate/suffix-parents.ts";

const ANY = { explicitDomainsOnly: false };
const REFUSED = { refusal: "pattern_wildcard_public_suffix" };

describe("wildcards above public suffixes", () => {
  it.each([
    // Above suffixes of the private section.
    "amazonaws.com",
    "amazonaws.com.cn",
    "us-east-1.amazonaws.com",
    "compute.amazonaws.com",
    "dualstack.us-east-1.amazonaws.com",
    "core.windows.net",
    "windows.net",
    "on.aws",
    "fastly.net",
    "clever-cloud.com",
    "scw.cloud",
    "atlassian-dev.net",
    "bubble.io",
    // Above a rule that is a wildcard itself, ICANN section: `*.kawasaki.jp`.
    "kawasaki.jp",
    "kobe.jp",
    "yokohama.jp",
    // Above suffixes of the ICANN section that skip a level: `os.hedmark.no`.
    "hedmark.no",
    "buskerud.no",
  ])("refuses *.%s", (name) => {
    expect(parseDomainPattern(`*.${name}`, ANY)).toEqual(REFUSED);
    expect(parseDomainPattern(`https://*.${name.toUpperCase()}:8443/`, ANY)).toEqual(REFUSED);
  });

  it.each(["amazonaws.com", "console.aws.amazon.com", "kawasaki.jp", "shop.core.windows.net"])(
    "still takes the exact host %s",
    (name) => {
      expect(parseDomainPattern(name, ANY)).toEqual({ pattern: `https://${name}` });
    },
  );

  it.each([
    "acme.com",
    "shop.acme.co.uk",
    "acme.github.io",
    "my-bucket.s3.amazonaws.com",
    "aws.amazon.com",
    "acme.x.kawasaki.jp",
    "city.kawasaki.jp",
    "www.ck",
    "xamazonaws.com",
    "notwindows.net",
  ])("still takes *.%s, which has one owner", (name) => {
    expect(parseDomainPattern(`*.${name}`, ANY)).toEqual({ pattern: `https://*.${name}` });
  });

  it("covers every name on the list, and every name between one of them and its top-level domain", () => {
    expect(SUFFIX_PARENTS.size).toBeGreaterThan(300);
    for (const name of SUFFIX_PARENTS) {
      for (let rest = name; rest !== ""; rest = rest.split(".").slice(1).join(".")) {
        expect.soft(parseDomainPattern(`*.${rest}`, ANY), `${rest} of ${name}`).toEqual(REFUSED);
      }
    }
  });

  it("holds no public suffix, so that the list says only what the other rule does not", () => {
    for (const name of SUFFIX_PARENTS)
      expect.soft(getPublicSuffix(name, { allowPrivateDomains: true }), name).not.toBe(name);
  });

  it("leaves no accepted wildcard above a name that is a public suffix", () => {
    const below = fc.constantFrom("s3", "elb", "a", "x.y", "execute-api", "web.core", "blob");
    fc.assert(
      fc.property(fc.constantFrom(...SUFFIX_PARENTS, "acme.com", "acme.org"), below, (name, labels) => {
        const suffix = getPublicSuffix(`${labels}.${name}`, { allowPrivateDomains: true }) ?? "";
        const { pattern } = parseDomainPattern(`*.${name}`, ANY);
        // Were the suffix longer than the name, the wildcard would reach other owners.
        if (pattern !== undefined) expect(suffix.length).toBeLessThan(name.length);
      }),
    );
  });

  it("is made from the list that is installed", () => {
    const { content } = createSuffixParents();
    expect(content.match(/^ {2}".+",$/gm)).toEqual([...SUFFIX_PARENTS].map((name) => `  "${name}",`));
  });
});
