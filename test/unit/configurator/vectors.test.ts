import { readdirSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { configuratorDocument } from "../../../contract/schemas/configurator-document.ts";
import { checkDocument } from "../../../functions/domain/configurator/check-document.ts";
import { ATTRIBUTE_TYPES } from "../../../functions/domain/configurator/document.ts";
import { expectedOf, runVector, type VectorFile } from "../../support/engine-vectors.ts";

const folder = new URL("../../vectors/configurator/", import.meta.url);
const files = readdirSync(folder).map((name) => {
  const file: VectorFile = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  return { name, file };
});

describe.each(files)("$name", ({ file }) => {
  it.each(file.vectors)("$document: $name", (vector) => {
    const outcome = runVector(file, vector);
    expect(outcome).toEqual(expectedOf(vector));
    // Tells -0 from 0, which JSON does not.
    expect(isDeepStrictEqual(JSON.parse(JSON.stringify(outcome)), outcome)).toBe(true);
  });

  it.each(Object.entries(file.documents))("has a document %s that is one", (name, document) => {
    expect(configuratorDocument.safeParse(document).error).toBeUndefined();
    const codes = checkDocument(document).map(({ code }) => code);
    expect(codes.length > 0).toBe(file.unpublishable.includes(name));
  });
});

describe("the vectors", () => {
  const vectors = files.flatMap(({ file }) => file.vectors);
  const documents = files.flatMap(({ file }) => Object.values(file.documents));

  it("are a hundred and more", () => {
    expect(vectors.length).toBeGreaterThanOrEqual(100);
    expect(new Set(vectors.map(({ name, document }) => `${document}: ${name}`)).size).toBe(vectors.length);
  });

  it("cover every type of attribute, test and action", () => {
    const types = new Set(documents.flatMap(({ attributes }) => attributes.map(({ type }) => type)));
    const actions = new Set(
      documents.flatMap(({ rules = [] }) => rules.flatMap((rule) => rule.actions.map(({ type }) => type))),
    );
    expect(types).toEqual(new Set(ATTRIBUTE_TYPES));
    expect(actions).toEqual(new Set(["hide", "show", "disable", "enable", "set"]));
    const written = JSON.stringify(documents);
    for (const word of ["all", "any", "is", "isNot", "min", "max", "reason"]) expect(written).toContain(`"${word}":`);
  });
});
