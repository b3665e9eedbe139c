import type { Attribute, ConfiguratorDocument, Rule, RuleTest } from "../functions/domain/configurator/document.ts";

const ATTRIBUTES = 1_000;
const RULES = 500;
/** Every so many attributes are a family, whose rules lead from one to the next. */
const FAMILY = 10;

/** As many attributes and rules as a document may have, of all types, in chains of rules, within the bytes that it may have. */
export function createLargeDocument(): ConfiguratorDocument {
  const attributes = Array.from({ length: ATTRIBUTES }, (_, index) => createAttribute(index));
  return {
    schemaVersion: 1,
    name: { en: "Large" },
    locales: ["en"],
    pricing: { currencies: ["EUR", "USD"], base: { EUR: 100_000, USD: 110_000 } },
    attributes,
    rules: Array.from({ length: RULES }, (_, index) => createRule(attributes, index)),
    media: {
      width: 100,
      height: 100,
      alt: { en: "Large" },
      layers: attributes
        .filter((_, index) => index % 8 === 1)
        .map(({ id }, index) => ({ src: `/${index}.svg`, when: { [id]: "b" } })),
    },
  };
}

function createAttribute(index: number): Attribute {
  const id = `a${index}`;
  const named = { id, label: { en: `Attribute ${index}` } };
  const price = { EUR: index, USD: index };
  const values = ["a", "b"].map((value) => ({ id: value, label: { en: value.toUpperCase() } }));
  const priced = values.map((value, at) => (at === 0 ? value : { ...value, price }));
  switch (index % 8) {
    case 0:
      return { type: "boolean", ...named, default: false };
    case 3:
      return { type: "number", ...named, min: 0, max: 9, step: 0.5, default: 0, pricePerStep: price };
    case 5:
      return { type: "text", ...named, maxLength: 20, default: "" };
    case 6:
      return { type: "part", ...named, values, default: "a", quantity: { min: 0, max: 4, default: 1 } };
    case 7:
      return { type: "file", ...named, accept: ["image/png"], maxBytes: 1_000_000 };
    case 4:
      return { type: "color", ...named, values: values.map((value) => ({ ...value, color: "#123456" })), default: "a" };
    default:
      return { type: "choice", ...named, values: priced, default: "a" };
  }
}

/** About the attribute with twice its number and one more, after what the one before it in the family became. */
function createRule(attributes: readonly Attribute[], index: number): Rule {
  const about = attributes[2 * index + 1];
  const before = attributes[2 * index];
  const start = attributes[2 * index - ((2 * index) % FAMILY)];
  const earlier = attributes[Math.max(0, 2 * index - 1)];
  if (about === undefined || before === undefined || start === undefined || earlier === undefined)
    throw new Error("no attribute");
  const tests = [before, start, ...((2 * index) % FAMILY === 0 ? [] : [earlier])].map(testOf);
  const all = [...new Map(tests.map((test) => [test.attribute, test])).values()];
  const values = "values" in about && index % 3 > 0 ? { values: ["b"] } : {};
  const type = index % 2 === 0 ? "hide" : "disable";
  return { id: `r${index}`, when: { any: all }, actions: [{ type, attribute: about.id, ...values }] };
}

function testOf(attribute: Attribute): RuleTest {
  if (attribute.type === "number") return { attribute: attribute.id, min: 5 };
  return { attribute: attribute.id, is: "values" in attribute ? "b" : true };
}
