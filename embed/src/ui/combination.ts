import type { ConfiguratorDocument, Values } from "../../../functions/domain/configurator/document.ts";

const LENGTH_MAX = 500;
/** Of these there is a list. What shoppers type is not among them. */
const TYPES: ReadonlySet<string> = new Set(["choice", "boolean", "color"]);

/** What was chosen together, for analytics: `attribute=value&attribute=value` in the order of the document, by id. */
export function combinationOf({ attributes }: ConfiguratorDocument, values: Values): string {
  return attributes
    .filter(({ id, type }) => TYPES.has(type) && Object.hasOwn(values, id))
    .map(({ id }) => `${id}=${values[id]}`)
    .join("&")
    .slice(0, LENGTH_MAX);
}
