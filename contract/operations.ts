import type { ApiFamily, Capability, CredentialKind, Effect, Role } from "../functions/domain/rights.ts";

/**
 * Every API action, once. Gateway routes, the authorizer's decision, request validation, OpenAPI and the SDK are all
 * read from this table. It is plain data and imports no code, because the authorizer carries it.
 */
export interface Operation {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE" | "OPTIONS";
  /** Path template as API Gateway writes it. `"<method> <path>"` is the route key. */
  readonly path: `/${string}`;
  /** The Lambda function that answers: an entry of `FUNCTIONS` below. */
  readonly function: FunctionName;
  /** Which credentials open it. An empty list means that the route is open and has no authorizer. */
  readonly credentials: readonly CredentialKind[];
  /** The API family whose `:read` or `:write` scope a private token needs. */
  readonly api?: ApiFamily;
  /** What a public token needs. */
  readonly capability?: Capability;
  readonly effect: Effect;
  /** Lowest role of a private token or console session. */
  readonly minimumRole?: Role;
  /** The lowest role for acting on a token that the principal neither created nor owns. */
  readonly minimumRoleForOthers?: Role;
  /** Creates something: takes an `Idempotency-Key`. */
  readonly creates?: true;
  readonly summary: string;
}

/** One entry per Lambda function: the folder below `functions/` that holds its `handler.ts`. */
export const FUNCTIONS = {
  "embed-load": "embed/load",
  "embed-configurations": "embed/configurations",
  "embed-events": "embed/events",
  "embed-diagnose": "embed/diagnose",
  preflight: "embed/preflight",
  tokens: "management/tokens",
  "service-accounts": "management/service-accounts",
  configurators: "management/configurators",
  configurations: "management/configurations",
  workspace: "management/workspace",
  "audit-events": "management/audit-events",
  meta: "meta",
} as const;
export type FunctionName = keyof typeof FUNCTIONS;

const MANAGEMENT = ["private", "session"] as const;

const embed = (capability: Capability, effect: Effect) => ({ credentials: ["public"], capability, effect }) as const;
const account = (effect: Effect, minimumRole: Role) =>
  ({ credentials: MANAGEMENT, api: "account_management", effect, minimumRole }) as const;
const configurator = (effect: Effect, minimumRole: Role) =>
  ({ credentials: MANAGEMENT, api: "configurator", effect, minimumRole }) as const;

export const OPERATIONS = {
  // Embed: what a public token may do.
  loadConfigurator: {
    method: "GET",
    path: "/embed/v1/configurators/{configuratorId}",
    function: "embed-load",
    ...embed("embed:load", "read"),
    summary: "Load the published version of a configurator",
  },
  saveConfiguration: {
    method: "POST",
    path: "/embed/v1/configurations",
    function: "embed-configurations",
    ...embed("embed:save", "write"),
    creates: true,
    summary: "Save a shopper's choices and get a short id",
  },
  resumeConfiguration: {
    method: "GET",
    path: "/embed/v1/configurations/{shortId}",
    function: "embed-configurations",
    ...embed("embed:resume", "read"),
    summary: "Open a saved configuration by its short id",
  },
  trackEvents: {
    method: "POST",
    path: "/embed/v1/events",
    function: "embed-events",
    ...embed("embed:track", "write"),
    summary: "Record analytics events, exactly once per event id",
  },
  diagnoseToken: {
    method: "POST",
    path: "/embed/v1/diagnose",
    function: "embed-diagnose",
    credentials: [],
    effect: "read",
    summary: "Explain why a public token was refused on this page",
  },

  // Tokens.
  listTokens: {
    method: "GET",
    path: "/v1/tokens",
    function: "tokens",
    ...account("read", "viewer"),
    summary: "List the tokens of the workspace",
  },
  createToken: {
    method: "POST",
    path: "/v1/tokens",
    function: "tokens",
    ...account("write", "workspace_manager"),
    creates: true,
    summary: "Issue a token; the value of a private token is in this answer and nowhere else",
  },
  getToken: {
    method: "GET",
    path: "/v1/tokens/{tokenId}",
    function: "tokens",
    ...account("read", "viewer"),
    summary: "Read one token",
  },
  updateToken: {
    method: "PATCH",
    path: "/v1/tokens/{tokenId}",
    function: "tokens",
    ...account("write", "workspace_manager"),
    summary: "Change a token's label, note, rights, domains or expiry",
  },
  revokeToken: {
    method: "DELETE",
    path: "/v1/tokens/{tokenId}",
    function: "tokens",
    ...account("write", "viewer"),
    minimumRoleForOthers: "administrator",
    summary: "Revoke a token for ever",
  },
  disableToken: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/disable",
    function: "tokens",
    ...account("write", "viewer"),
    minimumRoleForOthers: "administrator",
    summary: "Stop a token until it is enabled again",
  },
  enableToken: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/enable",
    function: "tokens",
    ...account("write", "administrator"),
    summary: "Let a disabled token work again",
  },
  rotateToken: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/rotate",
    function: "tokens",
    ...account("write", "workspace_manager"),
    creates: true,
    summary: "Give a token a new secret; the old one counts until the grace period ends",
  },
  finishRotation: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/finish-rotation",
    function: "tokens",
    ...account("write", "workspace_manager"),
    summary: "End the grace period of a rotation now",
  },
  reassignToken: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/reassign",
    function: "tokens",
    ...account("write", "workspace_manager"),
    summary: "Give a token to a service account",
  },

  // Service accounts.
  listServiceAccounts: {
    method: "GET",
    path: "/v1/service-accounts",
    function: "service-accounts",
    ...account("read", "viewer"),
    summary: "List the service accounts of the workspace",
  },
  createServiceAccount: {
    method: "POST",
    path: "/v1/service-accounts",
    function: "service-accounts",
    ...account("write", "workspace_manager"),
    creates: true,
    summary: "Create a service account",
  },
  getServiceAccount: {
    method: "GET",
    path: "/v1/service-accounts/{serviceAccountId}",
    function: "service-accounts",
    ...account("read", "viewer"),
    summary: "Read one service account",
  },
  updateServiceAccount: {
    method: "PATCH",
    path: "/v1/service-accounts/{serviceAccountId}",
    function: "service-accounts",
    ...account("write", "workspace_manager"),
    summary: "Change a service account's description",
  },
  deleteServiceAccount: {
    method: "DELETE",
    path: "/v1/service-accounts/{serviceAccountId}",
    function: "service-accounts",
    ...account("write", "administrator"),
    summary: "Delete a service account that owns no tokens",
  },

  // Configurators.
  listConfigurators: {
    method: "GET",
    path: "/v1/configurators",
    function: "configurators",
    ...configurator("read", "viewer"),
    summary: "List configurators",
  },
  createConfigurator: {
    method: "POST",
    path: "/v1/configurators",
    function: "configurators",
    ...configurator("write", "team_member"),
    creates: true,
    summary: "Create a configurator with a first draft",
  },
  getConfigurator: {
    method: "GET",
    path: "/v1/configurators/{configuratorId}",
    function: "configurators",
    ...configurator("read", "viewer"),
    summary: "Read a configurator and its draft",
  },
  updateConfigurator: {
    method: "PATCH",
    path: "/v1/configurators/{configuratorId}",
    function: "configurators",
    ...configurator("write", "team_member"),
    summary: "Change a configurator's name or replace its draft",
  },
  deleteConfigurator: {
    method: "DELETE",
    path: "/v1/configurators/{configuratorId}",
    function: "configurators",
    ...configurator("write", "administrator"),
    summary: "Delete a configurator; its saved configurations stay",
  },
  publishConfigurator: {
    method: "POST",
    path: "/v1/configurators/{configuratorId}/publish",
    function: "configurators",
    ...configurator("write", "workspace_manager"),
    creates: true,
    summary: "Publish the draft as a new immutable version",
  },
  rollbackConfigurator: {
    method: "POST",
    path: "/v1/configurators/{configuratorId}/rollback",
    function: "configurators",
    ...configurator("write", "workspace_manager"),
    summary: "Make an earlier version the published one again",
  },
  listConfiguratorVersions: {
    method: "GET",
    path: "/v1/configurators/{configuratorId}/versions",
    function: "configurators",
    ...configurator("read", "viewer"),
    summary: "List the published versions of a configurator",
  },
  getConfiguratorVersion: {
    method: "GET",
    path: "/v1/configurators/{configuratorId}/versions/{version}",
    function: "configurators",
    ...configurator("read", "viewer"),
    summary: "Read one published version with its document",
  },

  // Saved configurations.
  listConfigurations: {
    method: "GET",
    path: "/v1/configurations",
    function: "configurations",
    ...configurator("read", "viewer"),
    summary: "List saved configurations",
  },
  getConfiguration: {
    method: "GET",
    path: "/v1/configurations/{shortId}",
    function: "configurations",
    ...configurator("read", "viewer"),
    summary: "Read one saved configuration",
  },
  deleteConfiguration: {
    method: "DELETE",
    path: "/v1/configurations/{shortId}",
    function: "configurations",
    ...configurator("write", "workspace_manager"),
    summary: "Delete one saved configuration",
  },

  // Workspace.
  getWorkspace: {
    method: "GET",
    path: "/v1/workspace",
    function: "workspace",
    ...account("read", "viewer"),
    summary: "Read the workspace and its policies",
  },
  updateWorkspace: {
    method: "PATCH",
    path: "/v1/workspace",
    function: "workspace",
    ...account("write", "administrator"),
    summary: "Change the workspace's name or policies",
  },
  whoami: {
    method: "GET",
    path: "/v1/whoami",
    function: "workspace",
    credentials: MANAGEMENT,
    effect: "read",
    summary: "Who this credential is and what it may do",
  },

  // Audit.
  listAuditEvents: {
    method: "GET",
    path: "/v1/audit-events",
    function: "audit-events",
    ...account("read", "administrator"),
    summary: "List audit events, newest first",
  },

  // Open.
  getOpenApi: {
    method: "GET",
    path: "/openapi.json",
    function: "meta",
    credentials: [],
    effect: "read",
    summary: "This API as an OpenAPI 3.1 document",
  },
  getHealth: {
    method: "GET",
    path: "/health",
    function: "meta",
    credentials: [],
    effect: "read",
    summary: "Whether the API answers",
  },
  getErrorPage: {
    method: "GET",
    path: "/docs/errors/{code}",
    function: "meta",
    credentials: [],
    effect: "read",
    summary: "What an error code or a deny reason means and what to do about it",
  },
  preflight: {
    method: "OPTIONS",
    path: "/{proxy+}",
    function: "preflight",
    credentials: [],
    effect: "read",
    summary: "Answer a browser's CORS preflight for bearer callers",
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof OPERATIONS;

export function routeKey(operation: Pick<Operation, "method" | "path">): string {
  return `${operation.method} ${operation.path}`;
}
