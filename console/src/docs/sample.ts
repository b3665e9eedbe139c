import { type OpenApi, resolveSchema, type Schema } from "./openapi.ts";

const DEPTH_MAX = 6;

/**
 * A value that a schema describes, to begin a request with: examples and defaults where it names them, the first of several, and of an object the
 * required members only.
 */
export function sampleOf(api: OpenApi, schema: Schema, depth = 0): unknown {
  const { example, examples, default: standard, const: constant, enum: values, ...rest } = resolveSchema(api, schema);
  const [first] = [example, examples?.[0], constant, standard, values?.[0]].filter((value) => value !== undefined);
  if (first !== undefined) return first;
  if (depth >= DEPTH_MAX) return null;
  const [variant] = rest.oneOf ?? rest.anyOf ?? [];
  if (variant !== undefined) return sampleOf(api, variant, depth + 1);
  const type = typeof rest.type === "string" ? rest.type : rest.type?.[0];
  switch (type) {
    case "object": {
      const required = Object.entries(rest.properties ?? {}).filter(([name]) => rest.required?.includes(name));
      return Object.fromEntries(required.map(([name, member]) => [name, sampleOf(api, member, depth + 1)]));
    }
    case "array":
      return (rest.minItems ?? 0) > 0 && rest.items !== undefined ? [sampleOf(api, rest.items, depth + 1)] : [];
    case "integer":
    case "number":
      return rest.minimum ?? 0;
    case "boolean":
      return false;
    case "string":
      return "";
    default:
      return null;
  }
}

/** What a value may be, in a few words: "string, 1 to 120 characters". */
export function describeType(api: OpenApi, schema: Schema): string {
  const resolved = resolveSchema(api, schema);
  const variants = resolved.oneOf ?? resolved.anyOf;
  if (variants !== undefined && resolved.type === undefined) {
    return [...new Set(variants.map((variant) => describeType(api, variant)))].join(" or ");
  }
  if (resolved.const !== undefined) return JSON.stringify(resolved.const);
  if (resolved.enum !== undefined) return resolved.enum.map((value) => JSON.stringify(value)).join(" or ");
  const types = typeof resolved.type === "string" ? [resolved.type] : (resolved.type ?? ["any"]);
  const words = types.map((type) =>
    type === "array" && resolved.items !== undefined ? `list of ${describeType(api, resolved.items)}` : type,
  );
  const limits = [
    resolved.format,
    range(resolved.minLength, resolved.maxLength, "characters"),
    range(resolved.minimum, resolved.maximum, ""),
    range(resolved.minItems, resolved.maxItems, "entries"),
  ].filter((limit) => limit !== undefined);
  return [words.join(" or "), ...limits].join(", ");
}

function range(min: number | undefined, max: number | undefined, unit: string): string | undefined {
  const most = max === undefined || max >= Number.MAX_SAFE_INTEGER ? undefined : max;
  const least = min === undefined || min <= Number.MIN_SAFE_INTEGER ? undefined : min;
  if (least === undefined && most === undefined) return undefined;
  const words =
    most === undefined ? `at least ${least}` : least === undefined ? `at most ${most}` : `${least} to ${most}`;
  return `${words} ${unit}`.trim();
}
