import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { DeployedFunction } from "./deployed-functions.ts";
import type { LatchkeyTables } from "./tables.ts";

export type TableName = "directory" | "catalogue" | "telemetry";
export type IndexName = "byWorkspace" | "byOwner" | "byConfigurator";
type DynamoDbAction = "GetItem" | "PutItem" | "UpdateItem" | "DeleteItem" | "ConditionCheckItem" | "Query";

/** One IAM statement: one action on one table or one index, for items whose partition key matches. */
export interface Grant {
  readonly table: TableName;
  readonly action: DynamoDbAction;
  /** Patterns of the partition key (of the index, when there is one) that the function may touch. */
  readonly keys: readonly [string, ...string[]];
  /** The index that is queried instead of the table. */
  readonly index?: IndexName;
  /** The only attributes that the request may name, and then nothing of the item may be returned either. */
  readonly blindAttributes?: readonly [string, ...string[]];
}

/**
 * Partition keys, in IAM's wildcards. `?` is one character: a workspace's own partition is named by the exact length of its
 * id (`ws_` and twelve more), so that a grant on it does not reach its audit events: these are only ever put, on condition that they are new.
 */
const WORKSPACE = "WS#ws_????????????";
const AUDIT = "WS#*#AUDIT";
const IDEMPOTENCY = "WS#*#IDEMPOTENCY#*";
const TOKEN = "TOKEN#*";
const TOKENS = "WS#*#TOKENS";
const TOKENS_OF_OWNER = "WS#*#OWNER#*";
const SUBJECT = "SUBJECT#*";
const CONFIGURATORS = "WS#*#CONFIGURATORS";
const DOCUMENTS = "WS#*#CONFIGURATOR#*";
const CONFIGURATION = "WS#*#CONFIGURATION#*";
const CONFIGURATIONS = "WS#*#CONFIGURATIONS";
const CONFIGURATIONS_OF_CONFIGURATOR = "WS#*#CONFIGURATIONS#*";
const EVENT = "WS#*#EVENT#*";
const ROLLUP = "WS#*#ROLLUP#*";

/**
 * What each function may do with the data, and nothing else. A transaction needs no action of its own: it is allowed
 * when each of its parts is.
 */
export const GRANTS: Readonly<Record<DeployedFunction, readonly Grant[]>> = {
  authorizer: [
    { table: "directory", action: "GetItem", keys: [TOKEN, SUBJECT] },
    {
      table: "directory",
      action: "UpdateItem",
      keys: [TOKEN],
      blindAttributes: ["pk", "sk", "lastUsedAt", "lastUsedOrigin", "lastUsedIp"],
    },
  ],
  "embed-load": [{ table: "catalogue", action: "GetItem", keys: [DOCUMENTS] }],
  "embed-configurations": [
    { table: "catalogue", action: "GetItem", keys: [DOCUMENTS, CONFIGURATION, IDEMPOTENCY] },
    { table: "catalogue", action: "PutItem", keys: [CONFIGURATION, IDEMPOTENCY] },
  ],
  "embed-events": [
    { table: "telemetry", action: "PutItem", keys: [EVENT] },
    { table: "telemetry", action: "UpdateItem", keys: [ROLLUP] },
  ],
  "embed-diagnose": [{ table: "directory", action: "GetItem", keys: [TOKEN] }],
  preflight: [],
  tokens: [
    { table: "directory", action: "GetItem", keys: [TOKEN, WORKSPACE, IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [TOKEN, AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "UpdateItem", keys: [TOKEN, WORKSPACE] },
    { table: "directory", index: "byWorkspace", action: "Query", keys: [TOKENS] },
    { table: "directory", index: "byOwner", action: "Query", keys: [TOKENS_OF_OWNER] },
  ],
  "service-accounts": [
    { table: "directory", action: "GetItem", keys: [WORKSPACE, IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [WORKSPACE, AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "UpdateItem", keys: [WORKSPACE] },
    { table: "directory", action: "DeleteItem", keys: [WORKSPACE] },
    { table: "directory", action: "Query", keys: [WORKSPACE] },
    { table: "directory", index: "byOwner", action: "Query", keys: [TOKENS_OF_OWNER] },
  ],
  configurators: [
    { table: "catalogue", action: "GetItem", keys: [CONFIGURATORS, DOCUMENTS] },
    { table: "catalogue", action: "PutItem", keys: [CONFIGURATORS, DOCUMENTS] },
    { table: "catalogue", action: "UpdateItem", keys: [CONFIGURATORS] },
    { table: "catalogue", action: "DeleteItem", keys: [CONFIGURATORS, DOCUMENTS] },
    { table: "catalogue", action: "Query", keys: [CONFIGURATORS, DOCUMENTS] },
    { table: "directory", action: "GetItem", keys: [IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [AUDIT, IDEMPOTENCY] },
  ],
  configurations: [
    { table: "catalogue", action: "GetItem", keys: [CONFIGURATION] },
    { table: "catalogue", action: "DeleteItem", keys: [CONFIGURATION] },
    { table: "catalogue", index: "byWorkspace", action: "Query", keys: [CONFIGURATIONS] },
    { table: "catalogue", index: "byConfigurator", action: "Query", keys: [CONFIGURATIONS_OF_CONFIGURATOR] },
    { table: "directory", action: "PutItem", keys: [AUDIT] },
  ],
  workspace: [
    { table: "directory", action: "GetItem", keys: [WORKSPACE] },
    { table: "directory", action: "UpdateItem", keys: [WORKSPACE] },
    { table: "directory", action: "PutItem", keys: [AUDIT] },
  ],
  "audit-events": [{ table: "directory", action: "Query", keys: [AUDIT] }],
  meta: [],
  bootstrap: [{ table: "directory", action: "PutItem", keys: [WORKSPACE, SUBJECT] }],
};

/** The tables a function is told about: those it holds a grant on. */
export function tablesOf(name: DeployedFunction): readonly TableName[] {
  return [...new Set(GRANTS[name].map((grant) => grant.table))];
}

/** The function's grants as IAM statements, one each, so that each can be read, and removed, on its own. */
export function dataStatements(name: DeployedFunction, tables: LatchkeyTables): PolicyStatement[] {
  return GRANTS[name].map((grant) => {
    const { tableArn } = tables[grant.table];
    return new PolicyStatement({
      sid: statementId(grant),
      effect: Effect.ALLOW,
      actions: [`dynamodb:${grant.action}`],
      resources: [grant.index ? `${tableArn}/index/${grant.index}` : tableArn],
      conditions: conditionsOf(grant),
    });
  });
}

function conditionsOf({ keys, blindAttributes }: Grant): Record<string, Record<string, readonly string[] | string>> {
  const onlyTheseKeys = {
    "ForAllValues:StringLike": { "dynamodb:LeadingKeys": keys },
  };
  if (!blindAttributes) return onlyTheseKeys;
  return {
    ...onlyTheseKeys,
    "ForAllValues:StringEquals": { "dynamodb:Attributes": blindAttributes },
    StringEqualsIfExists: { "dynamodb:ReturnValues": "NONE" },
  };
}

/** Says what the statement is for, and keeps CDK from merging it with others. */
function statementId({ table, index, action }: Grant): string {
  return [action, table, index ?? ""].map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
