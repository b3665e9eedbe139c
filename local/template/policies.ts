import type { Json } from "./json.ts";
import type { Property } from "./property.ts";
import type { Resource, Stack } from "./stack.ts";

/** Managed policies that may be attached without an effect on anything that runs locally. */
const LOGS_ONLY = ":iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

/**
 * Everything that one role may do, statement by statement as the template writes it: inline policies first, then attached
 * ones. Judging them is the work of `local/iam`, which refuses what it does not know.
 *
 * @throws TemplateError for a managed policy whose statements are not in the template
 */
export function readRoleStatements(stack: Stack, role: Resource): Json[] {
  for (const managed of role.properties.find("ManagedPolicyArns")?.items() ?? []) {
    if (!managed.string().endsWith(LOGS_ONLY))
      managed.fail(`is ${managed.string()}, a managed policy whose statements the local runner does not know`);
  }
  const inline = role.properties.find("Policies")?.items() ?? [];
  const attached = stack
    .ofType("AWS::IAM::Policy")
    .filter(({ properties }) => properties.get("Roles").strings().includes(role.ref));
  return [...inline, ...attached.map(({ properties }) => properties)].flatMap((policy) => {
    policy.get("PolicyName").string();
    return statementsOf(policy.get("PolicyDocument")).map((statement) => statement.json());
  });
}

/** One statement of a resource policy, with every list written as a list. */
export interface ResourceStatement {
  readonly effect: "Allow" | "Deny";
  readonly principal: Json;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Operator -> condition key -> values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** @throws TemplateError for `NotAction` and every other member that would turn the meaning around */
export function readResourceStatements(document: Property): ResourceStatement[] {
  return statementsOf(document).map(readStatement);
}

function statementsOf(document: Property): readonly Property[] {
  const version = document.get("Version");
  if (version.string() !== "2012-10-17") version.fail("must be 2012-10-17");
  return document.get("Statement").items();
}

function readStatement(statement: Property): ResourceStatement {
  for (const key of statement.keys()) {
    if (!["Sid", "Effect", "Action", "Resource", "Condition", "Principal"].includes(key)) {
      statement.fail(`has ${key}, which the local runner does not implement`);
    }
  }
  statement.find("Sid")?.string();
  const effect = statement.get("Effect").string();
  return {
    effect: effect === "Allow" || effect === "Deny" ? effect : statement.fail(`has an unknown effect ${effect}`),
    principal: statement.get("Principal").json(),
    actions: oneOrMany(statement.get("Action")),
    resources: oneOrMany(statement.get("Resource")),
    conditions: readConditions(statement.find("Condition")),
  };
}

function readConditions(condition: Property | undefined): ResourceStatement["conditions"] {
  const entries = condition?.keys().map((operator) => {
    const keys = condition.get(operator);
    return [operator, Object.fromEntries(keys.keys().map((key) => [key, oneOrMany(keys.get(key))]))] as const;
  });
  return Object.fromEntries(entries ?? []);
}

function oneOrMany(property: Property): string[] {
  const value = property.json();
  return Array.isArray(value) ? property.strings() : [String(value)];
}
