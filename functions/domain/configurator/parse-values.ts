import {
  type Attribute,
  type AttributeValue,
  type ConfiguratorDocument,
  DOCUMENT_LIMITS,
  type Values,
} from "./document.ts";
import { canonical, isPartSelection, refuseValue, VALUE_REFUSALS, type ValueRefusal } from "./values.ts";

export const VALUE_PROBLEM_CODES = ["not_an_object", "unknown_attribute", ...VALUE_REFUSALS] as const;
export type ValueProblemCode = (typeof VALUE_PROBLEM_CODES)[number];

export interface ValueProblem {
  readonly code: ValueProblemCode;
  /** The attribute as it was named in the input, shortened; empty for `not_an_object`. */
  readonly attributeId: string;
  /** The refused value; a text is shortened, and what can be no value is described. */
  readonly value: string | number | boolean;
  /** English, for developers. */
  readonly message: string;
}

export type ParsedValues =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly problems: readonly ValueProblem[] };

/** More problems than this are not listed: they come from a program, not from a shopper. */
const PROBLEMS_MAX = 20;

/**
 * Checks untrusted input against the attributes of a document. Attributes may be left out; what is given must fit.
 * The values come back in the order of the document. Never throws.
 */
export function parseValues(document: ConfiguratorDocument, input: unknown): ParsedValues {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    const message = "The values must be an object of attribute ids and values.";
    return { ok: false, problems: [{ code: "not_an_object", attributeId: "", value: preview(input), message }] };
  }
  const attributes = new Map(document.attributes.map((attribute) => [attribute.id, attribute]));
  const given = new Map<string, unknown>(Object.entries(input));
  const accepted = new Map<string, AttributeValue>();
  const problems: ValueProblem[] = [];
  for (const [id, value] of given) {
    const attribute = attributes.get(id);
    const code = attribute ? refuseValue(attribute, value) : "unknown_attribute";
    if (code === undefined) {
      if (isAttributeValue(value)) accepted.set(id, canonical(value));
    } else {
      problems.push(describeProblem(code, id, value, attribute));
      if (problems.length === PROBLEMS_MAX) break;
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, values: inDocumentOrder(document, accepted) };
}

function inDocumentOrder(document: ConfiguratorDocument, accepted: ReadonlyMap<string, AttributeValue>): Values {
  return Object.fromEntries(
    document.attributes.flatMap(({ id }) => {
      const value = accepted.get(id);
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

function isAttributeValue(value: unknown): value is AttributeValue {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" || isPartSelection(value);
}

function describeProblem(
  code: Exclude<ValueProblemCode, "not_an_object">,
  id: string,
  value: unknown,
  attribute: Attribute | undefined,
): ValueProblem {
  const attributeId = shorten(id);
  const message =
    attribute && code !== "unknown_attribute"
      ? `Attribute "${attributeId}" ${describeRefusal(code, attribute, value)}`
      : `Attribute "${attributeId}" does not exist in this configurator.`;
  const shown = typeof value === "number" || typeof value === "boolean" ? value : preview(value);
  return { code, attributeId, value: shown, message };
}

/** The rest of a sentence that begins with the attribute. */
export function describeRefusal(code: ValueRefusal, attribute: Attribute, value: unknown): string {
  const shown = preview(value);
  switch (code) {
    case "unknown_value":
      return `has no value "${shown}".`;
    case "wrong_type":
      return `takes ${EXPECTED[attribute.type]}, not ${shown}.`;
    case "value_out_of_range":
      return `takes ${rangeOf(attribute)}, not ${shown}.`;
    case "value_off_step":
      return `takes ${rangeOf(attribute)}; ${shown} lies between two steps.`;
    case "text_too_long":
      return `takes at most ${attribute.type === "text" ? attribute.maxLength : 0} characters.`;
    case "text_not_printable":
      return "takes printable characters only.";
    case "not_an_upload":
      return `takes the id of an upload, not "${shown}".`;
  }
}

const EXPECTED = {
  text: "a text",
  number: "a number",
  boolean: "true or false",
  color: "the id of one of its values",
  choice: "the id of one of its values",
  part: "{ part, quantity }, the id of one of its values and a whole number of pieces",
  file: "the id of an upload, or an empty text",
} as const satisfies Record<Attribute["type"], string>;

function rangeOf(attribute: Attribute): string {
  switch (attribute.type) {
    case "number":
      return `${attribute.min} to ${attribute.max} in steps of ${attribute.step}`;
    case "part":
      return `${attribute.quantity.min} to ${attribute.quantity.max} pieces`;
    default:
      return "another value";
  }
}

function preview(value: unknown): string {
  if (typeof value === "string") return shorten(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  return Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
}

function shorten(text: string): string {
  return text.length > DOCUMENT_LIMITS.idLength ? `${text.slice(0, DOCUMENT_LIMITS.idLength)}…` : text;
}
