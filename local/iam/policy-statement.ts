/** Condition keys that our policies use, and whether a request can hold several values of one. */
export const CONDITION_KEYS = {
  "dynamodb:Attributes": "multivalued",
  "dynamodb:LeadingKeys": "multivalued",
  "dynamodb:ReturnValues": "single",
  "dynamodb:Select": "single",
  "kms:EncryptionContext:tokenId": "single",
  "kms:EncryptionContext:webhookId": "single",
  "kms:EncryptionContext:workspaceId": "single",
  "kms:EncryptionContextKeys": "multivalued",
  "kms:MessageType": "single",
  "kms:SigningAlgorithm": "single",
} as const;
export type ConditionKey = keyof typeof CONDITION_KEYS;

/** Operators that our policies use, and the keys they fit: AWS leaves a set operator on a single value, or none on several, undefined. */
export const CONDITION_OPERATORS = {
  "ForAllValues:StringEquals": "multivalued",
  "ForAllValues:StringLike": "multivalued",
  StringEquals: "single",
  StringEqualsIfExists: "single",
  StringLike: "single",
} as const;
export type ConditionOperator = keyof typeof CONDITION_OPERATORS;

export interface Condition {
  readonly operator: ConditionOperator;
  readonly key: ConditionKey;
  readonly values: readonly string[];
}

export interface PolicyStatement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
}

const MEMBERS = ["Sid", "Effect", "Action", "Resource", "Condition"];
const ACTION = /^(\*|[a-z0-9-]+:[A-Za-z0-9]*\*?)$/;

/**
 * Reads a statement of a policy document whose intrinsic functions are resolved.
 * Throws for everything that the evaluator does not implement (NotAction, Principal, other operators and keys, policy
 * variables, wildcards inside an action), so that no policy is ever half understood.
 */
export function parsePolicyStatement(value: unknown): PolicyStatement {
  if (!isRecord(value)) throw new Error("A policy statement must be an object");
  const { Sid: sid, Effect: effect, Action, Resource, Condition = {} } = value;
  const name = typeof sid === "string" ? `Statement ${sid}` : "A statement";
  for (const member of Object.keys(value)) {
    if (!MEMBERS.includes(member)) throw new Error(`${name} has ${member}, which the local evaluator does not support`);
  }
  if (sid !== undefined && typeof sid !== "string") throw new Error("A statement's Sid must be a string");
  if (effect !== "Allow" && effect !== "Deny") throw new Error(`${name} needs an Effect of Allow or Deny`);
  return {
    ...(sid === undefined ? {} : { sid }),
    effect,
    actions: parseActions(name, Action),
    resources: parseResources(name, Resource),
    conditions: parseConditions(name, Condition),
  };
}

function parseActions(name: string, value: unknown): readonly string[] {
  const actions = parseStrings(`${name}'s Action`, value);
  for (const action of actions) {
    if (!ACTION.test(action)) throw new Error(`${name} has the action ${action}; only a trailing * is supported`);
  }
  return actions;
}

function parseResources(name: string, value: unknown): readonly string[] {
  const resources = parseStrings(`${name}'s Resource`, value);
  for (const resource of resources) {
    const isArn = resource.startsWith("arn:") && resource.split(":").length >= 6;
    if (resource !== "*" && !isArn)
      throw new Error(`${name} has the resource ${resource}, which is neither * nor an ARN`);
  }
  return resources;
}

function parseConditions(name: string, value: unknown): readonly Condition[] {
  if (!isRecord(value)) throw new Error(`${name}'s Condition must be an object`);
  return Object.entries(value).flatMap(([operator, tests]) => {
    if (!isOneOf(CONDITION_OPERATORS, operator)) throw new Error(`${name} has the unsupported operator ${operator}`);
    if (!isRecord(tests)) throw new Error(`${name}'s ${operator} must be an object`);
    return Object.entries(tests).map(([key, values]) => {
      if (!isOneOf(CONDITION_KEYS, key)) throw new Error(`${name} has the unsupported condition key ${key}`);
      if (CONDITION_OPERATORS[operator] !== CONDITION_KEYS[key]) {
        throw new Error(`${name} tests ${key} with ${operator}, which AWS does not define`);
      }
      return {
        operator,
        key,
        values: parseStrings(`${name}'s ${operator} on ${key}`, values),
      };
    });
  });
}

function parseStrings(name: string, value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new Error(`${name} is empty`);
  return list.map((entry) => {
    if (typeof entry !== "string" || entry === "") throw new Error(`${name} must be a string or a list of strings`);
    if (entry.includes("${")) throw new Error(`${name} has the policy variable ${entry}, which is not supported`);
    return entry;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isOneOf<Table extends object>(table: Table, name: string): name is string & keyof Table {
  return Object.hasOwn(table, name);
}
