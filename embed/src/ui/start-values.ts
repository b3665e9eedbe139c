import type {
  Attribute,
  AttributeValue,
  ConfiguratorDocument,
  Values,
} from "../../../functions/domain/configurator/document.ts";
import { refuseValue } from "../../../functions/domain/configurator/values.ts";
import { RESUME_PARAMETER } from "../core/resume-parameter.ts";

/** Before the id of an attribute in the page's address: `?latchkey.shade=drum`. */
export const VALUE_PREFIX = `${RESUME_PARAMETER}.`;

/** What a page wants the shopper to start with; its address wins over its options. What does not fit is left out. */
export function startValues(
  { attributes }: ConfiguratorDocument,
  given: Values | null | undefined,
  address: string,
): Values {
  const named = new URL(address).searchParams;
  return Object.fromEntries(
    attributes.flatMap((attribute) => {
      const { id } = attribute;
      const text = named.get(VALUE_PREFIX + id);
      const wanted = [
        text === null ? undefined : read(attribute, text),
        given && Object.hasOwn(given, id) ? given[id] : undefined,
      ];
      const value = wanted.find((one) => one !== undefined && refuseValue(attribute, one) === undefined);
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

/** A part is `oak` or, four of them, `oak:4`. Files cannot come from an address. */
function read(attribute: Attribute, text: string): AttributeValue | undefined {
  switch (attribute.type) {
    case "number":
      return text === "" ? undefined : Number(text);
    case "boolean":
      return /^(true|1)$/.test(text);
    case "part": {
      const [part = "", quantity = attribute.quantity.default] = text.split(":");
      return { part, quantity: Number(quantity) };
    }
    case "file":
      return undefined;
    default:
      return text;
  }
}
