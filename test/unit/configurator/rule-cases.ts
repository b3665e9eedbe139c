import type {
  Attribute,
  ConfiguratorDocument,
  LocalizedText,
  Rule,
} from "../../../functions/domain/configurator/document.ts";

/** A document with some rules, and what the checks say to it. */
export interface Case {
  readonly name: string;
  readonly rules?: readonly Rule[];
  readonly changes?: Partial<ConfiguratorDocument>;
  /** Code and place. */
  readonly found: readonly string[];
  /** Words of the first message. */
  readonly says?: string;
}

export const text = (en: string): LocalizedText => ({ en });
export const listed = (...ids: readonly string[]) => ids.map((id) => ({ id, label: text(id.toUpperCase()) }));

export const ATTRIBUTES: readonly Attribute[] = [
  { type: "choice", id: "wood", label: text("Wood"), values: listed("oak", "ash", "elm"), default: "oak" },
  { type: "choice", id: "oil", label: text("Finish"), values: listed("matt", "gloss"), default: "matt" },
  { type: "number", id: "width", label: text("Width"), min: 10, max: 50, step: 5, default: 20 },
  {
    type: "part",
    id: "leg",
    label: text("Legs"),
    values: listed("pin", "bar"),
    default: "pin",
    quantity: { min: 3, max: 6, default: 4 },
  },
  {
    type: "part",
    id: "hook",
    label: text("Hooks"),
    values: listed("iron", "tin"),
    default: "tin",
    quantity: { min: 0, max: 6, default: 0 },
  },
  { type: "boolean", id: "gift", label: text("Gift"), default: false },
  { type: "text", id: "note", label: text("Note"), maxLength: 20, default: "" },
  { type: "file", id: "logo", label: text("Logo"), accept: ["image/png"], maxBytes: 1_000 },
];

export function documentWith(
  rules: readonly Rule[],
  changes: Partial<ConfiguratorDocument> = {},
): ConfiguratorDocument {
  return {
    schemaVersion: 1,
    name: text("Table"),
    locales: ["en"],
    pricing: { currencies: ["EUR"], base: { EUR: 1_000 } },
    attributes: ATTRIBUTES,
    rules,
    media: { width: 10, height: 10, alt: text("A table"), layers: [] },
    ...changes,
  };
}

export const gift: Rule["when"] = { all: [{ attribute: "gift", is: true }] };
export const wide: Rule["when"] = { all: [{ attribute: "width", min: 30 }] };
export function rule(id: string, when: Rule["when"], ...actions: Rule["actions"]): Rule {
  return { id, ...(when !== undefined && { when }), actions };
}
export function hide(attribute: string, ...values: readonly string[]): Rule["actions"][number] {
  return { type: "hide", attribute, ...(values.length > 0 && { values }) };
}
export function disable(attribute: string, ...values: readonly string[]): Rule["actions"][number] {
  return { type: "disable", attribute, ...(values.length > 0 && { values }) };
}
export function set(
  attribute: string,
  value: Extract<Rule["actions"][number], { type: "set" }>["value"],
): Rule["actions"][number] {
  return { type: "set", attribute, value };
}
