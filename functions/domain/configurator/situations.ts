import { type Budget, halfOf } from "./check-budget.ts";
import { type Find, holds } from "./conditions.ts";
import { decideAttribute } from "./decide-attribute.ts";
import type { Attribute, AttributeValue, ConfiguratorDocument, Rule, RuleTest } from "./document.ts";
import { type PlannedAction, planOf, testsOf } from "./plan.ts";
import { createSorts, type Sorts, weightOf } from "./representatives.ts";
import { defaultOf } from "./values.ts";

/** Situations that are kept while one question is explored. */
const SITUATIONS_MAX = 4_096;
/** Judging a situation decides about its attribute so many times. */
const DECISIONS_PER_JUDGEMENT = 4;

/** What a shopper chooses, one attribute after the other; attributes that do not matter are left out. */
export type Situation = Way | undefined;
interface Way {
  readonly id: string;
  readonly value: AttributeValue;
  readonly before: Situation;
}

export interface Exploration {
  /** One for every way in which the rules' tests can come out. */
  readonly situations: readonly Situation[];
  /** Whether there are no others. */
  readonly isComplete: boolean;
}

/**
 * Finds out into which situations the choices of a shopper can lead. For documents without problems, above all without circles.
 * All that it does is taken from its budget.
 */
export interface Explorer {
  /** Takes at most half of what the budget has left. */
  explore(rules: readonly Rule[]): Exploration;
  /** The values on which the rules about an attribute depend in a situation. Undefined where the share of the budget does not allow to find out and to judge it. */
  settle(attribute: Attribute, situation: Situation, share: Budget): Settled | undefined;
}

export interface Settled {
  readonly values: ReadonlyMap<string, AttributeValue>;
  /** Actions about the attribute, of the rules that hold. */
  readonly active: readonly PlannedAction[];
}

/** Values of the attributes that still matter, and how a shopper gets them. */
interface State {
  readonly values: ReadonlyMap<string, AttributeValue>;
  readonly way: Situation;
}

/** What the document says about one attribute. */
interface About {
  readonly actions: readonly PlannedAction[];
  readonly rules: readonly Rule[];
  /** Attributes that the rules test. */
  readonly needs: readonly string[];
  /** Units of work to find out which of the actions are active. */
  readonly cost: number;
}

export function createExplorer(document: ConfiguratorDocument, budget: Budget): Explorer {
  const { attributes } = planOf(document);
  const aboutOf = describeAttributes(document);
  const sortsOf = sorterFor(document);

  const activeIn = (id: string, values: ReadonlyMap<string, AttributeValue>): readonly PlannedAction[] => {
    const find: Find = (tested) => {
      const attribute = attributes.get(tested);
      return attribute && { attribute, value: values.get(tested) ?? defaultOf(attribute) };
    };
    const { actions, rules } = aboutOf(id);
    const holding = new Set(rules.filter(({ when }) => holds(when, find)));
    return actions.filter(({ rule }) => holding.has(rule));
  };

  /** Attributes on which rules depend, each after those on which it depends itself. Undefined where the budget does not suffice. */
  const orderFor = (ids: readonly string[], { spend }: Budget): readonly Attribute[] | undefined => {
    const seen = new Set<string>();
    const order: Attribute[] = [];
    const visit = (id: string): boolean => {
      const attribute = attributes.get(id);
      if (attribute === undefined || seen.has(id)) return true;
      seen.add(id);
      const { needs } = aboutOf(id);
      if (!spend(1 + needs.length) || !needs.every(visit)) return false;
      order.push(attribute);
      return true;
    };
    return ids.every(visit) ? order : undefined;
  };

  const explore = (rules: readonly Rule[]): Exploration => {
    const share = halfOf(budget);
    const tested = testedBy(rules);
    const order = orderFor(tested, share);
    if (order === undefined || !share.spend(order.reduce((sum, { id }) => sum + aboutOf(id).needs.length, 0)))
      return { situations: [], isComplete: false };
    const lastUse = lastUses(order, tested, aboutOf);
    let states: readonly State[] = [{ values: new Map(), way: undefined }];
    let isComplete = true;
    for (const [index, attribute] of order.entries()) {
      const next = nextStates({ states, attribute, share, isLive: (id) => (lastUse.get(id) ?? 0) > index });
      isComplete &&= next.isComplete;
      states = next.states;
      if (states.length === 0) break;
    }
    return { situations: states.map(({ way }) => way), isComplete };
  };

  /** What becomes of every state with every sort of value that a shopper can choose for one more attribute. */
  const nextStates = (of: {
    readonly states: readonly State[];
    readonly attribute: Attribute;
    readonly share: Budget;
    isLive(id: string): boolean;
  }): { readonly states: readonly State[]; readonly isComplete: boolean } => {
    const { states, attribute, share, isLive } = of;
    const { representatives, keyOf, isComplete: isSorted } = sortsOf(attribute, share);
    const next = new Map<string, State>();
    const cut = () => ({ states: [...next.values()], isComplete: false });
    let isComplete = isSorted;
    for (const { values, way } of states) {
      if (!share.spend(1 + values.size + aboutOf(attribute.id).cost)) return cut();
      const active = activeIn(attribute.id, values);
      const cost = decisionCost(attribute, active);
      const live = [...values].filter(([id]) => isLive(id));
      const prefix = live.map(([id, value]) => keyIn(id, value, share)).join(" ");
      for (const chosen of representatives) {
        if (!share.spend(cost)) return cut();
        const { value } = decideAttribute(attribute, chosen, active);
        const own = keyOf(value, share);
        if (own === undefined) return cut();
        const key = `${prefix} ${own}`;
        if (next.has(key)) continue;
        if (next.size === SITUATIONS_MAX) {
          isComplete = false;
          break;
        }
        if (!share.spend(1 + live.length)) return cut();
        next.set(key, {
          values: new Map([...live, [attribute.id, value]]),
          way: { id: attribute.id, value: chosen, before: way },
        });
      }
    }
    return { states: [...next.values()], isComplete };
  };
  /** The key of a value that was given a key before. */
  const keyIn = (id: string, value: AttributeValue, share: Budget) => {
    const attribute = attributes.get(id);
    return attribute && sortsOf(attribute, share).keyOf(value, share);
  };

  const orders = new Map<string, readonly Attribute[]>();
  const settle = (attribute: Attribute, situation: Situation, share: Budget): Settled | undefined => {
    const order = orders.get(attribute.id) ?? orderFor(aboutOf(attribute.id).needs, share);
    if (order === undefined) return undefined;
    orders.set(attribute.id, order);
    const choices = choicesOf(situation);
    if (!share.spend(choices.size)) return undefined;
    const values = new Map<string, AttributeValue>();
    for (const earlier of order) {
      if (!share.spend(1 + aboutOf(earlier.id).cost)) return undefined;
      const active = activeIn(earlier.id, values);
      if (!share.spend(decisionCost(earlier, active))) return undefined;
      const chosen = choices.get(earlier.id) ?? defaultOf(earlier);
      values.set(earlier.id, decideAttribute(earlier, chosen, active).value);
    }
    if (!share.spend(aboutOf(attribute.id).cost)) return undefined;
    const active = activeIn(attribute.id, values);
    return share.spend(DECISIONS_PER_JUDGEMENT * decisionCost(attribute, active)) ? { values, active } : undefined;
  };
  return { explore, settle };
}

/** Units of work to decide about an attribute under certain actions. */
function decisionCost(attribute: Attribute, active: readonly PlannedAction[]): number {
  const own = "values" in attribute ? attribute.values.length : 0;
  return active.reduce((sum, { action }) => {
    if (action.type !== "set") return sum + 1 + (action.values?.length ?? 0);
    return sum + 1 + (typeof action.value === "string" ? Math.max(own, action.value.length) : own);
  }, 1 + own);
}

function describeAttributes(document: ConfiguratorDocument): (id: string) => About {
  const known = new Map<string, About>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const actions = planOf(document).actions.get(id) ?? [];
    const rules = [...new Set(actions.map(({ rule }) => rule))];
    const tests = rules.flatMap(({ when }) => testsOf(when));
    const cost = tests.reduce((sum, test) => sum + weightOf(test), rules.length + actions.length);
    const about = { actions, rules, needs: testedBy(rules), cost };
    known.set(id, about);
    return about;
  };
}

function testedBy(rules: readonly Rule[]): readonly string[] {
  return [...new Set(rules.flatMap(({ when }) => testsOf(when).map(({ attribute }) => attribute)))];
}

/** The sorts of an attribute's values, found out when they are first needed. */
function sorterFor(document: ConfiguratorDocument): (attribute: Attribute, budget: Budget) => Sorts {
  const tests = new Map<string, RuleTest[]>();
  for (const test of (document.rules ?? []).flatMap(({ when }) => testsOf(when))) {
    const known = tests.get(test.attribute);
    if (known === undefined) tests.set(test.attribute, [test]);
    else known.push(test);
  }
  const sorts = new Map<string, Sorts>();
  return (attribute, budget) => {
    const { id } = attribute;
    const about = { tests: tests.get(id) ?? [], actions: planOf(document).actions.get(id) ?? [] };
    const known = sorts.get(id) ?? createSorts(attribute, about, budget);
    sorts.set(id, known);
    return known;
  };
}

/** Position in the order of the last attribute that needs each one; what the rules themselves test is needed to the end. */
function lastUses(
  order: readonly Attribute[],
  tested: readonly string[],
  aboutOf: (id: string) => About,
): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const [index, { id }] of order.entries()) for (const need of aboutOf(id).needs) uses.set(need, index);
  for (const id of tested) uses.set(id, order.length);
  return uses;
}

function choicesOf(situation: Situation): ReadonlyMap<string, AttributeValue> {
  const choices = new Map<string, AttributeValue>();
  for (let step = situation; step !== undefined; step = step.before) choices.set(step.id, step.value);
  return choices;
}
