import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./json.ts";
import { TemplateError } from "./template-error.ts";

/**
 * One place in a resolved template that remembers whether anybody read it. What nobody read is what the runner does not
 * implement: `unread` finds it, so a property can never be left out silently.
 */
export interface Property {
  /** For messages: `Resources.Api.Properties.Name`. */
  readonly where: string;
  /** The member, which must exist. */
  get(key: string): Property;
  /** The member, or undefined when the template leaves it out. */
  find(key: string): Property | undefined;
  items(): readonly Property[];
  string(): string;
  number(): number;
  boolean(): boolean;
  strings(): string[];
  /** An object whose members are all strings, numbers or booleans, as strings: environment variables, headers. */
  stringMap(): Record<string, string>;
  /** Everything below this place, which counts as read. */
  json(): Json;
  keys(): readonly string[];
  fail(problem: string): never;
}

/** Paths of values that were read, relative to the root: `Code.S3Key`, `Origins.0.Id`. */
export interface ReadLog {
  readonly paths: Set<string>;
}

export function createProperty(value: Json, where: string, log: ReadLog, path = ""): Property {
  const fail = (problem: string): never => {
    throw new TemplateError(`${where} ${problem}`);
  };
  const child = (key: string, member: Json) =>
    createProperty(member, `${where}.${key}`, log, path === "" ? key : `${path}.${key}`);
  const asObject = (): JsonObject => (isJsonObject(value) ? value : fail("must be an object"));
  const asArray = (): readonly Json[] => (isJsonArray(value) ? value : fail("must be a list"));
  const find = (key: string): Property | undefined => {
    const member = asObject()[key];
    return member === undefined ? undefined : child(key, member);
  };
  const read = <Value>(check: () => Value): Value => {
    log.paths.add(path);
    return check();
  };
  const items = () => {
    const members = asArray();
    if (members.length === 0) log.paths.add(path);
    return members.map((member, index) => child(String(index), member));
  };

  return {
    where,
    get: (key) => find(key) ?? fail(`has no ${key}`),
    find,
    items,
    string: () => read(() => (typeof value === "string" ? value : fail("must be a string"))),
    // CloudFormation takes "10" for 10 and "true" for true.
    number: () => read(() => (isNumeric(value) ? Number(value) : fail("must be a number"))),
    boolean: () => read(() => (isBooleanLike(value) ? String(value) === "true" : fail("must be true or false"))),
    strings: () => items().map((item) => item.string()),
    stringMap: () =>
      read(() => {
        const entries = Object.entries(asObject());
        return Object.fromEntries(
          entries.map(([key, member]) => [key, scalarText(member) ?? child(key, member).fail("must be text")]),
        );
      }),
    json: () => read(() => value),
    keys: () => Object.keys(asObject()),
    fail,
  };
}

/** Paths of the values below `value` that neither were read nor lie under something that was. */
export function unread(value: Json, log: ReadLog, path = ""): string[] {
  if (log.paths.has(path)) return [];
  const members: [string, Json][] = isJsonArray(value)
    ? value.map((member, index) => [String(index), member])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  if (members.length === 0) return path === "" ? [] : [path];
  return members.flatMap(([key, member]) => unread(member, log, path === "" ? key : `${path}.${key}`));
}

function isNumeric(value: Json): boolean {
  return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
}

function isBooleanLike(value: Json): boolean {
  return typeof value === "boolean" || value === "true" || value === "false";
}

function scalarText(value: Json): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}
