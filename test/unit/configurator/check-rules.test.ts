import { describe, expect, it } from "vitest";
import { createLargeDocument } from "../../../bench/large-document.ts";
import { configuratorDocument } from "../../../contract/schemas/configurator-document.ts";
import { reviewDocument } from "../../../functions/domain/configurator/check-document.ts";
import type { Attribute } from "../../../functions/domain/configurator/document.ts";
import {
  DOCUMENT_PROBLEM_CODES,
  DOCUMENT_WARNING_CODES,
} from "../../../functions/domain/configurator/document-problem.ts";
import { documentVectors, toPointer } from "./fixtures.ts";
import { ATTRIBUTES, type Case, documentWith, hide, rule, set, text } from "./rule-cases.ts";
import { PROBLEMS } from "./rule-problem-cases.ts";
import { ACCEPTED, WARNINGS } from "./rule-warning-cases.ts";

const shown = new Set<string>();

function review({ rules = [], changes }: Case) {
  const document = documentWith(rules, changes);
  expect(configuratorDocument.safeParse(document).error).toBeUndefined();
  return reviewDocument(document);
}
const placed = ({ code, path }: { readonly code: string; readonly path: readonly PropertyKey[] }) => {
  shown.add(code);
  return `${code} ${toPointer(path)}`;
};

describe("the checks of rules", () => {
  it.each(PROBLEMS)("refuse $name", (tried) => {
    const { problems } = review(tried);
    expect(problems.map(placed)).toEqual(tried.found);
    if (tried.says !== undefined) expect(problems[0]?.message).toContain(tried.says);
  });

  it.each(ACCEPTED)("accept $name", (tried) => {
    expect(review(tried)).toEqual({ problems: [], warnings: [] });
  });

  it.each(WARNINGS)("warn of $name", (tried) => {
    const { problems, warnings } = review(tried);
    expect(problems).toEqual([]);
    expect(warnings.map(placed)).toEqual(tried.found);
    if (tried.says !== undefined) expect(warnings[0]?.message).toContain(tried.says);
  });

  it("finds a contradiction and says what it could not try, where there are too many situations", () => {
    const attributes: readonly Attribute[] = Array.from({ length: 30 }, (_, index) => ({
      type: "boolean",
      id: `s${index}`,
      label: text(`Switch ${index}`),
      default: false,
    }));
    const rules = attributes.map(({ id }, index) =>
      rule(
        `r${index}`,
        { all: [{ attribute: id, is: true }] },
        index < 28 ? hide("oil", "gloss") : set("oil", index === 28 ? "matt" : "gloss"),
      ),
    );
    const never = rule(
      "never",
      {
        all: [
          { attribute: "s0", is: true },
          { attribute: "s0", is: false },
        ],
      },
      hide("oil", "matt"),
    );
    const { problems, warnings } = review({
      name: "",
      found: [],
      rules: [...rules, never],
      changes: { attributes: [...ATTRIBUTES, ...attributes] },
    });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('the rule "r28" sets "MATT", the rule "r29" sets "GLOSS"'),
    );
    expect(warnings.map(placed)).toEqual(["rule_never_applies /rules/30", "not_fully_checked /rules"]);
    expect(warnings[1]?.message).toContain('"Finish" (oil)');
  });

  it("has a case for every code", () => {
    for (const code of documentVectors.content.flatMap(({ problems }) => problems)) shown.add(code.split(" ")[0] ?? "");
    const unseen = [...DOCUMENT_PROBLEM_CODES, ...DOCUMENT_WARNING_CODES].filter((code) => !shown.has(code));
    // Its case is a document of its own in check-document.test.ts.
    expect(unseen).toEqual(["document_too_large"]);
  });

  it("follows a chain of rules through the whole of the largest document", () => {
    const document = createLargeDocument();
    expect(configuratorDocument.safeParse(document).error).toBeUndefined();
    expect(reviewDocument(document).problems).toEqual([]);
  });
});
