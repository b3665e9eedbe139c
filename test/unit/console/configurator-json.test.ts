import { describe, expect, it } from "vitest";
import {
  createLocator,
  findSyntaxError,
  lineAt,
} from "../../../console/src/pages/configurator/draft/editor/json-place.ts";
import {
  fieldFindings,
  placeOf,
  reviewFindings,
  syntaxFindings,
} from "../../../console/src/pages/configurator/draft/findings.ts";

const TEXT = `{
  "name": { "en": "Lamp" },
  "a/b": { "m~n": 1 },
  "attributes": [
    { "id": "shade", "values": [true, null, -1.5e3] },
    { "id": "cord" }
  ]
}`;

describe("the place of a JSON Pointer in a text", () => {
  const locate = createLocator(TEXT);
  const textAt = (pointer: string) => {
    const { from, to } = locate(pointer);
    return TEXT.slice(from, to);
  };

  it.each([
    ["/name/en", '"Lamp"'],
    ["/attributes/0/id", '"shade"'],
    ["/attributes/1/id", '"cord"'],
    ["/attributes/0/values/0", "true"],
    ["/attributes/0/values/1", "null"],
    ["/attributes/0/values/2", "-1.5e3"],
    ["/a~1b/m~0n", "1"],
  ])("is the whole value for %s", (pointer, text) => {
    expect(textAt(pointer)).toBe(text);
  });

  it("is the name of a list or object, and its bracket where it has no name", () => {
    expect(textAt("/attributes")).toBe('"attributes"');
    expect(textAt("/attributes/1")).toBe("{");
    expect(textAt("")).toBe("{");
  });

  it("is the nearest thing around what is not there", () => {
    expect(textAt("/name/de")).toBe('"name"');
    expect(textAt("/attributes/7/id")).toBe('"attributes"');
    expect(textAt("/attributes/first")).toBe('"attributes"');
    expect(textAt("/nothing")).toBe("{");
    expect(createLocator("")("/name")).toEqual({ from: 0, to: 0 });
  });

  it("is in the last of two properties with one name, which is the one that counts", () => {
    const twice = '{"a": 1, "a": 2}';
    expect(createLocator(twice)("/a")).toEqual({ from: 14, to: 15 });
  });

  it("is found in names that are written with escapes", () => {
    const escaped = '{"\\u0061": 7}';
    expect(createLocator(escaped)("/a")).toEqual({ from: 11, to: 12 });
  });
});

describe("a mistake in JSON", () => {
  it("is none where the text is JSON", () => {
    expect(findSyntaxError(TEXT)).toBeUndefined();
    expect(syntaxFindings(TEXT)).toEqual([]);
  });

  it.each([
    ["", 0, "There is nothing here"],
    ['{"a": tru}', 6, '"tru" is not JSON here'],
    ['{"a": "x', 6, "no closing quote"],
    ['{"a": [1, 2', 11, "ends too early"],
    ['{"a": 1,}', 7, "one too many"],
    ['{"a": 1 "b": 2}', 8, 'Something is missing before "\\"b\\": 2}"'],
    ["[] and more", 3, '"and" is not JSON here'],
    ["{a: 1}", 1, '"a" is not JSON here'],
  ])("of %j is found at %i", (text, from, message) => {
    const found = findSyntaxError(text);
    expect(found?.message).toContain(message);
    expect(found?.from).toBe(from);
  });

  it("is told where only JSON.parse sees it", () => {
    expect(findSyntaxError('{"a": "tab\there"}')).toBeDefined();
  });

  it("has the line that it is on", () => {
    expect(syntaxFindings('{\n  "a": 1,\n}')).toEqual([
      expect.objectContaining({ severity: "error", line: 2, pointer: undefined }),
    ]);
    expect([lineAt(TEXT, 0), lineAt(TEXT, TEXT.indexOf("cord")), lineAt("\n\n", 2)]).toEqual([1, 6, 3]);
  });
});

describe("what checks say about a document", () => {
  it("stands at its place, problems first", () => {
    const finding = (pointer: string) => ({ pointer, code: "any", message: `about ${pointer}` });
    const found = reviewFindings(TEXT, { warnings: [finding("/name")], problems: [finding("/attributes/1/id")] });
    expect(found.map(({ severity, line, message }) => [severity, line, message])).toEqual([
      ["error", 6, "about /attributes/1/id"],
      ["warning", 2, "about /name"],
    ]);
  });

  it("is taken from the fields of a refused request, without those that are not in the document", () => {
    const error = (pointer: string) => ({ pointer, code: "any", message: "no" });
    const found = fieldFindings(TEXT, [
      error("/draft/attributes/0/id"),
      error("/drafts"),
      error("/name"),
      error("/draft"),
    ]);
    expect(found.map(({ pointer, line }) => [pointer, line])).toEqual([
      ["/attributes/0/id", 5],
      ["", 1],
    ]);
  });

  it("is found again in a text that has changed since", () => {
    const longer = `\n\n${TEXT}`;
    expect(placeOf(longer, { pointer: "/name/en" })?.from).toBe(longer.indexOf('"Lamp"'));
    expect(placeOf("[1,]", { pointer: undefined })?.from).toBe(2);
    expect(placeOf(TEXT, { pointer: undefined })).toBeUndefined();
  });
});
