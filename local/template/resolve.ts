import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./json.ts";
import { TemplateError } from "./template-error.ts";

export interface ResolveContext {
  /** What `Ref` gives: parameters, pseudo parameters and resources. Undefined: there is no such name. */
  ref(name: string): Json | undefined;
  /** What `Fn::GetAtt` gives. Undefined: no such resource, or an attribute that the runner does not know. */
  attribute(logicalId: string, attribute: string): Json | undefined;
  /** The template's `Conditions`. */
  readonly conditions: JsonObject;
}

/** The value of `{ Ref: "AWS::NoValue" }`: the property that holds it does not exist. */
const NO_VALUE = Symbol("AWS::NoValue");
type Resolved = Json | typeof NO_VALUE;

/**
 * Replaces every intrinsic function by its value.
 *
 * @param where shown in messages, for example `Resources.Api.Properties`
 * @returns undefined when the whole value is `AWS::NoValue`
 * @throws TemplateError for a function that the runner does not implement and for a name that does not exist
 */
export function resolveValue(value: Json, context: ResolveContext, where: string): Json | undefined {
  const resolved = resolve(value, context, where);
  return resolved === NO_VALUE ? undefined : resolved;
}

export function isConditionTrue(name: string, context: ResolveContext, where: string): boolean {
  const condition = context.conditions[name];
  if (condition === undefined) throw new TemplateError(`${where} names the condition ${name}, which does not exist`);
  return judge(condition, context, `Conditions.${name}`);
}

function resolve(value: Json, context: ResolveContext, where: string): Resolved {
  if (isJsonArray(value)) {
    return value.map((item, index) => resolve(item, context, `${where}.${index}`)).filter((item) => item !== NO_VALUE);
  }
  if (!isJsonObject(value)) return value;
  const intrinsic = asIntrinsic(value);
  if (intrinsic !== undefined) return applyIntrinsic(intrinsic, context, where);
  const members: [string, Json][] = [];
  for (const [key, member] of Object.entries(value)) {
    const resolved = resolve(member, context, `${where}.${key}`);
    if (resolved !== NO_VALUE) members.push([key, resolved]);
  }
  return Object.fromEntries(members);
}

interface Intrinsic {
  readonly name: string;
  readonly argument: Json;
}

function asIntrinsic(value: JsonObject): Intrinsic | undefined {
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  const argument = value[name];
  return argument !== undefined && (name === "Ref" || name.startsWith("Fn::")) ? { name, argument } : undefined;
}

function applyIntrinsic({ name, argument }: Intrinsic, context: ResolveContext, where: string): Resolved {
  const here = `${where} (${name})`;
  const parts = () => list(resolve(argument, context, where), here);
  switch (name) {
    case "Ref":
      return argument === "AWS::NoValue" ? NO_VALUE : reference(text(argument, here), context, here);
    case "Fn::GetAtt":
      return attribute(argument, context, here);
    case "Fn::Join": {
      const [separator, items] = parts();
      return list(items, here)
        .map((item) => text(item, here))
        .join(text(separator, here));
    }
    case "Fn::Sub":
      return substitute(argument, context, here);
    case "Fn::Select": {
      const [index, items] = parts();
      return list(items, here)[Number(index)] ?? fail(here, `has no item ${String(index)}`);
    }
    case "Fn::Split": {
      const [separator, whole] = parts();
      return text(whole, here).split(text(separator, here));
    }
    case "Fn::If": {
      const [condition, whenTrue, whenFalse] = list(argument, here);
      const chosen = isConditionTrue(text(condition, here), context, here) ? whenTrue : whenFalse;
      return chosen === undefined ? fail(here, "needs three arguments") : resolve(chosen, context, where);
    }
    default:
      return fail(here, "is an intrinsic function that the local runner does not implement");
  }
}

function reference(name: string, context: ResolveContext, where: string): Json {
  return context.ref(name) ?? fail(where, `refers to ${name}, which does not exist or has no local value`);
}

function attribute(argument: Json, context: ResolveContext, where: string): Json {
  const [logicalId, ...path] = isJsonArray(argument)
    ? argument.map((part) => text(part, where))
    : text(argument, where).split(".");
  const name = path.join(".");
  const value = context.attribute(logicalId ?? "", name);
  return value ?? fail(where, `asks for ${logicalId}.${name}, which does not exist or has no local value`);
}

function substitute(argument: Json, context: ResolveContext, where: string): string {
  const [template, variables] = isJsonArray(argument) ? argument : [argument, {}];
  const own = resolve(variables ?? {}, context, where);
  return text(template, where).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === "!") return `\${${name}}`;
    const given = own !== NO_VALUE && isJsonObject(own) ? own[name] : undefined;
    if (given !== undefined) return text(given, where);
    return text(name.includes(".") ? attribute(name, context, where) : reference(name, context, where), where);
  });
}

function judge(condition: Json, context: ResolveContext, where: string): boolean {
  const intrinsic = isJsonObject(condition) ? conditionFunction(condition) : undefined;
  if (intrinsic === undefined) return fail(where, "is not a condition function");
  const { name, argument } = intrinsic;
  const operands = () => list(argument, where);
  switch (name) {
    case "Condition":
      return isConditionTrue(text(argument, where), context, where);
    case "Fn::Equals": {
      const [left, right] = list(resolve(argument, context, where), where);
      return left === right;
    }
    case "Fn::And":
      return operands().every((operand) => judge(operand, context, where));
    case "Fn::Or":
      return operands().some((operand) => judge(operand, context, where));
    case "Fn::Not":
      return !operands().every((operand) => judge(operand, context, where));
    default:
      return fail(where, `uses ${name}, which the local runner does not implement`);
  }
}

function conditionFunction(condition: JsonObject): Intrinsic | undefined {
  const [name] = Object.keys(condition);
  const argument = name === undefined ? undefined : condition[name];
  return name === undefined || argument === undefined ? undefined : { name, argument };
}

function text(value: Resolved | undefined, where: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return fail(where, "needs text");
}

function list(value: Resolved | undefined, where: string): readonly Json[] {
  return value !== NO_VALUE && isJsonArray(value) ? value : fail(where, "needs a list");
}

function fail(where: string, problem: string): never {
  throw new TemplateError(`${where} ${problem}`);
}
