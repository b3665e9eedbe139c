import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCircles } from "../../../functions/domain/configurator/check-circles.ts";
import { holds } from "../../../functions/domain/configurator/conditions.ts";
import type { AttributeState } from "../../../functions/domain/configurator/decide-attribute.ts";
import type {
  Attribute,
  AttributeValue,
  ConfiguratorDocument,
  Values,
} from "../../../functions/domain/configurator/document.ts";
import { type Evaluation, evaluate } from "../../../functions/domain/configurator/evaluate.ts";
import { reviewSituations } from "../../../functions/domain/configurator/review-situations.ts";
import { isSameValue } from "../../../functions/domain/configurator/values.ts";
import { anyPlainDocument } from "./arbitraries.ts";
import { rulesFor } from "./rule-arbitraries.ts";

/** Small enough to try every single choice. */
const smallDocument = anyPlainDocument
  .map((document) => ({
    ...document,
    attributes: document.attributes.filter((attribute) => possible(attribute).length > 0).slice(0, 4),
    media: { ...document.media, layers: [] },
  }))
  .filter(({ attributes }) => attributes.length > 1)
  .chain((document) => rulesFor(document))
  .filter((document) => checkCircles(document).length === 0);

function possible(attribute: Attribute): readonly AttributeValue[] {
  if (attribute.type === "boolean") return [true, false];
  if (attribute.type === "file") return ["", `upl_${"a".repeat(22)}`];
  if (attribute.type === "color" || attribute.type === "choice") {
    return attribute.values.length <= 3 ? attribute.values.map(({ id }) => id) : [];
  }
  if (attribute.type !== "part" || attribute.values.length > 2) return [];
  const { min, max } = attribute.quantity;
  const quantities = Array.from({ length: max - min + 1 }, (_, more) => min + more);
  return attribute.values.flatMap(({ id }) => quantities.map((quantity) => ({ part: id, quantity })));
}

function everyChoice({ attributes }: ConfiguratorDocument): readonly Values[] {
  return attributes.reduce<readonly Values[]>(
    (all, attribute) =>
      all.flatMap((values) => possible(attribute).map((value) => ({ ...values, [attribute.id]: value }))),
    [{}],
  );
}

/** What the checks should find, from the outcome of every choice that there is. */
function tryEverything(document: ConfiguratorDocument) {
  const outcomes = everyChoice(document).map((values) => evaluate(document, values));
  const rulesIn = ({ values }: Evaluation) =>
    (document.rules ?? []).filter(({ when }) =>
      holds(when, (id) => {
        const attribute = document.attributes.find((one) => one.id === id);
        const value = values[id];
        return attribute && value !== undefined ? { attribute, value } : undefined;
      }),
    );
  const applying = new Set(outcomes.flatMap(rulesIn));
  return {
    never: (document.rules ?? []).filter((rule) => !applying.has(rule)).map(({ id }) => id),
    neverFree: document.attributes
      .filter((attribute) =>
        outcomes.every(({ states }) => {
          const state = states.get(attribute.id);
          return !state?.visible || !state.enabled || isEmptied(attribute, state);
        }),
      )
      .map(({ id }) => id),
    setTwice: document.attributes
      .filter(({ id }) =>
        outcomes.some((outcome) => {
          const sets = rulesIn(outcome).flatMap(({ actions }) =>
            actions.flatMap((action) => (action.type === "set" && action.attribute === id ? [action.value] : [])),
          );
          return sets.some((value) => !isSameValue(value, sets[0]));
        }),
      )
      .map(({ id }) => id),
    emptied: document.attributes.flatMap((attribute, index) => {
      const isSomewhere = outcomes.some(({ states }) => {
        const state = states.get(attribute.id);
        return state?.visible && state.enabled && isEmptied(attribute, state);
      });
      return isSomewhere ? [index] : [];
    }),
  };
}

/** Whether all values are taken of an attribute that must have one. */
function isEmptied(attribute: Attribute, { values }: AttributeState): boolean {
  if (!("values" in attribute) || (attribute.type === "part" && attribute.quantity.min === 0)) return false;
  return attribute.values.every(({ id }) => {
    const { visible = true, enabled = true } = values.get(id) ?? {};
    return !visible || !enabled;
  });
}

describe("the review of situations", () => {
  it("finds exactly what trying every single choice finds", () => {
    let found = 0;
    fc.assert(
      fc.property(smallDocument, (document) => {
        const { problems, warnings } = reviewSituations(document);
        const expected = tryEverything(document);
        const rules = document.rules ?? [];
        const at = (code: string) =>
          warnings.filter((warning) => warning.code === code).map(({ path }) => Number(path[1]));
        expect(warnings.filter(({ code }) => code === "not_fully_checked")).toEqual([]);
        expect(at("rule_never_applies").map((index) => rules[index]?.id)).toEqual(expected.never);
        const setTwice = problems
          .filter(({ message }) => message.includes("gets two values at once"))
          .map(({ path }) => rules[Number(path[1])]?.actions[Number(path[3])]?.attribute);
        expect(new Set(setTwice)).toEqual(new Set(expected.setTwice));
        const emptied = problems.filter(({ code }) => code === "nothing_to_choose").map(({ path }) => path[1]);
        expect(emptied).toEqual(expected.emptied);
        const neverFree = at("attribute_never_free").map((index) => document.attributes[index]?.id);
        expect(neverFree).toEqual(expected.neverFree);
        found += expected.never.length + expected.setTwice.length + expected.emptied.length;
      }),
      { numRuns: 200 },
    );
    expect(found).toBeGreaterThan(20);
  });
});
