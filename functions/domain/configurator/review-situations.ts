import { type Budget, CHECK_BUDGET, createBudget, halfOf } from "./check-budget.ts";
import type { Attribute, ConfiguratorDocument, Rule } from "./document.ts";
import { type DocumentProblem, type DocumentWarning, FINDINGS_MAX } from "./document-problem.ts";
import { judgeSituation } from "./judge-situation.ts";
import { nameOf } from "./names.ts";
import { type PlannedAction, planOf } from "./plan.ts";
import { createExplorer, type Exploration, type Explorer } from "./situations.ts";
import { isSameValue } from "./values.ts";

/** So many attributes are named in one message. */
const NAMED_MAX = 5;

/**
 * What the rules of a sound document lead to, found out by trying every situation that its rules tell apart: rules that contradict each other
 * or leave nothing to choose are problems, rules and values that never come into play are warnings. Where there are too many situations,
 * rules are tried in pairs, as far as the budget goes, and a warning says so.
 */
export function reviewSituations(
  document: ConfiguratorDocument,
  budget = createBudget(CHECK_BUDGET),
): {
  readonly problems: readonly DocumentProblem[];
  readonly warnings: readonly DocumentWarning[];
} {
  const explorer = createExplorer(document, budget);
  const applying = new Set<Rule>();
  const settled = new Set<Rule>();
  const problems: DocumentProblem[] = [];
  const reviews = document.attributes.map((attribute, index) => {
    const actions = planOf(document).actions.get(attribute.id) ?? [];
    const review = { document, explorer, budget, attribute, index, actions, applying, settled, problems };
    return { attribute, ...reviewAttribute(review) };
  });
  const never = (document.rules ?? []).flatMap((rule, index): readonly DocumentWarning[] => {
    if (applying.has(rule) || !settled.has(rule)) return [];
    const message = `The rule "${rule.id}" never applies: nothing that a shopper can choose fulfills its condition.`;
    return [{ path: ["rules", index], code: "rule_never_applies", message }];
  });
  const open = reviews.filter(({ isComplete }) => !isComplete).map(({ attribute }) => attribute);
  return {
    problems,
    warnings: [...never, ...reviews.flatMap(({ warnings }) => warnings), ...describeOpen(document, open)],
  };
}

interface ReviewedAttribute {
  readonly document: ConfiguratorDocument;
  readonly explorer: Explorer;
  readonly budget: Budget;
  readonly attribute: Attribute;
  readonly index: number;
  /** All actions about the attribute. */
  readonly actions: readonly PlannedAction[];
  /** Filled with the rules that apply in some situation. */
  readonly applying: Set<Rule>;
  /** Filled with the rules of which it is known whether they ever apply. */
  readonly settled: Set<Rule>;
  /** Filled with what is wrong, as far as it is listed. */
  readonly problems: DocumentProblem[];
}

function reviewAttribute(review: ReviewedAttribute): {
  readonly warnings: readonly DocumentWarning[];
  readonly isComplete: boolean;
} {
  const { document, explorer, budget, attribute, index, actions, applying, settled, problems } = review;
  if (actions.length === 0) return { warnings: [], isComplete: true };
  const found = new Set<string>();
  const reachable = new Set<string>();
  let isEverFree = false;
  /** Tries every situation to which certain rules lead. Whether these were all. */
  const tryAll = ({ situations, isComplete }: Exploration): boolean => {
    const share = halfOf(budget);
    for (const situation of situations) {
      const outcome = explorer.settle(attribute, situation, share);
      if (outcome === undefined) return false;
      for (const { rule } of outcome.active) applying.add(rule);
      const judgement = judgeSituation({ document, attribute, index, ...outcome });
      for (const { key, describe } of judgement.findings) {
        if (!found.has(key) && problems.length < FINDINGS_MAX) problems.push(describe());
        found.add(key);
      }
      for (const id of judgement.reachable) reachable.add(id);
      isEverFree ||= judgement.isFree;
    }
    return isComplete;
  };

  const rules = [...new Set(actions.map(({ rule }) => rule))];
  const isComplete = tryAll(explorer.explore(rules));
  if (isComplete) {
    for (const rule of rules) settled.add(rule);
    return { warnings: describeLoss({ document, attribute, index, isEverFree, reachable }), isComplete };
  }
  for (const rule of rules) if (tryAll(explorer.explore([rule]))) settled.add(rule);
  for (const pair of pairsIn(actions, budget)) tryAll(explorer.explore(pair));
  return { warnings: [], isComplete };
}

/** Every two rules that could contradict each other, as far as the budget goes. */
function* pairsIn(actions: readonly PlannedAction[], budget: Budget): Generator<readonly [Rule, Rule]> {
  const seen = new Map<Rule, Set<Rule>>();
  for (const { rule, action } of actions) {
    if (action.type !== "set") continue;
    const partners = seen.get(rule) ?? new Set([rule]);
    seen.set(rule, partners);
    for (const other of actions) {
      if (!budget.spend(1)) return;
      const isOpposed =
        other.action.type === "set" ? !isSameValue(other.action.value, action.value) : isTaking(other.action.type);
      if (!isOpposed || partners.has(other.rule) || seen.get(other.rule)?.has(rule)) continue;
      partners.add(other.rule);
      yield [rule, other.rule];
    }
  }
}

function isTaking(type: "hide" | "show" | "disable" | "enable"): boolean {
  return type === "hide" || type === "disable";
}

/** What the rules never leave to a shopper. */
function describeLoss(of: {
  readonly document: ConfiguratorDocument;
  readonly attribute: Attribute;
  readonly index: number;
  readonly isEverFree: boolean;
  readonly reachable: ReadonlySet<string>;
}): readonly DocumentWarning[] {
  const { document, attribute, index, isEverFree, reachable } = of;
  const name = nameOf(document, attribute);
  if (!isEverFree) {
    const message = `Nobody can ever choose ${name}: in every situation, rules hide, disable or set it.`;
    return [{ path: ["attributes", index], code: "attribute_never_free", message }];
  }
  if (!("values" in attribute)) return [];
  return attribute.values.flatMap((value, at): readonly DocumentWarning[] => {
    if (reachable.has(value.id)) return [];
    const message = `Nobody can ever have ${nameOf(document, value)} for ${name}: in every situation, rules take it away.`;
    return [{ path: ["attributes", index, "values", at], code: "value_unreachable", message }];
  });
}

function describeOpen(document: ConfiguratorDocument, open: readonly Attribute[]): readonly DocumentWarning[] {
  if (open.length === 0) return [];
  const named = open.slice(0, NAMED_MAX).map((attribute) => nameOf(document, attribute));
  const rest = open.length > NAMED_MAX ? ` and ${open.length - NAMED_MAX} more attributes` : "";
  const message = `The rules about ${named.join(", ")}${rest} depend on too many choices to try them all. They were tried in part; try the rest in the preview.`;
  return [{ path: ["rules"], code: "not_fully_checked", message }];
}
