import fc from "fast-check";
import type {
  Attribute,
  AttributeValue,
  ConfiguratorDocument,
  Money,
  Rule,
  Values,
} from "../../../functions/domain/configurator/document.ts";
import { defaultOf } from "../../../functions/domain/configurator/values.ts";

/** Few ids, so that two documents have some of them in common, in other places and of other types. */
const ATTRIBUTES = ["size", "wood", "text", "lid", "bolt"];
const VALUES = ["oak", "ash", "fir"];

const money: fc.Arbitrary<Money> = fc.record({ EUR: fc.nat({ max: 1_000 }), USD: fc.nat({ max: 1_000 }) });
const values = fc
  .tuple(fc.subarray(VALUES, { minLength: 1 }), money)
  .map(([ids, price]) => ids.map((id) => ({ id, label: { en: id }, price })));

function attributeOf(id: string): fc.Arbitrary<Attribute> {
  const base = { id, label: { en: id } };
  const options = values.map((list) => ({ ...base, values: list, default: list[0]?.id ?? "" }));
  return fc.oneof(
    options.map((attribute): Attribute => ({ type: "choice", ...attribute })),
    options.map(
      (attribute): Attribute => ({
        ...attribute,
        type: "color",
        values: attribute.values.map((value) => ({ ...value, color: "#102030" })),
      }),
    ),
    fc.tuple(options, fc.nat({ max: 2 })).map(
      ([attribute, min]): Attribute => ({
        ...attribute,
        type: "part",
        quantity: { min, max: min + 2, default: min },
      }),
    ),
    fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom(1, 2), money).map(
      ([min, step, pricePerStep]): Attribute => ({
        ...base,
        type: "number",
        min,
        max: min + 4 * step,
        step,
        default: min,
        pricePerStep,
      }),
    ),
    fc.tuple(fc.boolean(), money).map(([on, price]): Attribute => ({ ...base, type: "boolean", default: on, price })),
    fc.integer({ min: 1, max: 5 }).map((maxLength): Attribute => ({ ...base, type: "text", maxLength, default: "" })),
  );
}

/** Every rule tests an attribute and decides about one behind it: so they never wait for each other. */
function rulesOf(attributes: readonly Attribute[]): fc.Arbitrary<readonly Rule[]> {
  const rule = fc
    .tuple(fc.nat(), fc.nat(), fc.constantFrom("hide", "disable", "set", "values"), fc.boolean())
    .map(([first, second, kind, isDefault]): Omit<Rule, "id"> | undefined => {
      const tested = attributes[first % attributes.length];
      const about = attributes.slice((first % attributes.length) + 1)[second % attributes.length];
      if (tested === undefined || about === undefined) return undefined;
      const test = { attribute: tested.id, ...testOf(tested, isDefault) };
      return { when: { all: [test] }, actions: [actionOf(about, kind)] };
    });
  return fc
    .array(rule, { maxLength: 4 })
    .map((rules) => rules.flatMap((one, index) => (one === undefined ? [] : [{ ...one, id: `rule${index}` }])));
}

function testOf(attribute: Attribute, isDefault: boolean) {
  const value = defaultOf(attribute);
  const condition = attribute.type === "text" ? !isDefault : typeof value === "object" ? value.part : value;
  return isDefault ? { is: condition } : { isNot: condition };
}

function actionOf(attribute: Attribute, kind: "hide" | "disable" | "set" | "values"): Rule["actions"][number] {
  if (kind === "set") return { type: "set", attribute: attribute.id, value: defaultOf(attribute) };
  if (kind === "values" && "values" in attribute && attribute.values.length > 1) {
    return { type: "disable", attribute: attribute.id, values: [attribute.default] };
  }
  return { type: kind === "hide" ? "hide" : "disable", attribute: attribute.id };
}

export const anyVersion: fc.Arbitrary<ConfiguratorDocument> = fc
  .shuffledSubarray(ATTRIBUTES, { minLength: 2 })
  .chain((ids) => fc.tuple(...ids.map(attributeOf)))
  .chain((attributes) =>
    fc.record({ attributes: fc.constant(attributes), rules: rulesOf(attributes), base: money, both: fc.boolean() }),
  )
  .map(({ attributes, rules, base, both }) => {
    const currencies = both ? ["EUR", "USD"] : ["USD"];
    return {
      schemaVersion: 1,
      name: { en: "Box" },
      locales: ["en"],
      pricing: { currencies, base },
      attributes,
      rules,
      media: { width: 10, height: 10, alt: { en: "Box" }, layers: [] },
    };
  });

/** Some values that the attributes of a document accept. */
export function someValues(document: ConfiguratorDocument): fc.Arbitrary<Values> {
  const entries = document.attributes.map((attribute) =>
    fc.option(acceptedValue(attribute), { nil: undefined }).map((value) => [attribute.id, value] as const),
  );
  return fc
    .tuple(...entries)
    .map((pairs) => Object.fromEntries(pairs.flatMap(([id, value]) => (value === undefined ? [] : [[id, value]]))));
}

function acceptedValue(attribute: Attribute): fc.Arbitrary<AttributeValue> {
  switch (attribute.type) {
    case "number":
      return fc.integer({ min: 0, max: 4 }).map((steps) => attribute.min + steps * attribute.step);
    case "boolean":
      return fc.boolean();
    case "text":
      return fc.string({ maxLength: attribute.maxLength, unit: "grapheme-ascii" });
    case "part":
      return fc.record({
        part: fc.constantFrom(...attribute.values.map(({ id }) => id)),
        quantity: fc.integer({ min: attribute.quantity.min, max: attribute.quantity.max }),
      });
    case "file":
      return fc.constant("");
    default:
      return fc.constantFrom(...attribute.values.map(({ id }) => id));
  }
}
