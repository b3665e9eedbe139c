import fc from "fast-check";
import { checkDocument } from "../../../functions/domain/configurator/check-document.ts";
import type {
  Attribute,
  ConditionValue,
  ConfiguratorDocument,
  Rule,
  RuleAction,
  RuleCondition,
  RuleTest,
} from "../../../functions/domain/configurator/document.ts";
import { anyPlainDocument, reachableValue } from "./arbitraries.ts";

/** Documents with rules that refer to what exists, and nothing else that is right about them: rules contradict and wait for each other. */
export const anyRuledDocument: fc.Arbitrary<ConfiguratorDocument> = anyPlainDocument.chain((document) =>
  fc
    .array(ruleOf(document.attributes, document.attributes), { maxLength: 8 })
    .map((rules) => withRules(document, rules)),
);

/** Documents that can be published. No rule tests what stands behind an attribute that it decides about, in an order that is not the document's. */
export const anyDocument: fc.Arbitrary<ConfiguratorDocument> = anyPlainDocument.chain((document) =>
  fc
    .shuffledSubarray([...document.attributes], { minLength: document.attributes.length })
    .chain((order) => (order.length > 1 ? fc.array(downwardRule(order), { maxLength: 6 }) : fc.constant<Rule[]>([])))
    .map((rules) => keepSound(document, rules)),
);

/** Rules for a document of which no two wait for each other, and that may contradict each other. */
export function rulesFor(document: ConfiguratorDocument): fc.Arbitrary<ConfiguratorDocument> {
  return fc
    .array(downwardRule(document.attributes), { minLength: 1, maxLength: 6 })
    .map((rules) => withRules(document, rules));
}

/** Leaves out what the checks have something against. */
function keepSound(document: ConfiguratorDocument, rules: readonly Rule[]): ConfiguratorDocument {
  let sound = document;
  for (const rule of rules) {
    const longer = withRules(document, [...(sound.rules ?? []), rule]);
    if (checkDocument(longer).length === 0) sound = longer;
  }
  return sound;
}

function withRules(document: ConfiguratorDocument, rules: readonly Rule[]): ConfiguratorDocument {
  return { ...document, rules: rules.map((rule, index) => ({ ...rule, id: `r${index}` })) };
}

function downwardRule(order: readonly Attribute[]): fc.Arbitrary<Rule> {
  return fc
    .integer({ min: 1, max: order.length - 1 })
    .chain((border) => ruleOf(order.slice(0, border), order.slice(border)));
}

function ruleOf(tested: readonly Attribute[], decided: readonly Attribute[]): fc.Arbitrary<Rule> {
  return fc
    .record({
      when: fc.option(conditionOf(tested), { nil: undefined, freq: 4 }),
      actions: fc.array(fc.constantFrom(...decided).chain(actionOf), { minLength: 1, maxLength: 3 }),
      reason: fc.option(fc.constant({ en: "Because" }), { nil: undefined }),
    })
    .map(({ when, actions, reason }) => ({
      id: "r",
      ...(when !== undefined && { when }),
      actions,
      ...(reason !== undefined && { reason }),
    }));
}

function conditionOf(attributes: readonly Attribute[]): fc.Arbitrary<RuleCondition> {
  const test = fc.constantFrom(...attributes).chain(testOf);
  const tests = fc.array(test, { minLength: 1, maxLength: 3 });
  const group = fc.oneof(
    tests.map((all) => ({ all })),
    tests.map((any) => ({ any })),
  );
  const entries = fc.array(fc.oneof({ weight: 3, arbitrary: test }, group), { minLength: 1, maxLength: 3 });
  return fc.oneof(
    entries.map((all) => ({ all })),
    entries.map((any) => ({ any })),
  );
}

function testOf(attribute: Attribute): fc.Arbitrary<RuleTest> {
  const one = reachableValue(attribute).map((value): ConditionValue => {
    if (typeof value === "object") return value.part;
    return attribute.type === "text" || attribute.type === "file" ? value !== "" : value;
  });
  const condition = fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
  const { id } = attribute;
  const is = condition.map((accepted) => ({ attribute: id, is: accepted }));
  const isNot = condition.map((accepted) => ({ attribute: id, isNot: accepted }));
  if (attribute.type !== "number" && attribute.type !== "part") return fc.oneof(is, isNot);
  const bound = reachableValue(attribute).map((value) => (typeof value === "object" ? value.quantity : Number(value)));
  const within = fc.tuple(bound, bound).map(([a, b]) => ({ attribute: id, min: Math.min(a, b), max: Math.max(a, b) }));
  const from = bound.map((min) => ({ attribute: id, min }));
  const upTo = bound.map((max) => ({ attribute: id, max }));
  return fc.oneof(is, isNot, within, from, upTo);
}

function actionOf(attribute: Attribute): fc.Arbitrary<RuleAction> {
  const type = fc.constantFrom("hide", "show", "disable", "enable" as const);
  const whole = type.map((kind) => ({ type: kind, attribute: attribute.id }));
  const value = attribute.type === "file" ? fc.constant("") : reachableValue(attribute);
  const set = value.map((fixed) => ({ type: "set" as const, attribute: attribute.id, value: fixed }));
  if (!("values" in attribute)) return fc.oneof(whole, set);
  const ids = attribute.values.map(({ id }) => id);
  const some = fc
    .tuple(type, fc.subarray(ids, { minLength: 1 }))
    .map(([kind, values]) => ({ type: kind, attribute: attribute.id, values }));
  return fc.oneof(whole, set, { weight: 3, arbitrary: some });
}
