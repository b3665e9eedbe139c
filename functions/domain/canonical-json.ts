/**
 * JSON with one form for each value (RFC 8785): members sorted by the UTF-16 units of their names, no white space, numbers and texts as
 * ECMAScript writes them. A member that is undefined is left out, as JSON.stringify does.
 *
 * @throws TypeError for what JSON cannot hold: a function, a bigint, NaN, an undefined element
 */
export function formatCanonicalJson(value: unknown): string {
  switch (typeof value) {
    case "string":
    case "boolean":
      return JSON.stringify(value);
    case "number":
      if (!Number.isFinite(value)) throw new TypeError("JSON has no such number");
      return JSON.stringify(value);
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return `[${value.map(formatCanonicalJson).join(",")}]`;
      return `{${Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, member]) => `${JSON.stringify(name)}:${formatCanonicalJson(member)}`)
        .join(",")}}`;
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}
