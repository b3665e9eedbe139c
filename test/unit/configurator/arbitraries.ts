import fc from "fast-check";
import type {
  Attribute,
  AttributeValue,
  ConfiguratorDocument,
  Money,
  Values,
} from "../../../functions/domain/configurator/document.ts";
import { numberAt, stepsTo } from "../../../functions/domain/configurator/number-grid.ts";
import { fitText } from "../../../functions/domain/configurator/text.ts";

const CURRENCIES = ["EUR", "JPY"] as const;

const idTail = fc.stringMatching(/^[A-Za-z0-9_-]{0,6}$/);
const id = fc.oneof(
  { weight: 4, arbitrary: idTail.map((tail) => `a${tail}`) },
  { weight: 1, arbitrary: fc.constantFrom("constructor", "toString", "valueOf", "hasOwnProperty") },
);
const label = fc.string({ minLength: 1, maxLength: 10, unit: "grapheme" }).map((en) => ({ en }));
const smallMoney: fc.Arbitrary<Money> = fc.record({
  EUR: fc.integer({ min: -1_000, max: 100_000 }),
  JPY: fc.integer({ min: -1_000, max: 100_000 }),
});
const price = fc.option(smallMoney, { nil: undefined }).map((money) => (money === undefined ? {} : { price: money }));

const grid = fc
  .record({
    decimals: fc.integer({ min: 0, max: 6 }),
    min: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    step: fc.integer({ min: 1, max: 5_000 }),
    steps: fc.integer({ min: 1, max: 300 }),
    chosen: fc.nat(),
  })
  .map(({ decimals, min, step, steps, chosen }) => ({
    min: fromDecimal(min, decimals),
    max: fromDecimal(min + steps * step, decimals),
    step: fromDecimal(step, decimals),
    default: fromDecimal(min + (chosen % (steps + 1)) * step, decimals),
  }));

/** The number that a person would write: `25, 1` is 2.5. */
function fromDecimal(digits: number, decimals: number): number {
  return Number(`${digits}e-${decimals}`) + 0;
}

const valueList = fc
  .uniqueArray(fc.record({ id, label, price }), { minLength: 1, maxLength: 6, selector: (value) => value.id })
  .map((values) => values.map(({ price: optionalPrice, ...value }) => ({ ...value, ...optionalPrice })));

const quantity = fc
  .record({ min: fc.integer({ min: 0, max: 3 }), more: fc.integer({ min: 1, max: 4 }), chosen: fc.nat() })
  .map(({ min, more, chosen }) => ({ min, max: min + more, default: min + (chosen % (more + 1)) }));

const anyAttribute: fc.Arbitrary<Attribute> = fc.oneof(
  fc.record({ id, label, price, maxLength: fc.integer({ min: 1, max: 20 }), text: fc.string({ unit: "binary" }) }).map(
    ({ price: optionalPrice, text, ...rest }): Attribute => ({
      type: "text",
      ...rest,
      default: fitText(rest, text),
      ...optionalPrice,
    }),
  ),
  fc
    .record({ id, label, grid, money: smallMoney })
    .map(
      ({ grid: bounds, money, ...rest }): Attribute => ({ type: "number", ...rest, ...bounds, pricePerStep: money }),
    ),
  fc
    .record({ id, label, price, default: fc.boolean() })
    .map(({ price: optionalPrice, ...rest }): Attribute => ({ type: "boolean", ...rest, ...optionalPrice })),
  fc.record({ id, label, values: valueList, chosen: fc.nat() }).map(({ chosen, values, ...rest }): Attribute => {
    const first = values[chosen % values.length]?.id ?? "";
    return { type: "choice", ...rest, values, default: first };
  }),
  fc
    .record({ id, label, values: valueList, chosen: fc.nat(), rgb: fc.integer({ min: 0, max: 0xffffff }) })
    .map(({ chosen, values, rgb, ...rest }): Attribute => {
      const color = `#${rgb.toString(16).padStart(6, "0")}`;
      const first = values[chosen % values.length]?.id ?? "";
      return { type: "color", ...rest, values: values.map((value) => ({ ...value, color })), default: first };
    }),
  fc
    .record({ id, label, values: valueList, chosen: fc.nat(), quantity })
    .map(({ chosen, values, ...rest }): Attribute => {
      const first = values[chosen % values.length]?.id ?? "";
      return { type: "part", ...rest, values, default: first };
    }),
  fc.record({ id, label, price }).map(
    ({ price: optionalPrice, ...rest }): Attribute => ({
      type: "file",
      ...rest,
      accept: ["image/png"],
      maxBytes: 1_000,
      ...optionalPrice,
    }),
  ),
);

/** Documents without rules that can be published. */
export const anyPlainDocument: fc.Arbitrary<ConfiguratorDocument> = fc
  .uniqueArray(anyAttribute, { minLength: 1, maxLength: 8, selector: (attribute) => attribute.id })
  .map((attributes) => ({
    schemaVersion: 1,
    name: { en: "Generated" },
    locales: ["en"],
    // Covers the largest discount that eight generated attributes can give.
    pricing: { currencies: [...CURRENCIES], base: { EUR: 10_000_000, JPY: 10_000_000 } },
    attributes,
    media: {
      width: 10,
      height: 10,
      alt: { en: "Generated" },
      layers: attributes.map((attribute) => ({
        src: `/${attribute.id}.svg`,
        when: { [attribute.id]: conditionOf(attribute) },
      })),
    },
  }));

function conditionOf(attribute: Attribute) {
  return attribute.type === "text" || attribute.type === "file" ? true : attribute.default;
}

/** What a shopper can reach with the form: some attributes left alone, all others moved by their control. */
export function reachableValues(document: ConfiguratorDocument): fc.Arbitrary<Values> {
  const entries = document.attributes.map((attribute) =>
    fc.option(reachableValue(attribute), { nil: undefined }).map((value) => [attribute.id, value] as const),
  );
  return fc
    .tuple(...entries)
    .map((pairs) => Object.fromEntries(pairs.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))));
}

export function reachableValue(attribute: Attribute): fc.Arbitrary<AttributeValue> {
  switch (attribute.type) {
    case "text":
      return fc.string({ unit: "binary" }).map((typed) => fitText(attribute, typed));
    case "number":
      return fc.nat({ max: stepsTo(attribute, attribute.max) ?? 0 }).map((steps) => numberAt(attribute, steps));
    case "boolean":
      return fc.boolean();
    case "color":
    case "choice":
      return fc.constantFrom(...attribute.values.map((value) => value.id));
    case "part":
      return fc.record({
        part: fc.constantFrom(...attribute.values.map((value) => value.id)),
        quantity: fc.integer({ min: attribute.quantity.min, max: attribute.quantity.max }),
      });
    case "file":
      return fc.constantFrom("", `upl_${"0aZ".repeat(7)}0`);
  }
}
