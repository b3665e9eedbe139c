import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDocument } from "../../../functions/domain/configurator/check-document.ts";
import { isFree } from "../../../functions/domain/configurator/decide-attribute.ts";
import type {
  Attribute,
  AttributeValue,
  ConfiguratorDocument,
  Values,
} from "../../../functions/domain/configurator/document.ts";
import { type Evaluation, evaluate } from "../../../functions/domain/configurator/evaluate.ts";
import { findForbidden } from "../../../functions/domain/configurator/forbidden.ts";
import { parseValues } from "../../../functions/domain/configurator/parse-values.ts";
import { testsOf } from "../../../functions/domain/configurator/plan.ts";
import { isSameValue } from "../../../functions/domain/configurator/values.ts";
import { reachableValue, reachableValues } from "./arbitraries.ts";
import { naivePrice } from "./naive-price.ts";
import { anyDocument, anyRuledDocument } from "./rule-arbitraries.ts";

const withValues = (documents: fc.Arbitrary<ConfiguratorDocument>) =>
  documents.chain((document) => fc.tuple(fc.constant(document), reachableValues(document)));

/** One turn of a control: which attribute, and to what. */
type Turn = readonly [Attribute, AttributeValue];
const withTurns = anyDocument.chain((document) => {
  const turn = fc
    .constantFrom(...document.attributes)
    .chain((attribute) => fc.tuple(fc.constant(attribute), reachableValue(attribute)));
  return fc.tuple(fc.constant(document), fc.array(turn, { maxLength: 12 }));
});

/** Whether the form offers this: controls that are hidden or disabled cannot be turned, nor to values that are. */
function isOffered({ states }: Evaluation, [attribute, value]: Turn): boolean {
  const state = states.get(attribute.id);
  if (state === undefined || !state.visible || !state.enabled) return false;
  return isFree(state.values, typeof value === "object" ? value.part : String(value)) || !("values" in attribute);
}

describe("evaluating under rules", () => {
  it("gives the same answer for its own answer, whatever the rules, circles included", () => {
    fc.assert(
      fc.property(withValues(anyRuledDocument), ([document, values]) => {
        const once = evaluate(document, values);
        expect(parseValues(document, once.values)).toEqual({ ok: true, values: once.values });
        expect(evaluate(document, once.values)).toEqual(once);
      }),
      { numRuns: 400 },
    );
  });

  it("gives the same answer the second time, and for a copy of the document", () => {
    fc.assert(
      fc.property(withValues(anyRuledDocument), ([document, values]) => {
        expect(evaluate(structuredClone(document), { ...values })).toEqual(evaluate(document, values));
      }),
    );
  });

  it("charges what the price list says", () => {
    fc.assert(
      fc.property(withValues(anyRuledDocument), ([document, values]) => {
        const evaluation = evaluate(document, values);
        expect(evaluation.price).toEqual(naivePrice(document, evaluation.values));
      }),
      { numRuns: 200 },
    );
  });

  it("does not depend on the order in which choices were made", () => {
    fc.assert(
      fc.property(withValues(anyRuledDocument), fc.infiniteStream(fc.nat()), ([document, values], order) => {
        const keyed = Object.entries(values).map((entry) => ({ entry, key: order.next().value ?? 0 }));
        const shuffled = Object.fromEntries(keyed.sort((a, b) => a.key - b.key).map(({ entry }) => entry));
        expect(evaluate(document, shuffled)).toEqual(evaluate(document, values));
      }),
    );
  });

  it("obeys each rule to the letter, judged from the outcome alone", () => {
    fc.assert(
      fc.property(withValues(anyDocument), ([document, values]) => {
        const { values: final, states } = evaluate(document, values);
        for (const attribute of document.attributes) {
          const about = (document.rules ?? [])
            .filter((rule) => holdsNaively(document, rule.when, final))
            .flatMap(({ actions }) => actions.filter((action) => action.attribute === attribute.id));
          const last = (...types: readonly string[]) =>
            about.filter((action) => types.includes(action.type) && !("values" in action)).at(-1)?.type;
          const set = about.filter((action) => action.type === "set").at(-1);
          const state = states.get(attribute.id);
          expect(state?.visible).toBe(last("hide", "show") !== "hide");
          expect(state?.enabled).toBe(last("disable", "enable") !== "disable" && set === undefined);
          expect(state?.isSet).toBe(set !== undefined);
          if (set?.type === "set") expect(final[attribute.id]).toEqual(set.value);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("a shopper with the form", () => {
  it("only ever gets to states that the server accepts", () => {
    fc.assert(
      fc.property(withTurns, ([document, turns]) => {
        let values: Values = {};
        for (const turn of turns) {
          if (isOffered(evaluate(document, values), turn)) values = { ...values, [turn[0].id]: turn[1] };
          const { values: seen } = evaluate(document, values);
          expect(parseValues(document, seen)).toEqual({ ok: true, values: seen });
          expect(findForbidden(document, seen, evaluate(document, seen))).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("gets what they choose, when it is offered", () => {
    fc.assert(
      fc.property(withTurns, ([document, turns]) => {
        let values: Values = {};
        for (const turn of turns) {
          const before = evaluate(document, values);
          if (!isOffered(before, turn)) continue;
          values = { ...before.values, [turn[0].id]: turn[1] };
          expect(isSameValue(evaluate(document, values).values[turn[0].id], turn[1])).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("is refused what is not offered", () => {
    fc.assert(
      fc.property(withTurns, ([document, turns]) => {
        for (const turn of turns) {
          const before = evaluate(document, {});
          const [{ id }, value] = turn;
          if (isOffered(before, turn) || isSameValue(before.values[id], value)) continue;
          expect(
            findForbidden(document, { [id]: value }, evaluate(document, { [id]: value })).map(
              ({ attributeId }) => attributeId,
            ),
          ).toEqual([id]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("circles of rules", () => {
  it("are found exactly where attributes depend on themselves", () => {
    fc.assert(
      fc.property(anyRuledDocument, (document) => {
        const found = checkDocument(document).some(({ code }) => code === "rules_in_circle");
        expect(found).toBe(dependsOnItself(document));
      }),
      { numRuns: 400 },
    );
  });

  it("are in no document that passes the checks", () => {
    fc.assert(fc.property(anyDocument, (document) => !dependsOnItself(document)));
  });
});

/** Warshall's algorithm: what depends on what, over any number of rules. */
function dependsOnItself({ attributes, rules = [] }: ConfiguratorDocument): boolean {
  const pairs = new Set<string>();
  for (const { when, actions } of rules) {
    for (const { attribute: to } of actions)
      for (const { attribute: from } of testsOf(when)) pairs.add(`${from} ${to}`);
  }
  const ids = attributes.map(({ id }) => id);
  for (const over of ids) {
    for (const from of ids) {
      for (const to of ids) if (pairs.has(`${from} ${over}`) && pairs.has(`${over} ${to}`)) pairs.add(`${from} ${to}`);
    }
  }
  return ids.some((id) => pairs.has(`${id} ${id}`));
}

/** The documented meaning of conditions, written a second time. */
function holdsNaively(document: ConfiguratorDocument, condition: unknown, values: Values): boolean {
  if (typeof condition !== "object" || condition === null) return true;
  if ("all" in condition && Array.isArray(condition.all)) {
    return condition.all.every((entry) => holdsNaively(document, entry, values));
  }
  if ("any" in condition && Array.isArray(condition.any)) {
    return condition.any.some((entry) => holdsNaively(document, entry, values));
  }
  const test: { attribute?: string; is?: unknown; isNot?: unknown; min?: number; max?: number } = condition;
  const attribute = document.attributes.find(({ id }) => id === test.attribute);
  const value = values[test.attribute ?? ""];
  if (attribute === undefined || value === undefined) return false;
  const amount = Number(typeof value === "object" ? value.quantity : value);
  let compared: unknown = value;
  if (typeof value === "object") compared = value.quantity === 0 ? undefined : value.part;
  if (attribute.type === "text") compared = /\S/u.test(String(value));
  if (attribute.type === "file") compared = value !== "";
  if ("is" in test) return [test.is].flat().includes(compared);
  if ("isNot" in test) return ![test.isNot].flat().includes(compared);
  return amount >= (test.min ?? -Infinity) && amount <= (test.max ?? Infinity);
}
