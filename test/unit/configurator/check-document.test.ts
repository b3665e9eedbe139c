import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configuratorDocument } from "../../../contract/schemas/configurator-document.ts";
import { checkDocument } from "../../../functions/domain/configurator/check-document.ts";
import { DOCUMENT_LIMITS } from "../../../functions/domain/configurator/document.ts";
import { evaluate } from "../../../functions/domain/configurator/evaluate.ts";
import { reachableValues } from "./arbitraries.ts";
import { documentVectors, mug, toPointer, withChanges } from "./fixtures.ts";
import { anyDocument } from "./rule-arbitraries.ts";

const check = (changes: Readonly<Record<string, unknown>>) =>
  checkDocument({ ...mug, ...Object(withChanges(mug, changes)) });

describe("checkDocument", () => {
  it.each(documentVectors.contentAccepted)("finds nothing wrong with $name", ({ set }) => {
    expect(check(set)).toEqual([]);
  });

  it.each(documentVectors.content)("finds $name", ({ set, problems, ignoreOthers }) => {
    const found = check(set).map(({ code, path }) => `${code} ${toPointer(path)}`);
    expect(ignoreOthers ? found.filter((problem) => problems.includes(problem)) : found).toEqual(problems);
  });

  it("finds a document that is one byte too large, counted in UTF-8", () => {
    const bytes = new TextEncoder().encode(JSON.stringify(mug)).length;
    const layers = Array.from({ length: 600 }, (_, index) => ({ src: `/${"ü".repeat(200)}${index}` }));
    const sized = { ...mug, media: { ...mug.media, layers: [...mug.media.layers, ...layers] } };
    const spare = DOCUMENT_LIMITS.documentBytes - new TextEncoder().encode(JSON.stringify(sized)).length;
    expect(spare).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(DOCUMENT_LIMITS.documentBytes);
    const padded = (padding: number) => ({ ...sized, name: { ...sized.name, en: "x".repeat(padding + 3) } });
    expect(checkDocument(padded(spare))).toEqual([]);
    expect(checkDocument(padded(spare + 1)).map(({ code }) => code)).toEqual(["document_too_large"]);
  });

  it("lists at most a hundred problems", () => {
    const attributes = Array.from({ length: 150 }, () => ({ ...mug.attributes[0], label: {} }));
    expect(check({ "/attributes": attributes })).toHaveLength(100);
  });

  it("accepts every generated document, as the schema does", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(configuratorDocument.safeParse(document).error).toBeUndefined();
        expect(checkDocument(document)).toEqual([]);
      }),
    );
  });

  it("lets no document through whose price can fall below zero or stop being exact", () => {
    const priced = anyDocument.chain((document) => fc.tuple(fc.constant(document), reachableValues(document)));
    fc.assert(
      fc.property(priced, ([document, values]) => {
        for (const total of Object.values(evaluate(document, values).price)) {
          expect(Number.isSafeInteger(total)).toBe(true);
          expect(total).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
