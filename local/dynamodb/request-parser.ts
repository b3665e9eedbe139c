import validations, { type MemberTypes, type RequestValidation } from "dynalite/validations/index.js";
import { ApiError, parseApiError, serializationError, validationError } from "./api-error.ts";
import type { Store } from "./store.ts";

/** Parameters from before expressions. They are refused, so that nobody has to authorize what they touch. */
const LEGACY_PARAMETERS = [
  "AttributesToGet",
  "AttributeUpdates",
  "ConditionalOperator",
  "Expected",
  "KeyConditions",
  "QueryFilter",
  "ScanFilter",
];

/** Lists and maps within each other in one attribute. */
const NESTING_LEVELS_MAX = 32;
/** Each level of an attribute is two of JSON; the rest is for the request around it. */
const JSON_LEVELS_MAX = 10 + 2 * NESTING_LEVELS_MAX;
const EXPRESSION_BYTES_MAX = 4096;
/** dynalite's parser takes four times as long for every further level: a second at eight. Calls of functions count. */
const PARENTHESIS_LEVELS_MAX = 4;

/** The member types of a dynalite validation without the legacy parameters, plus `more`. */
export function supportedTypes(validation: RequestValidation, more: MemberTypes = {}): MemberTypes {
  const supported = Object.entries(validation.types).filter(([member]) => !LEGACY_PARAMETERS.includes(member));
  return { ...Object.fromEntries(supported), ...more };
}

/**
 * Checks a request body against `types`, then by `custom`, which also parses its expressions.
 * Throws SerializationException for wrong JSON types, ValidationException for wrong values and for parameters that
 * this engine does not know (DynamoDB would ignore unknown ones; silence about `Expected` would be a lost condition).
 */
export function parseRequest<Request extends object>(
  operation: string,
  body: unknown,
  validation: RequestValidation,
  store: Store,
): Request {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw serializationError();
  assertParameters(operation, body, validation.types);
  assertJson(body, 0, 0);
  try {
    const request = validations.checkTypes(body, validation.types);
    assertNoNull(request);
    validations.checkValidations(request, validation.types, validation.custom, store.engine);
    // The one cast of this engine's requests: `validation` has just checked every member that `Request` names.
    return request as Request;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    // dynalite's checks run into a TypeError on some malformed bodies; DynamoDB calls those unreadable too.
    throw parseApiError(error) ?? serializationError();
  }
}

/** Throws ValidationException when `body` has a member that is not one of `known`. */
export function assertParameters(operation: string, body: object, known: object): void {
  for (const [member, value] of Object.entries(body)) {
    if (value !== null && !Object.hasOwn(known, member)) {
      throw validationError(`The local DynamoDB does not support the parameter ${member} of ${operation}`);
    }
  }
}

/** The objects in a list of an unchecked body; none when the member is anything else. */
export function listMember(body: unknown, member: string): readonly object[] {
  const list = memberOf(body, member);
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** An object below an unchecked body; undefined when the member is anything else. */
export function objectMember(body: unknown, member: string): object | undefined {
  const value = memberOf(body, member);
  return isObject(value) && !Array.isArray(value) ? value : undefined;
}

function memberOf(body: unknown, member: string): unknown {
  return isObject(body) ? Object.entries(body).find(([name]) => name === member)?.[1] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Refuses what later code could not hold: too deep, or a name that is special in JavaScript. */
function assertJson(value: unknown, level: number, nesting: number): void {
  if (typeof value !== "object" || value === null) return;
  if (level > JSON_LEVELS_MAX || nesting > NESTING_LEVELS_MAX) {
    throw validationError(
      `Nesting Levels have exceeded supported limits: Attributes can only have ${NESTING_LEVELS_MAX} levels of nesting`,
    );
  }
  for (const [name, member] of Object.entries(value)) {
    if (name === "__proto__") throw validationError("The local DynamoDB does not support the attribute name __proto__");
    if (name.endsWith("Expression") && typeof member === "string") assertExpression(name, member);
    assertJson(member, level + 1, name === "L" || name === "M" ? nesting + 1 : nesting);
  }
}

function assertExpression(name: string, expression: string): void {
  const bytes = Buffer.byteLength(expression);
  if (bytes > EXPRESSION_BYTES_MAX) {
    throw validationError(
      `Invalid ${name}: Expression size has exceeded the maximum allowed size; expression size: ${bytes}`,
    );
  }
  if (parenthesisLevels(expression) > PARENTHESIS_LEVELS_MAX) {
    throw validationError(
      `Invalid ${name}: The local DynamoDB supports ${PARENTHESIS_LEVELS_MAX} levels of parentheses at most`,
    );
  }
}

function parenthesisLevels(expression: string): number {
  let level = 0;
  let deepest = 0;
  for (const character of expression) {
    if (character === "(") deepest = Math.max(deepest, ++level);
    else if (character === ")") level--;
  }
  return deepest;
}

function assertNoNull(value: unknown): void {
  if (value === null) throw serializationError();
  if (typeof value !== "object") return;
  for (const member of Object.values(value)) assertNoNull(member);
}
