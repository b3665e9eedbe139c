import type { AuditEvent } from "../../../../sdk/src/generated/types.ts";

/** One field that an event tells of. Undefined: it was not there. */
export interface ChangedField {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields of an event as rows, those of an object inside by themselves: `policies.serviceAccountsOnly`. */
export function changedFields({ before, after }: Pick<AuditEvent, "before" | "after">): readonly ChangedField[] {
  const [left, right] = [flatten(before ?? {}), flatten(after ?? {})];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return names.map((name) => ({ name, before: left.get(name), after: right.get(name) }));
}

function flatten(fields: Fields, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(fields)) {
    if (isObject(value)) for (const [path, text] of flatten(value, `${prefix}${name}.`)) found.set(path, text);
    else found.set(prefix + name, formatValue(value));
  }
  return found;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

function formatValue(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(formatValue).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : JSON.stringify(value);
}
