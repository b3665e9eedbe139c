import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCanonicalJson } from "../../../functions/domain/canonical-json.ts";
import * as sdk from "../../../sdk/src/canonical-json.ts";
import vectors from "../../vectors/audit-chain.json" with { type: "json" };

describe.each([
  ["of the server", formatCanonicalJson],
  ["of the SDK", sdk.formatCanonicalJson],
])("the canonical JSON %s", (_whose, format) => {
  it.each(vectors.canonicalJson)("is as in $from: $json", ({ json, canonical }) => {
    expect(format(JSON.parse(json))).toBe(canonical);
  });

  it("means the same value, and is canonical itself", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = format(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(format(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it("does not depend on the order of members", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(format(reversed)).toBe(format({ ...value }));
      }),
    );
  });
});

describe("the canonical JSON of the server, which may get what is no JSON yet,", () => {
  it("leaves out members that are undefined, as storing them does", () => {
    expect(formatCanonicalJson({ b: undefined, a: { c: undefined } })).toBe('{"a":{}}');
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1n], [() => 1], [Symbol("x")], [[undefined]]])(
    "refuses %s rather than to write something else",
    (value) => {
      expect(() => formatCanonicalJson({ value })).toThrow(TypeError);
    },
  );
});
