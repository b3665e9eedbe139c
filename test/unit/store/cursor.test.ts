import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCursor, parseCursor } from "../../../functions/store/cursor.ts";

const LIST = "tokens";
const PLACE = "2026-11-22T12:00:00.000Z#lks_000000000001";

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const markOf = (list: string): unknown => JSON.parse(Buffer.from(formatCursor(list, PLACE), "base64url").toString())[0];

describe("a cursor", () => {
  it("gives its place back in the same list", () => {
    expect(parseCursor(LIST, formatCursor(LIST, PLACE))).toBe(PLACE);
  });

  it("is good for no other list and no other filter", () => {
    for (const list of ["", "token", "tokens ", "service-accounts", JSON.stringify([LIST])]) {
      expect(parseCursor(list, formatCursor(LIST, PLACE))).toBeUndefined();
    }
  });

  it("is text that a URL can carry, and names no attribute of the store", () => {
    const cursor = formatCursor(LIST, PLACE);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(Buffer.from(cursor, "base64url").toString()).not.toMatch(/pk|sk|gsi|WS#|TOKEN/);
  });
});

describe("a made-up cursor", () => {
  it.each([
    ["a number", 1],
    ["nothing", null],
    ["an object", { sk: "TOKEN" }],
    ["a list", ["pk"]],
    ["an empty text", ""],
    ["a text that is too long", "x".repeat(257)],
  ])("is refused when its place is %s", (_what, place) => {
    expect(parseCursor(LIST, encode([markOf(LIST), place]))).toBeUndefined();
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
    expect(parseCursor(LIST, encode(value))).toBeUndefined();
  });

  it.each(["SERVICE_ACCOUNT#\u{10000}", "a\u0000", "ä"])(
    "to a place that is no sort key of ours is refused: %j",
    (place) => {
      expect(parseCursor(LIST, encode([markOf(LIST), place]))).toBeUndefined();
    },
  );

  it("of garbage never throws, and gives a text or nothing", () => {
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
        expect(["string", "undefined"]).toContain(typeof parseCursor(LIST, text));
      }),
      { numRuns: 5_000 },
    );
  });
});
