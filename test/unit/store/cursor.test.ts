import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCursor, parseCursor } from "../../../functions/store/cursor.ts";

const LIST = "tokens";
const PARTITION = { gsi1pk: "WS#ws_000000000001#TOKENS" };
const PLACE = {
  pk: "TOKEN#lks_000000000001",
  sk: "TOKEN",
  ...PARTITION,
  gsi1sk: "2026-11-22T12:00:00.000Z#lks_000000000001",
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const markOf = (list: string): unknown => JSON.parse(Buffer.from(formatCursor(list, PLACE), "base64url").toString())[0];

describe("a cursor", () => {
  it("gives its place back in the same list", () => {
    expect(parseCursor(LIST, formatCursor(LIST, PLACE), PARTITION)).toEqual(PLACE);
  });

  it("is good for no other list and no other filter", () => {
    for (const list of ["", "token", "tokens ", "service-accounts", JSON.stringify([LIST])]) {
      expect(parseCursor(list, formatCursor(LIST, PLACE), PARTITION)).toBeUndefined();
    }
  });

  it("is text that a URL can carry", () => {
    expect(formatCursor(LIST, PLACE)).toMatch(/^[\w-]+$/);
  });
});

describe("a made-up cursor", () => {
  const keyNames = fc.constantFrom("pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk");

  it("never changes the partition of the list, whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.dictionary(keyNames, fc.string({ minLength: 1, maxLength: 60 })),
        fc.constantFrom("pk", "gsi1pk", "gsi2pk"),
        (forged, name) => {
          const partition = { [name]: "WS#ws_000000000001" };
          const place = parseCursor(LIST, encode([markOf(LIST), forged]), partition);
          if (place !== undefined) expect(place[name]).toBe("WS#ws_000000000001");
          expect(place === undefined).toBe(Object.keys(forged).length === 0);
        },
      ),
    );
  });

  it.each([
    ["an unknown attribute", { ...PLACE, role: "owner" }],
    ["__proto__", JSON.parse('{"pk":"a","__proto__":"b"}')],
    ["an object in the place of __proto__", JSON.parse('{"pk":"a","__proto__":{"sk":"b"}}')],
    ["a number", { ...PLACE, sk: 1 }],
    ["nothing as a value", { ...PLACE, sk: null }],
    ["a nested object", { ...PLACE, sk: { S: "TOKEN" } }],
    ["an empty text", { ...PLACE, sk: "" }],
    ["a text that is too long", { ...PLACE, sk: "x".repeat(513) }],
    ["no attribute", {}],
    ["a list", ["pk", "sk"]],
    ["a text", "pk"],
    ["nothing", null],
  ])("is refused when it holds %s", (_what, place) => {
    expect(parseCursor(LIST, encode([markOf(LIST), place]), PARTITION)).toBeUndefined();
  });

  it.each([
    ["no list", { 0: markOf(LIST), 1: PLACE }],
    ["a part too few", [markOf(LIST)]],
    ["a part too many", [markOf(LIST), PLACE, PLACE]],
    ["no mark", [null, PLACE]],
    ["an empty mark", ["", PLACE]],
    ["a number", 1],
    ["null", null],
  ])("is refused when it is %s", (_what, value) => {
    expect(parseCursor(LIST, encode(value), PARTITION)).toBeUndefined();
  });

  it("of garbage never throws", () => {
    const garbage = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.base64String(),
      fc.json().map((json) => Buffer.from(json).toString("base64url")),
      fc.jsonValue().map((value) => encode([markOf(LIST), value])),
      fc.tuple(fc.nat(), fc.string({ unit: "binary", maxLength: 2 })).map(([where, noise]) => {
        const good = formatCursor(LIST, PLACE);
        return good.slice(0, where % good.length) + noise + good.slice((where % good.length) + 1);
      }),
    );
    fc.assert(
      fc.property(garbage, (text) => {
        const place = parseCursor(LIST, text, PARTITION);
        if (place === undefined) return;
        expect(place.gsi1pk).toBe(PARTITION.gsi1pk);
        for (const [name, value] of Object.entries(place)) {
          expect(["pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk"]).toContain(name);
          expect(typeof value).toBe("string");
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
