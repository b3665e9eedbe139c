import type { DeployedFunction } from "./deployed-functions.ts";

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
/** An entry for each workspace. */
const WORKSPACES = "WORKSPACES";
/** Which form the data has, and which migrations have run. */
const DATA = "DATA";
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
const INVITED = "INVITED#*";
const SECRET = "WS#*#SECRET#*";
const APPLICATION = "WS#*#APPLICATION#*";
const APPLICATIONS = "WS#*#APPLICATIONS";
const APPLICATIONS_OF_SERVICE = "WS#*#APPLICATIONS#*";
const GATEWAY = "WS#*#GATEWAY#*";
const WEBHOOKS = "WS#*#WEBHOOKS";
const DELIVERIES = "WS#*#WEBHOOK#*";
const NOTICES = "WS#*#NOTICES";
const RATE_CARDS = "WS#*#RATE_CARDS";
const STATEMENTS = "WS#*#STATEMENTS";
const BILLED = "BILLED";
const USAGE_SERIES = "WS#*#SERIES#USAGE#*";
const SUBSCRIPTIONS = "SUBSCRIPTIONS";
const PLACE = "PLACE#*";
const HITS = "WS#*#HITS#*";
const REPORTED = "WS#*#REPORTED#*";
const METERED = "WS#*#METERED#*";
/** What is to be counted, of all workspaces; and how far counting has come. */
const PENDING = "PENDING#*";
const COUNTING = "COUNTING";
const SERIES = "WS#*#SERIES#*";
const CONFIGURATORS = "WS#*#CONFIGURATORS";
const DOCUMENTS = "WS#*#CONFIGURATOR#*";
const CONFIGURATION = "WS#*#CONFIGURATION#*";
const THUMBNAIL = "WS#*#THUMBNAIL#*";
const UPLOAD = "WS#*#UPLOAD#*";
const ENDING_UPLOADS = "ENDING_UPLOADS#*";
const CONFIGURATIONS = "WS#*#CONFIGURATIONS";
const CONFIGURATIONS_OF_CONFIGURATOR = "WS#*#CONFIGURATIONS#*";
const CONFIGURATIONS_OF_REFERENCE = "WS#*#REFERENCE#*";
const EVENT = "WS#*#EVENT#*";
const BREAKDOWN = "WS#*#BREAKDOWN#*";

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
    { table: "catalogue", action: "GetItem", keys: [CONFIGURATORS] },
    { table: "telemetry", action: "PutItem", keys: [EVENT, PENDING] },
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
    { table: "directory", action: "PutItem", keys: [WORKSPACE, INVITED, AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "UpdateItem", keys: [WORKSPACE, SUBJECT] },
    { table: "directory", action: "DeleteItem", keys: [WORKSPACE, SUBJECT, INVITED] },
    { table: "directory", action: "Query", keys: [WORKSPACE, AUDIT] },
    { table: "directory", index: "byOwner", action: "Query", keys: [TOKENS_OF_OWNER] },
  ],
  invitations: [
    { table: "directory", action: "GetItem", keys: [WORKSPACE, SUBJECT] },
    { table: "directory", action: "PutItem", keys: [SUBJECT, AUDIT] },
    { table: "directory", action: "UpdateItem", keys: [WORKSPACE] },
    { table: "directory", action: "DeleteItem", keys: [INVITED] },
    { table: "directory", action: "Query", keys: [SUBJECT, INVITED, AUDIT] },
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
    { table: "telemetry", action: "GetItem", keys: [HITS] },
  ],
  "service-management": [
    { table: "directory", action: "GetItem", keys: [APPLICATION] },
    { table: "telemetry", action: "GetItem", keys: [HITS, IDEMPOTENCY] },
    { table: "telemetry", action: "PutItem", keys: [REPORTED, IDEMPOTENCY, PENDING] },
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
    { table: "directory", action: "GetItem", keys: [WORKSPACE, SUBJECT, IDEMPOTENCY] },
    { table: "directory", action: "UpdateItem", keys: [WORKSPACE] },
    { table: "directory", action: "PutItem", keys: [WORKSPACE, WORKSPACES, SUBJECT, AUDIT, IDEMPOTENCY] },
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
  counting: [
    { table: "directory", action: "GetItem", keys: [WORKSPACE] },
    { table: "telemetry", action: "Query", keys: [PENDING] },
    { table: "telemetry", action: "GetItem", keys: [BREAKDOWN] },
    { table: "telemetry", action: "UpdateItem", keys: [SERIES, BREAKDOWN] },
    { table: "telemetry", action: "DeleteItem", keys: [PENDING] },
    { table: "telemetry", action: "PutItem", keys: [COUNTING] },
  ],
  "event-export": [],
  "file-cleanup": [
    { table: "catalogue", index: "byWorkspace", action: "Query", keys: [ENDING_UPLOADS] },
    { table: "catalogue", action: "UpdateItem", keys: [UPLOAD] },
    { table: "catalogue", action: "DeleteItem", keys: [UPLOAD] },
  ],
  analytics: [
    { table: "directory", action: "GetItem", keys: [WORKSPACE] },
    { table: "telemetry", action: "GetItem", keys: [COUNTING] },
    { table: "telemetry", action: "Query", keys: [SERIES, BREAKDOWN] },
  ],
  usage: [
    { table: "directory", action: "GetItem", keys: [TOKEN, WORKSPACE, APPLICATION] },
    { table: "telemetry", action: "GetItem", keys: [COUNTING] },
    { table: "telemetry", action: "Query", keys: [USAGE_SERIES] },
  ],
  "usage-metering": [{ table: "telemetry", action: "PutItem", keys: [METERED, PENDING] }],
  billing: [
    { table: "directory", action: "GetItem", keys: [WORKSPACE, APPLICATION, RATE_CARDS, IDEMPOTENCY] },
    { table: "directory", action: "PutItem", keys: [RATE_CARDS, BILLED, AUDIT, IDEMPOTENCY] },
    { table: "directory", action: "DeleteItem", keys: [RATE_CARDS] },
    { table: "directory", action: "Query", keys: [RATE_CARDS, STATEMENTS, AUDIT] },
    { table: "telemetry", action: "GetItem", keys: [COUNTING] },
    { table: "telemetry", action: "Query", keys: [USAGE_SERIES] },
  ],
  "billing-run": [
    { table: "directory", action: "GetItem", keys: [WORKSPACE, PLACE] },
    { table: "directory", action: "PutItem", keys: [STATEMENTS, DELIVERIES, PLACE] },
    { table: "directory", action: "Query", keys: [BILLED, RATE_CARDS, STATEMENTS, WEBHOOKS] },
    { table: "telemetry", action: "GetItem", keys: [COUNTING] },
    { table: "telemetry", action: "Query", keys: [USAGE_SERIES] },
  ],
  meta: [],
  "sign-up": [
    { table: "directory", action: "Query", keys: [INVITED] },
    { table: "directory", action: "GetItem", keys: [WORKSPACE] },
  ],
  bootstrap: [
    { table: "directory", action: "GetItem", keys: [WORKSPACE] },
    { table: "directory", action: "PutItem", keys: [WORKSPACE, WORKSPACES, INVITED, AUDIT] },
    { table: "directory", action: "DeleteItem", keys: [WORKSPACE, INVITED] },
    { table: "directory", action: "Query", keys: [AUDIT] },
  ],
  migrations: [
    { table: "directory", action: "GetItem", keys: [DATA, WORKSPACE] },
    { table: "directory", action: "PutItem", keys: [DATA] },
  ],
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
