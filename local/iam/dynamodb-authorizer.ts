import type { Authorization, Authorize, DynamoDbCall, ItemAction } from "../dynamodb/calls.ts";
import { createPolicyEvaluator, type PolicyEvaluator, type PolicyRequest } from "./policy-evaluator.ts";
import { formatPrivilege, neededPrivileges, type Privilege } from "./privileges.ts";

/** Who calls with an access key: a function, or a service of AWS, in its role. */
export interface CallerRole {
  readonly roleName: string;
  /** The last part of the assumed role's ARN; on Lambda the function's name. The role's name when left out. */
  readonly sessionName?: string;
  /** The statements of all policies of the role, as in the template, resolved to plain strings. */
  readonly statements: readonly unknown[];
}

/** How often a statement was used by allowed actions. */
export interface StatementUsage {
  readonly roleName: string;
  readonly statementIndex: number;
  readonly sid?: string;
  readonly uses: number;
  /** Uses that no other statement would have allowed. While this is 0, nothing has shown that the statement is needed. */
  readonly soleUses: number;
}

export interface Refusal {
  readonly accessKeyId: string;
  readonly operation: string;
  readonly message: string;
}

/** What was seen of one role. */
export interface RoleUse {
  readonly roleName: string;
  /** Its policies, as the caller's role has them. */
  readonly statements: readonly unknown[];
  /** What calls that were allowed have needed of them, each once. */
  readonly needed: readonly Privilege[];
  /** What was refused: the first call of each action on each resource. */
  readonly refused: readonly PolicyRequest[];
}

export interface DynamoDbAuthorizer {
  readonly authorize: Authorize;
  /** The same for a call of another service: every part must be allowed, and counts as a use only then. */
  judge(caller: Pick<DynamoDbCall, "accessKeyId" | "operation">, parts: readonly PolicyRequest[]): Authorization;
  /** One entry per statement of every role, unused ones included. */
  usage(): readonly StatementUsage[];
  /** What was refused, oldest first, the last 1000. */
  refusals(): readonly Refusal[];
  /** One entry per role. */
  roleUses(): readonly RoleUse[];
}

interface Caller {
  readonly role: CallerRole;
  readonly evaluator: PolicyEvaluator;
  readonly uses: number[];
  readonly soleUses: number[];
  readonly needed: Map<string, Privilege>;
  readonly refused: Map<string, PolicyRequest>;
}

const REFUSALS_MAX = 1000;

/**
 * Judges DynamoDB calls by the policies of the role behind the access key. Unknown keys are refused, and so is every
 * table without an ARN. `administrativeAccessKeyId` may do everything: it is for creating tables and for tools that
 * inspect the store, never for a function.
 * Throws when a policy says anything that the evaluator does not support.
 */
export function createDynamoDbAuthorizer(options: {
  /** By access key id. */
  readonly roles: ReadonlyMap<string, CallerRole>;
  /** By table name. */
  readonly tableArns: ReadonlyMap<string, string>;
  readonly administrativeAccessKeyId: string;
}): DynamoDbAuthorizer {
  const { tableArns, administrativeAccessKeyId } = options;
  if (options.roles.has(administrativeAccessKeyId)) throw new Error("The administrative access key belongs to a role");
  const callers = new Map<string, Caller>();
  for (const [accessKeyId, role] of options.roles) {
    const none = role.statements.map(() => 0);
    callers.set(accessKeyId, {
      role,
      evaluator: createPolicyEvaluator(role.statements),
      uses: [...none],
      soleUses: [...none],
      needed: new Map(),
      refused: new Map(),
    });
  }
  const refused: Refusal[] = [];

  function refuse(
    { accessKeyId, operation }: Pick<DynamoDbCall, "accessKeyId" | "operation">,
    type: "AccessDeniedException" | "UnrecognizedClientException",
    message: string,
  ) {
    refused.push({ accessKeyId, operation, message });
    if (refused.length > REFUSALS_MAX) refused.shift();
    return { isAllowed: false, type, message } as const;
  }

  const judge: DynamoDbAuthorizer["judge"] = (call, parts) => {
    const caller = callers.get(call.accessKeyId);
    if (caller === undefined) {
      return refuse(call, "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    const decisions = parts.map((part) => ({ part, decision: caller.evaluator.decide(part) }));
    for (const { part, decision } of decisions) {
      if (decision.isAllowed) continue;
      noteRefused(caller, part);
      const message = deniedMessage(caller.role, part.action, part.resource, decision.reason);
      return refuse(call, "AccessDeniedException", message);
    }
    // Counted only now: a request that is refused as a whole has used nothing.
    for (const { part, decision } of decisions) {
      if (decision.isAllowed) count(caller, decision.statementIndexes, part);
    }
    return { isAllowed: true };
  };

  function authorize(call: DynamoDbCall): Authorization {
    if (call.accessKeyId === administrativeAccessKeyId) return { isAllowed: true };
    const parts = call.actions.map((action) => ({
      action: action.action,
      resource: resourceArn(action, tableArns),
      context: contextOf(action),
    }));
    const unknown = call.actions.findIndex(({ tableName }) => !tableArns.has(tableName));
    const [caller, part] = [callers.get(call.accessKeyId), parts[unknown]];
    if (caller !== undefined && part !== undefined) {
      noteRefused(caller, part);
      return refuse(call, "AccessDeniedException", deniedMessage(caller.role, part.action, part.resource, "no_allow"));
    }
    return judge(call, parts);
  }

  return {
    authorize,
    judge,
    usage: () => [...callers.values()].flatMap(usageOf),
    refusals: () => [...refused],
    roleUses: () =>
      [...callers.values()].map(({ role: { roleName, statements }, needed, refused: ofRole }) => ({
        roleName,
        statements,
        needed: [...needed.values()],
        refused: [...ofRole.values()],
      })),
  };
}

function count(caller: Caller, statementIndexes: readonly number[], request: PolicyRequest): void {
  for (const index of statementIndexes) {
    caller.uses[index] = (caller.uses[index] ?? 0) + 1;
    if (statementIndexes.length > 1) continue;
    caller.soleUses[index] = (caller.soleUses[index] ?? 0) + 1;
    const statement = caller.evaluator.statements[index];
    for (const privilege of statement === undefined ? [] : neededPrivileges(statement, request)) {
      caller.needed.set(formatPrivilege(privilege), privilege);
    }
  }
}

function noteRefused({ refused }: Caller, request: PolicyRequest): void {
  const name = `${request.action} ${request.resource}`;
  if (!refused.has(name)) refused.set(name, request);
}

function usageOf({ role, evaluator, uses, soleUses }: Caller): readonly StatementUsage[] {
  return evaluator.statements.map(({ sid }, statementIndex) => ({
    roleName: role.roleName,
    statementIndex,
    ...(sid === undefined ? {} : { sid }),
    uses: uses[statementIndex] ?? 0,
    soleUses: soleUses[statementIndex] ?? 0,
  }));
}

function contextOf({ leadingKeys, attributes, returnValues, select }: ItemAction) {
  return {
    ...(leadingKeys.length === 0 ? {} : { "dynamodb:LeadingKeys": leadingKeys }),
    ...(attributes.length === 0 ? {} : { "dynamodb:Attributes": attributes }),
    ...(returnValues === undefined ? {} : { "dynamodb:ReturnValues": [returnValues] }),
    ...(select === undefined ? {} : { "dynamodb:Select": [select] }),
  };
}

const UNKNOWN_TABLE_ARN_PREFIX = "arn:aws:dynamodb:us-east-1:000000000000:table/";

function resourceArn({ tableName, indexName }: ItemAction, tableArns: ReadonlyMap<string, string>): string {
  const tableArn = tableArns.get(tableName) ?? UNKNOWN_TABLE_ARN_PREFIX + tableName;
  return indexName === undefined ? tableArn : `${tableArn}/index/${indexName}`;
}

function deniedMessage(
  { roleName, sessionName = roleName }: CallerRole,
  action: string,
  resource: string,
  reason: "explicit_deny" | "no_allow",
): string {
  const account = resource.split(":")[4] ?? "";
  const cause =
    reason === "explicit_deny"
      ? "with an explicit deny in an identity-based policy"
      : `because no identity-based policy allows the ${action} action`;
  return `User: arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName} is not authorized to perform: ${action} on resource: ${resource} ${cause}`;
}
