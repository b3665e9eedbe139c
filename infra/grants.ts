import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { DeployedFunction } from "./deployed-functions.ts";
import type { LatchkeyTables } from "./tables.ts";

export type TableName = "directory" | "catalogue" | "telemetry";
export type IndexName =
  | "byWorkspace"
  | "byOwner"
  | "byConfigurator"
  | "byReference"
  | "byState"
  | "byExpiry"
  | "byIdle";
type DynamoDbAction =
  | "GetItem"
  | "BatchGetItem"
  | "PutItem"
  | "UpdateItem"
  | "DeleteItem"
  | "ConditionCheckItem"
  | "Query";

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
  /** Tells statements apart that allow the same action on the same table. */
  readonly purpose?: string;
}

/**
 * Partition keys, in IAM's wildcards. `?` is one character: a workspace's own partition is named by the exact length of its
 * id (`ws_` and twelve more), so that a grant on it does not reach its audit events: these are only ever put, on condition that they are new.
 */
const WORKSPACE = "WS#ws_????????????";
/** A chain of the audit trail. Who commits a change needs it twice: Query finds the end of the chain, PutItem adds to it. */
const AUDIT = "WS#*#AUDIT#*";
const AUDIT_EVENTS = "WS#*#AUDIT";
const AUDIT_EVENTS_ABOUT = "WS#*#AUDIT_OF#*";
const IDEMPOTENCY = "WS#*#IDEMPOTENCY#*";
const TOKEN = "TOKEN#*";
const TOKEN_USAGE = "USAGE#*";
const OBSERVED_ORIGINS = "ORIGINS#*";
const TOKENS = "WS#*#TOKENS";
const EMBED = "EMBED#*";
const EMBEDS = "WS#*#EMBEDS";
const TOKENS_OF_STATE = "WS#*#TOKENS#*";
const EXPIRING = "WS#*#EXPIRING";
const TOKENS_OF_OWNER = "WS#*#OWNER#*";
const SUBJECT = "SUBJECT#*";
const SECRET = "WS#*#SECRET#*";
const APPLICATION = "WS#*#APPLICATION#*";
const APPLICATIONS = "WS#*#APPLICATIONS";
const APPLICATIONS_OF_SERVICE = "WS#*#APPLICATIONS#*";
const GATEWAY = "WS#*#GATEWAY#*";
const WEBHOOKS = "WS#*#WEBHOOKS";
const DELIVERIES = "WS#*#WEBHOOK#*";
const NOTICES = "WS#*#NOTICES";
const SUBSCRIPTIONS = "SUBSCRIPTIONS";
const PLACE = "PLACE#*";
const HITS = "WS#*#HITS#*";
const REPORTED = "WS#*#REPORTED#*";
const CONFIGURATORS = "WS#*#CONFIGURATORS";
const DOCUMENTS = "WS#*#CONFIGURATOR#*";
const CONFIGURATION = "WS#*#CONFIGURATION#*";
const THUMBNAIL = "WS#*#THUMBNAIL#*";
const UPLOAD = "WS#*#UPLOAD#*";
const CONFIGURATIONS = "WS#*#CONFIGURATIONS";
const CONFIGURATIONS_OF_CONFIGURATOR = "WS#*#CONFIGURATIONS#*";
const CONFIGURATIONS_OF_REFERENCE = "WS#*#REFERENCE#*";
const EVENT = "WS#*#EVENT#*";
const ROLLUP = "WS#*#ROLLUP#*";

/**
 * What each function may do with the data, and nothing else. A transaction needs no action of its own: it is allowed
 * when each of its parts is.
 */
export const GRANTS: Readonly<Record<DeployedFunction, readonly Grant[]>> = {
  authorizer: [
    { table: "directory", action: "GetItem", keys: [TOKEN, EMBED, SUBJECT] },
    { table: "directory", action: "BatchGetItem", keys: [TOKEN, WORKSPACE, TOKEN_USAGE] },
    {
      table: "directory",
      action: "UpdateItem",
      purpose: "LastUse",
      keys: [TOKEN],
      blindAttributes: [
        "pk",
        "sk",
        "lastUsedAt",
        "lastUsedOrigin",
        "lastUsedIp",
        "idleSince",
        "previousLastUsedAt",
        "secretInUrlAt",
      ],
    },
    {
      table: "directory",
      action: "UpdateItem",
      purpose: "Usage",
      keys: [TOKEN_USAGE],
      blindAttributes: ["pk", "sk", "loads", "saves", "events", "otherUses", "ttl"],
    },
    {
      table: "directory",
      action: "UpdateItem",
      purpose: "Origins",
      keys: [OBSERVED_ORIGINS],
      blindAttributes: ["pk", "sk", "origin", "since", "uses", "firstSeenAt", "lastSeenAt", "ttl"],
    },
  ],
  "embed-load": [{ table: "catalogue", action: "GetItem", keys: [DOCUMENTS] }],
  "embed-configurations": [
    { table: "catalogue", action: "GetItem", keys: [DOCUMENTS, CONFIGURATION, UPLOAD, IDEMPOTENCY] },
    { table: "catalogue", action: "PutItem", keys: [CONFIGURATION, THUMBNAIL, IDEMPOTENCY] },
    { table: "catalogue", action: "UpdateItem", keys: [CONFIGURATION, UPLOAD] },
    { table: "catalogue", action: "DeleteItem", keys: [THUMBNAIL] },
  ],
  "embed-events": [
    { table: "telemetry", action: "PutItem", keys: [EVENT] },
    { table: "telemetry", action: "UpdateItem", keys: [ROLLUP] },
  ],
  "embed-diagnose": [
    { table: "directory", action: "GetItem", keys: [TOKEN, EMBED] },
    { table: "directory", action: "BatchGetItem", keys: [TOKEN, WORKSPACE] },
    { table: "catalogue", action: "GetItem", keys: [CONFIGURATORS] },
  ],
  preflight: [],
  tokens: [
    { table: "directory", action: "GetItem", keys: [TOKEN, WORKSPACE, IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [TOKEN, AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "Query", keys: [AUDIT] },
    { table: "directory", action: "UpdateItem", keys: [TOKEN, WORKSPACE] },
    { table: "directory", action: "DeleteItem", keys: [TOKEN] },
    { table: "directory", index: "byWorkspace", action: "Query", keys: [TOKENS] },
    { table: "directory", index: "byOwner", action: "Query", keys: [TOKENS_OF_OWNER] },
    { table: "directory", index: "byState", action: "Query", keys: [TOKENS_OF_STATE] },
    { table: "directory", index: "byExpiry", action: "Query", keys: [EXPIRING] },
    { table: "directory", index: "byIdle", action: "Query", keys: [TOKENS] },
  ],
  "token-checks": [
    { table: "directory", action: "GetItem", keys: [TOKEN, WORKSPACE] },
    { table: "directory", action: "Query", keys: [OBSERVED_ORIGINS] },
    { table: "directory", action: "BatchGetItem", keys: [TOKEN, WORKSPACE] },
  ],
  embeds: [
    { table: "directory", action: "GetItem", keys: [EMBED, IDEMPOTENCY] },
    { table: "directory", action: "ConditionCheckItem", keys: [TOKEN] },
    { table: "directory", action: "PutItem", keys: [EMBED, AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "Query", keys: [AUDIT] },
    { table: "directory", action: "UpdateItem", keys: [EMBED] },
    { table: "directory", action: "DeleteItem", keys: [EMBED] },
    { table: "directory", index: "byWorkspace", action: "Query", keys: [EMBEDS] },
  ],
  members: [
    { table: "directory", action: "GetItem", keys: [WORKSPACE, IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [WORKSPACE, AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "UpdateItem", keys: [WORKSPACE, SUBJECT] },
    { table: "directory", action: "DeleteItem", keys: [WORKSPACE, SUBJECT] },
    { table: "directory", action: "Query", keys: [WORKSPACE, AUDIT] },
    { table: "directory", index: "byOwner", action: "Query", keys: [TOKENS_OF_OWNER] },
  ],
  invitations: [
    { table: "directory", action: "GetItem", keys: [WORKSPACE, SUBJECT] },
    { table: "directory", action: "PutItem", keys: [SUBJECT, AUDIT] },
    { table: "directory", action: "UpdateItem", keys: [WORKSPACE] },
    { table: "directory", action: "Query", keys: [AUDIT] },
  ],
  "service-accounts": [
    { table: "directory", action: "GetItem", keys: [WORKSPACE, IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [WORKSPACE, AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "UpdateItem", keys: [WORKSPACE] },
    { table: "directory", action: "DeleteItem", keys: [WORKSPACE] },
    { table: "directory", action: "Query", keys: [WORKSPACE, AUDIT] },
    { table: "directory", index: "byOwner", action: "Query", keys: [TOKENS_OF_OWNER] },
  ],
  services: [
    { table: "directory", action: "GetItem", keys: [TOKEN, WORKSPACE, SECRET, IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [TOKEN, WORKSPACE, SECRET, AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "UpdateItem", keys: [TOKEN, WORKSPACE] },
    { table: "directory", action: "DeleteItem", keys: [WORKSPACE, SECRET] },
    { table: "directory", action: "Query", keys: [WORKSPACE, AUDIT] },
  ],
  "gateway-configurations": [
    { table: "directory", action: "GetItem", keys: [WORKSPACE, IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "Query", keys: [AUDIT] },
    { table: "catalogue", action: "GetItem", keys: [GATEWAY] },
    { table: "catalogue", action: "PutItem", keys: [GATEWAY] },
    { table: "catalogue", action: "UpdateItem", keys: [GATEWAY] },
    { table: "catalogue", action: "Query", keys: [GATEWAY] },
  ],
  applications: [
    { table: "directory", action: "GetItem", keys: [WORKSPACE, APPLICATION, IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [APPLICATION, AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "Query", keys: [AUDIT] },
    { table: "directory", action: "UpdateItem", keys: [WORKSPACE, APPLICATION] },
    { table: "directory", action: "DeleteItem", keys: [APPLICATION] },
    { table: "directory", index: "byWorkspace", action: "Query", keys: [APPLICATIONS] },
    { table: "directory", index: "byOwner", action: "Query", keys: [APPLICATIONS_OF_SERVICE] },
  ],
  "service-management": [
    { table: "directory", action: "GetItem", keys: [APPLICATION] },
    { table: "telemetry", action: "GetItem", keys: [HITS, IDEMPOTENCY] },
    { table: "telemetry", action: "PutItem", keys: [REPORTED, IDEMPOTENCY] },
    { table: "telemetry", action: "UpdateItem", keys: [HITS] },
  ],
  configurators: [
    { table: "catalogue", action: "GetItem", keys: [CONFIGURATORS, DOCUMENTS] },
    { table: "catalogue", action: "PutItem", keys: [CONFIGURATORS, DOCUMENTS] },
    { table: "catalogue", action: "UpdateItem", keys: [CONFIGURATORS] },
    { table: "catalogue", action: "DeleteItem", keys: [CONFIGURATORS, DOCUMENTS] },
    { table: "catalogue", action: "Query", keys: [CONFIGURATORS, DOCUMENTS] },
    { table: "directory", action: "GetItem", keys: [IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "Query", keys: [AUDIT] },
  ],
  configurations: [
    { table: "catalogue", action: "GetItem", keys: [CONFIGURATION, THUMBNAIL, UPLOAD] },
    { table: "catalogue", action: "UpdateItem", keys: [UPLOAD] },
    { table: "catalogue", action: "DeleteItem", keys: [CONFIGURATION, THUMBNAIL] },
    { table: "catalogue", index: "byWorkspace", action: "Query", keys: [CONFIGURATIONS] },
    { table: "catalogue", index: "byConfigurator", action: "Query", keys: [CONFIGURATIONS_OF_CONFIGURATOR] },
    { table: "catalogue", index: "byReference", action: "Query", keys: [CONFIGURATIONS_OF_REFERENCE] },
    { table: "directory", action: "PutItem", keys: [AUDIT] },
    { table: "directory", action: "Query", keys: [AUDIT] },
  ],
  quotes: [{ table: "catalogue", action: "GetItem", keys: [DOCUMENTS, CONFIGURATION] }],
  uploads: [
    { table: "catalogue", action: "GetItem", keys: [DOCUMENTS, CONFIGURATION, UPLOAD] },
    { table: "catalogue", action: "PutItem", keys: [UPLOAD] },
    { table: "catalogue", action: "UpdateItem", keys: [UPLOAD] },
  ],
  workspace: [
    { table: "directory", action: "GetItem", keys: [WORKSPACE] },
    { table: "directory", action: "UpdateItem", keys: [WORKSPACE] },
    { table: "directory", action: "PutItem", keys: [AUDIT] },
    { table: "directory", action: "Query", keys: [AUDIT] },
  ],
  "audit-events": [
    { table: "directory", action: "Query", keys: [AUDIT] },
    { table: "directory", index: "byWorkspace", action: "Query", keys: [AUDIT_EVENTS] },
    { table: "directory", index: "byOwner", action: "Query", keys: [AUDIT_EVENTS_ABOUT] },
  ],
  webhooks: [
    { table: "directory", action: "GetItem", keys: [WEBHOOKS, IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [WEBHOOKS, SUBSCRIPTIONS, DELIVERIES, AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "UpdateItem", keys: [WEBHOOKS] },
    { table: "directory", action: "DeleteItem", keys: [WEBHOOKS, SUBSCRIPTIONS] },
    { table: "directory", action: "Query", keys: [WEBHOOKS, DELIVERIES, AUDIT] },
  ],
  "expiry-notices": [
    { table: "directory", action: "GetItem", keys: [PLACE] },
    { table: "directory", action: "PutItem", keys: [NOTICES, DELIVERIES, PLACE] },
    { table: "directory", action: "UpdateItem", keys: [DELIVERIES] },
    { table: "directory", action: "Query", keys: [SUBSCRIPTIONS, WEBHOOKS, NOTICES] },
    { table: "directory", index: "byWorkspace", action: "Query", keys: [DELIVERIES] },
    { table: "directory", index: "byExpiry", action: "Query", keys: [EXPIRING] },
  ],
  meta: [],
  bootstrap: [{ table: "directory", action: "PutItem", keys: [WORKSPACE, SUBJECT] }],
};

/** What a function may do with the key that secrets are encrypted with, for secrets whose encryption context fits. */
export interface KeyGrant {
  readonly actions: readonly ("Encrypt" | "Decrypt")[];
  /** Patterns of the whole encryption context: a secret of another kind has other names or other ids in it. */
  readonly context: Readonly<Record<string, string>>;
}

const WORKSPACE_ID = "ws_????????????";

export const KEY_GRANTS: Readonly<Partial<Record<DeployedFunction, KeyGrant>>> = {
  services: { actions: ["Encrypt", "Decrypt"], context: { workspaceId: WORKSPACE_ID, tokenId: "lkv_????????????" } },
  webhooks: { actions: ["Encrypt", "Decrypt"], context: { workspaceId: WORKSPACE_ID, webhookId: "whk_????????????" } },
  "expiry-notices": { actions: ["Decrypt"], context: { workspaceId: WORKSPACE_ID, webhookId: "whk_????????????" } },
};

/** One statement for each action, as for tables. */
export function keyStatements(name: DeployedFunction, keyArn: string): PolicyStatement[] {
  const grant = KEY_GRANTS[name];
  if (grant === undefined) return [];
  const names = Object.keys(grant.context);
  return grant.actions.map(
    (action) =>
      new PolicyStatement({
        sid: `${action}Secrets`,
        effect: Effect.ALLOW,
        actions: [`kms:${action}`],
        resources: [keyArn],
        conditions: {
          StringLike: Object.fromEntries(
            names.map((contextName) => [`kms:EncryptionContext:${contextName}`, grant.context[contextName]]),
          ),
          "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": names },
        },
      }),
  );
}

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
function statementId({ table, index, action, purpose }: Grant): string {
  return [action, table, index ?? "", purpose ?? ""]
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
