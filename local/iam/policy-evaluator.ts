import {
  type Condition,
  type ConditionKey,
  type ConditionOperator,
  type PolicyStatement,
  parsePolicyStatement,
} from "./policy-statement.ts";
import { matchesWildcard } from "./wildcard.ts";

/** One thing that a principal wants to do. */
export interface PolicyRequest {
  /** For example `dynamodb:PutItem`. */
  readonly action: string;
  /** Full ARN. */
  readonly resource: string;
  /** Values of condition keys; a key that the request does not have is left out. */
  readonly context: { readonly [key in ConditionKey]?: readonly string[] };
}

export type PolicyDecision =
  /** `statementIndexes`: every Allow statement that covers the request, at least one. */
  | { readonly isAllowed: true; readonly statementIndexes: readonly number[] }
  | {
      readonly isAllowed: false;
      readonly reason: "explicit_deny";
      readonly statementIndex: number;
    }
  | { readonly isAllowed: false; readonly reason: "no_allow" };

export interface PolicyEvaluator {
  readonly statements: readonly PolicyStatement[];
  decide(request: PolicyRequest): PolicyDecision;
}

/**
 * An evaluator of one role's identity policies with AWS's semantics: a Deny that matches wins, otherwise one Allow
 * must match, otherwise the request is refused.
 * Takes the statements as they stand in the policy documents. Throws when one of them says anything that
 * `parsePolicyStatement` does not support.
 */
export function createPolicyEvaluator(statements: readonly unknown[]): PolicyEvaluator {
  const parsed = statements.map(parsePolicyStatement);

  function decide(request: PolicyRequest): PolicyDecision {
    const matching = parsed.flatMap((statement, index) => (covers(statement, request) ? [{ statement, index }] : []));
    const denying = matching.find(({ statement }) => statement.effect === "Deny");
    if (denying !== undefined)
      return {
        isAllowed: false,
        reason: "explicit_deny",
        statementIndex: denying.index,
      };
    if (matching.length === 0) return { isAllowed: false, reason: "no_allow" };
    return {
      isAllowed: true,
      statementIndexes: matching.map(({ index }) => index),
    };
  }

  return { statements: parsed, decide };
}

function covers(statement: PolicyStatement, { action, resource, context }: PolicyRequest): boolean {
  return (
    statement.actions.some((pattern) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase())) &&
    statement.resources.some((pattern) => matchesArn(pattern, resource)) &&
    statement.conditions.every((condition) => holds(condition, context[condition.key]))
  );
}

/** `present` undefined: the request does not have the key. */
function holds({ operator, values }: Condition, present: readonly string[] | undefined): boolean {
  const isListed = (value: string) => values.some((entry) => matchesEntry(operator, entry, value));
  switch (operator) {
    // AWS: true for a key that is absent or has no values.
    case "ForAllValues:StringEquals":
    case "ForAllValues:StringLike":
      return (present ?? []).every(isListed);
    case "StringEqualsIfExists":
      return present === undefined || present.some(isListed);
    case "StringEquals":
    case "StringLike":
      return present?.some(isListed) ?? false;
    default:
      return operator satisfies never;
  }
}

/** Whether one entry of a condition's list matches one value of the request. */
export function matchesEntry(operator: ConditionOperator, entry: string, value: string): boolean {
  return operator.endsWith("StringLike") ? matchesWildcard(entry, value) : entry === value;
}

const ARN_SEGMENTS = 6;

/** A wildcard stays within its segment; the last segment, the resource, may hold colons itself. */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === "*") return true;
  const patterns = splitArn(pattern);
  const segments = splitArn(arn);
  return (
    segments.length === ARN_SEGMENTS &&
    patterns.every((segment, index) => matchesWildcard(segment, segments[index] ?? ""))
  );
}

function splitArn(arn: string): readonly string[] {
  const parts = arn.split(":");
  const resource = parts.slice(ARN_SEGMENTS - 1).join(":");
  return [...parts.slice(0, ARN_SEGMENTS - 1), resource];
}
