import { describe, expect, it } from "vitest";
import { createLargeDocument } from "../../../bench/large-document.ts";
import { configuratorDocument } from "../../../contract/schemas/configurator-document.ts";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { type Budget, CHECK_BUDGET, createBudget } from "../../../functions/domain/configurator/check-budget.ts";
import { reviewDocument } from "../../../functions/domain/configurator/check-document.ts";
import type { ConfiguratorDocument, Rule } from "../../../functions/domain/configurator/document.ts";
import { FINDINGS_MAX } from "../../../functions/domain/configurator/document-problem.ts";
import { reviewSituations } from "../../../functions/domain/configurator/review-situations.ts";
import { createHostileDocuments } from "./hostile-rules.ts";

/** Small, so that work which is not counted stands out. */
const SMALL = 200_000;
/** Reads of tests and actions that one unit of work may stand for, and what may be read before anything is tried. */
const READS_PER_UNIT = 3;
const READS_BEFORE = 500_000;
const READS_MAX = SMALL * READS_PER_UNIT + READS_BEFORE;

/** Counts how often anybody looks at a test or an action, whatever the budget says, and throws as soon as that is too often. */
function counting(document: ConfiguratorDocument) {
  let reads = 0;
  const watch = <Entry extends object>(entry: Entry): Entry =>
    new Proxy(entry, {
      get(target, key) {
        if (key === "attribute" || key === "type") reads += 1;
        if (reads > READS_MAX) throw new Error("work is done that is not counted");
        return Reflect.get(target, key);
      },
    });
  const watchAll = <Entry extends object>(entries: readonly Entry[]) => entries.map(watch);
  const entriesOf = (when: NonNullable<Rule["when"]>): NonNullable<Rule["when"]> => {
    const watched = ("all" in when ? when.all : when.any).map((entry) => {
      if ("attribute" in entry) return watch(entry);
      return "all" in entry ? { all: watchAll(entry.all) } : { any: watchAll(entry.any) };
    });
    return "all" in when ? { all: watched } : { any: watched };
  };
  const rules = (document.rules ?? []).map((rule) => ({
    ...rule,
    ...(rule.when !== undefined && { when: entriesOf(rule.when) }),
    actions: watchAll(rule.actions),
  }));
  return { document: { ...document, rules }, reads: () => reads };
}

const codesOf = ({ warnings }: Pick<ReturnType<typeof reviewSituations>, "warnings">) =>
  warnings.map(({ code }) => code);
const spentOf = (budget: Budget, units: number) => units - budget.left;

describe("the budget of the checks", () => {
  it("refuses what it does not have, and gives nothing after that", () => {
    const budget = createBudget(10);
    expect([budget.spend(4), budget.left, budget.spend(7), budget.left, budget.spend(1)]).toEqual([
      true,
      6,
      false,
      0,
      false,
    ]);
  });

  it.each(createHostileDocuments())("cuts $name", ({ document }) => {
    expect(configuratorDocument.safeParse(document).error).toBeUndefined();
    expect(reviewDocument(document).problems.map(({ code }) => code)).not.toContain("document_too_large");
    const budget = createBudget(CHECK_BUDGET);
    const review = reviewSituations(document, budget);
    expect(codesOf(review)).toContain("not_fully_checked");
    expect(spentOf(budget, CHECK_BUDGET)).toBeLessThanOrEqual(CHECK_BUDGET);
    expect(review.problems.length).toBeLessThanOrEqual(FINDINGS_MAX);
  });

  it.each(createHostileDocuments())("counts all that is done for $name", ({ document }) => {
    const watched = counting(document);
    expect(codesOf(reviewSituations(watched.document, createBudget(SMALL)))).toContain("not_fully_checked");
    expect(watched.reads()).toBeGreaterThan(0);
  });

  it.each([
    { name: "the demo", document: createDemoConfigurator() },
    { name: "the largest ordinary document", document: createLargeDocument() },
  ])("suffices for $name three times over", ({ document }) => {
    const budget = createBudget(CHECK_BUDGET);
    expect(codesOf(reviewSituations(document, budget))).not.toContain("not_fully_checked");
    expect(3 * spentOf(budget, CHECK_BUDGET)).toBeLessThan(CHECK_BUDGET);
  });
});
