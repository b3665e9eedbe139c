import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { configuratorDocument } from "../../../contract/schemas/configurator-document.ts";
import { reviewDocument } from "../../../functions/domain/configurator/check-document.ts";
import { ATTRIBUTE_TYPES, DOCUMENT_LIMITS } from "../../../functions/domain/configurator/document.ts";
import {
  DOCUMENT_PROBLEM_CODES,
  DOCUMENT_WARNING_CODES,
} from "../../../functions/domain/configurator/document-problem.ts";
import { evaluate } from "../../../functions/domain/configurator/evaluate.ts";

const guide = readFileSync(new URL("../../../docs/guides/configurators.md", import.meta.url), "utf8");
const documents = [...guide.matchAll(/^```json\n([^`]*)^```$/gm)].map(([, block = ""]) =>
  configuratorDocument.parse(JSON.parse(block)),
);

describe("the guide for configurators", () => {
  it("shows documents that can be published, without a warning", () => {
    expect(documents).toHaveLength(guide.split("```json").length - 1);
    for (const document of documents) expect(reviewDocument(document)).toEqual({ problems: [], warnings: [] });
  });

  it("shows a desk that does what the guide says", () => {
    const desk = documents.find(({ name }) => name.en === "Desk");
    if (desk === undefined) throw new Error("no desk");
    const marble = evaluate(desk, { top: "marble", width: 150, card: "Hi" });
    expect(marble.values).toEqual({
      top: "marble",
      width: 150,
      legs: { part: "steel", quantity: 4 },
      gift: false,
      card: "",
      assembly: true,
    });
    // Desk, marble, 5 steps, 4 legs of steel, assembly.
    expect(marble.price).toEqual({ EUR: 40_000 + 30_000 + 5 * 1_500 + 4 * 4_000 + 6_000 });
  });

  it("names every type of attribute, every code and the limits", () => {
    for (const word of [...ATTRIBUTE_TYPES, ...DOCUMENT_PROBLEM_CODES, ...DOCUMENT_WARNING_CODES]) {
      expect.soft(guide).toContain(`\`${word}\``);
    }
    const limits = [
      "documentBytes",
      "attributes",
      "rules",
      "layers",
      "fileBytes",
      "stepsPerNumber",
      "quantity",
    ] as const;
    for (const limit of limits) expect.soft(guide).toContain(DOCUMENT_LIMITS[limit].toLocaleString("en-US"));
  });
});
