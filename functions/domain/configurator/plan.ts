import type { Attribute, ConfiguratorDocument, Rule, RuleAction, RuleCondition, RuleTest } from "./document.ts";

/** One action and the rule that it stands in. */
export interface PlannedAction {
  readonly rule: Rule;
  readonly action: RuleAction;
}

/** How a document is evaluated: found out once, because it does not depend on what a shopper chooses. */
export interface Plan {
  /** Every attribute, after all that the rules about it test. Where rules wait for each other, the document's order decides. */
  readonly order: readonly Attribute[];
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** By attribute, in the order of the document. */
  readonly actions: ReadonlyMap<string, readonly PlannedAction[]>;
}

const plans = new WeakMap<ConfiguratorDocument, Plan>();

/** Documents are never changed in place: a plan belongs to its document for good. */
export function planOf(document: ConfiguratorDocument): Plan {
  const known = plans.get(document);
  if (known !== undefined) return known;
  const plan = createPlan(document);
  plans.set(document, plan);
  return plan;
}

function createPlan({ attributes: list, rules = [] }: ConfiguratorDocument): Plan {
  const attributes = new Map(list.map((attribute) => [attribute.id, attribute]));
  const actions = new Map<string, PlannedAction[]>();
  const tested = new Map<string, Set<string>>();
  for (const rule of rules) {
    const tests = testsOf(rule.when).map(({ attribute }) => attribute);
    for (const action of rule.actions) {
      const about = actions.get(action.attribute) ?? [];
      about.push({ rule, action });
      actions.set(action.attribute, about);
      const before = tested.get(action.attribute) ?? new Set();
      for (const id of tests) before.add(id);
      tested.set(action.attribute, before);
    }
  }

  const order: Attribute[] = [];
  const seen = new Set<string>();
  const visit = (id: string) => {
    const attribute = attributes.get(id);
    if (attribute === undefined || seen.has(id)) return;
    seen.add(id);
    for (const earlier of tested.get(id) ?? []) visit(earlier);
    order.push(attribute);
  };
  for (const { id } of list) visit(id);
  return { order, attributes, actions };
}

/** Every test of a condition, in groups and outside of them. */
export function testsOf(condition: RuleCondition | undefined): readonly RuleTest[] {
  if (condition === undefined) return [];
  return entriesOf(condition).flatMap((entry) => ("attribute" in entry ? [entry] : entriesOf(entry)));
}

/** What stands in a condition or group, whichever of the two kinds it is. */
export function entriesOf<Entry>(
  condition: { readonly all: readonly Entry[] } | { readonly any: readonly Entry[] },
): readonly Entry[] {
  return "all" in condition ? condition.all : condition.any;
}
