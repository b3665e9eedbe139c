import type { Budget } from "./check-budget.ts";
import { acceptedValues, passes } from "./conditions.ts";
import type { Attribute, AttributeValue, RuleTest } from "./document.ts";
import { numberAt, stepsTo } from "./number-grid.ts";
import type { PlannedAction } from "./plan.ts";
import { defaultOf } from "./values.ts";

/** Values of one attribute that are tried at most. */
const CANDIDATES_MAX = 16_384;

/** The values of an attribute, sorted by what rules make of them: it is enough to try one of each sort. */
export interface Sorts {
  /** The default first, then one value of every other sort that the rules about the attribute, or those that test it, tell apart. */
  readonly representatives: readonly AttributeValue[];
  /** Whether every sort has its representative. */
  readonly isComplete: boolean;
  /** Equal for values that no test tells apart. Undefined where the budget does not allow to find out. */
  keyOf(value: AttributeValue, budget: Budget): number | undefined;
}

/** @param tests all tests of the attribute in the document; @param actions all actions about it. */
export function createSorts(
  attribute: Attribute,
  { tests, actions }: { readonly tests: readonly RuleTest[]; readonly actions: readonly PlannedAction[] },
  budget: Budget,
): Sorts {
  const distinct = [...new Map(tests.map((test) => [JSON.stringify(test), test])).values()];
  const cost = distinct.reduce((sum, test) => sum + weightOf(test), 1);
  const known = new Map<AttributeValue, number>();
  const keys = new Map<string, number>();
  const keyOf = (value: AttributeValue, { spend }: Budget): number | undefined => {
    const written = typeof value === "object" ? JSON.stringify(value) : value;
    const before = known.get(written);
    if (before !== undefined) return before;
    if (!spend(cost)) return undefined;
    const outcome = distinct.map((test) => (passes(test, () => ({ attribute, value })) ? 1 : 0)).join("");
    const key = keys.get(outcome) ?? keys.size;
    keys.set(outcome, key);
    known.set(written, key);
    return key;
  };
  const naming = actionsByValue(actions);
  const bySort = new Map<string, AttributeValue>();
  let tried = 0;
  for (const value of candidatesOf(attribute, distinct)) {
    const key = tried < CANDIDATES_MAX && budget.spend(1) ? keyOf(value, budget) : undefined;
    if (key === undefined) return { representatives: [...bySort.values()], isComplete: false, keyOf };
    tried += 1;
    const id = typeof value === "object" ? value.part : String(value);
    // None of a part stays none when the part is taken away.
    const isNone = typeof value === "object" && value.quantity === 0;
    const sort = `${key}/${naming.get(id) ?? ""}/${isNone}`;
    if (!bySort.has(sort)) bySort.set(sort, value);
  }
  return { representatives: [...bySort.values()], isComplete: true, keyOf };
}

/** Units of work that a test is: one, and one for every value that it accepts. */
export function weightOf(test: RuleTest): number {
  if ("is" in test) return 1 + acceptedValues(test.is).length;
  return "isNot" in test ? 1 + acceptedValues(test.isNot).length : 1;
}

/** By value id: positions of the actions that name it. */
function actionsByValue(actions: readonly PlannedAction[]): ReadonlyMap<string, string> {
  const naming = new Map<string, string>();
  for (const [index, { action }] of actions.entries()) {
    if (action.type === "set") continue;
    for (const id of new Set(action.values)) naming.set(id, `${naming.get(id) ?? ""} ${index}`);
  }
  return naming;
}

/** The default, and values among which every other sort has one. */
function* candidatesOf(attribute: Attribute, tests: readonly RuleTest[]): Generator<AttributeValue> {
  yield defaultOf(attribute);
  switch (attribute.type) {
    case "text":
      yield* ["", "x"];
      return;
    case "file":
      yield* ["", "upl_0000000000000000000000"];
      return;
    case "boolean":
      yield* [false, true];
      return;
    case "color":
    case "choice":
      yield* attribute.values.map(({ id }) => id);
      return;
    case "number": {
      const { min, max, step } = attribute;
      for (const bound of new Set([...boundsIn(tests), min, max])) {
        const steps = (Math.min(Math.max(bound, min), max) - min) / step;
        yield* [Math.floor(steps) - 1, Math.floor(steps), Math.ceil(steps), Math.ceil(steps) + 1]
          .map((at) => numberAt(attribute, at))
          .filter((value) => stepsTo(attribute, value) !== undefined);
      }
      return;
    }
    case "part": {
      const { min, max } = attribute.quantity;
      const quantities = [...boundsIn(tests).flatMap((bound) => near(bound)), min, min + 1, max];
      const possible = [...new Set(quantities)].filter((pieces) => pieces >= min && pieces <= max);
      for (const { id } of attribute.values) for (const quantity of possible) yield { part: id, quantity };
    }
  }
}

function near(bound: number): readonly number[] {
  return [Math.floor(bound) - 1, Math.floor(bound), Math.ceil(bound), Math.ceil(bound) + 1];
}

/** Numbers at which the outcome of a test can change. */
function boundsIn(tests: readonly RuleTest[]): readonly number[] {
  return tests
    .flatMap((test): readonly unknown[] => {
      if ("is" in test) return acceptedValues(test.is);
      if ("isNot" in test) return acceptedValues(test.isNot);
      return [test.min, test.max];
    })
    .filter((bound) => typeof bound === "number");
}
