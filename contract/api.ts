import * as z from "zod";
import type { ErrorCode } from "./errors.ts";
import type { OperationId } from "./operations.ts";
import * as configurations from "./schemas/configurations.ts";
import * as configurators from "./schemas/configurators.ts";
import * as embed from "./schemas/embed.ts";
import * as serviceAccounts from "./schemas/service-accounts.ts";
import * as tokens from "./schemas/tokens.ts";
import * as workspace from "./schemas/workspace.ts";

/** What an operation takes and answers. Functions parse requests with it; OpenAPI and the SDK are generated from it. */
export interface OperationShape {
  readonly path?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Whether the body may be left out; the schema's defaults then hold. */
  readonly bodyOptional?: true;
  readonly status: 200 | 201 | 204;
  /** Absent: the answer has no body. */
  readonly response?: z.ZodType;
  /** Default `application/json`. */
  readonly responseType?: "text/plain";
  /** Codes beyond those that every operation with such a credential, query or body can give. */
  readonly errors: readonly ErrorCode[];
}

const none = z.strictObject({});

export const API = {
  loadConfigurator: {
    path: configurators.configuratorPath,
    status: 200,
    response: embed.publishedConfigurator,
    errors: ["not_found"],
  },
  saveConfiguration: {
    body: configurations.saveConfigurationBody,
    status: 201,
    response: configurations.savedConfiguration,
    errors: ["not_found", "version_not_published", "values_not_accepted"],
  },
  resumeConfiguration: {
    path: configurations.configurationPath,
    status: 200,
    response: configurations.resumedConfiguration,
    errors: ["not_found"],
  },
  trackEvents: { body: embed.trackEventsBody, status: 200, response: embed.trackedEvents, errors: [] },
  diagnoseToken: { body: embed.diagnoseTokenBody, status: 200, response: embed.diagnosis, errors: [] },

  listTokens: { query: tokens.listTokensQuery, status: 200, response: tokens.tokenPage, errors: [] },
  createToken: {
    body: tokens.createTokenBody,
    status: 201,
    response: tokens.token,
    errors: ["right_not_held", "service_account_required", "owner_not_accepted", "invalid_domain"],
  },
  getToken: { path: tokens.tokenPath, status: 200, response: tokens.token, errors: ["not_found"] },
  updateToken: {
    path: tokens.tokenPath,
    body: tokens.updateTokenBody,
    status: 200,
    response: tokens.token,
    errors: ["not_found", "right_not_held", "invalid_domain", "token_revoked", "changed_meanwhile"],
  },
  revokeToken: {
    path: tokens.tokenPath,
    status: 200,
    response: tokens.revokedToken,
    errors: ["not_found", "role_too_low", "changed_meanwhile"],
  },
  disableToken: {
    path: tokens.tokenPath,
    status: 200,
    response: tokens.token,
    errors: ["not_found", "role_too_low", "token_revoked", "changed_meanwhile"],
  },
  enableToken: {
    path: tokens.tokenPath,
    status: 200,
    response: tokens.token,
    errors: ["not_found", "right_not_held", "token_revoked", "changed_meanwhile"],
  },
  rotateToken: {
    path: tokens.tokenPath,
    body: tokens.rotateTokenBody,
    bodyOptional: true,
    status: 200,
    response: tokens.token,
    errors: ["not_found", "right_not_held", "token_revoked", "changed_meanwhile"],
  },
  finishRotation: {
    path: tokens.tokenPath,
    status: 200,
    response: tokens.token,
    errors: ["not_found", "token_revoked", "rotation_not_running", "changed_meanwhile"],
  },
  reassignToken: {
    path: tokens.tokenPath,
    body: tokens.reassignTokenBody,
    status: 200,
    response: tokens.token,
    errors: ["not_found", "right_not_held", "owner_not_accepted", "token_revoked", "changed_meanwhile"],
  },

  listServiceAccounts: {
    query: serviceAccounts.listServiceAccountsQuery,
    status: 200,
    response: serviceAccounts.serviceAccountPage,
    errors: [],
  },
  createServiceAccount: {
    body: serviceAccounts.createServiceAccountBody,
    status: 201,
    response: serviceAccounts.serviceAccount,
    errors: ["name_taken"],
  },
  getServiceAccount: {
    path: serviceAccounts.serviceAccountPath,
    status: 200,
    response: serviceAccounts.serviceAccount,
    errors: ["not_found"],
  },
  updateServiceAccount: {
    path: serviceAccounts.serviceAccountPath,
    body: serviceAccounts.updateServiceAccountBody,
    status: 200,
    response: serviceAccounts.serviceAccount,
    errors: ["not_found", "changed_meanwhile"],
  },
  deleteServiceAccount: {
    path: serviceAccounts.serviceAccountPath,
    status: 204,
    errors: ["not_found", "owner_has_tokens", "changed_meanwhile"],
  },

  listConfigurators: {
    query: configurators.listConfiguratorsQuery,
    status: 200,
    response: configurators.configuratorPage,
    errors: [],
  },
  createConfigurator: {
    body: configurators.createConfiguratorBody,
    status: 201,
    response: configurators.configurator,
    errors: [],
  },
  getConfigurator: {
    path: configurators.configuratorPath,
    status: 200,
    response: configurators.configurator,
    errors: ["not_found"],
  },
  updateConfigurator: {
    path: configurators.configuratorPath,
    body: configurators.updateConfiguratorBody,
    status: 200,
    response: configurators.configurator,
    errors: ["not_found", "changed_meanwhile"],
  },
  deleteConfigurator: { path: configurators.configuratorPath, status: 204, errors: ["not_found", "changed_meanwhile"] },
  publishConfigurator: {
    path: configurators.configuratorPath,
    body: configurators.publishConfiguratorBody,
    bodyOptional: true,
    status: 200,
    response: configurators.configuratorVersion,
    errors: ["not_found", "document_not_valid", "changed_meanwhile"],
  },
  rollbackConfigurator: {
    path: configurators.configuratorPath,
    body: configurators.rollbackConfiguratorBody,
    status: 200,
    response: configurators.configuratorVersion,
    errors: ["not_found", "changed_meanwhile"],
  },
  listConfiguratorVersions: {
    path: configurators.configuratorPath,
    query: configurators.listConfiguratorsQuery,
    status: 200,
    response: configurators.configuratorVersionPage,
    errors: ["not_found"],
  },
  getConfiguratorVersion: {
    path: configurators.configuratorVersionPath,
    status: 200,
    response: configurators.configuratorVersion,
    errors: ["not_found"],
  },

  listConfigurations: {
    query: configurations.listConfigurationsQuery,
    status: 200,
    response: configurations.configurationPage,
    errors: [],
  },
  getConfiguration: {
    path: configurations.configurationPath,
    status: 200,
    response: configurations.configuration,
    errors: ["not_found"],
  },
  deleteConfiguration: { path: configurations.configurationPath, status: 204, errors: ["not_found"] },

  getWorkspace: { status: 200, response: workspace.workspace, errors: [] },
  updateWorkspace: {
    body: workspace.updateWorkspaceBody,
    status: 200,
    response: workspace.workspace,
    errors: ["changed_meanwhile"],
  },
  whoami: { status: 200, response: workspace.identity, errors: [] },

  listAuditEvents: {
    query: workspace.listAuditEventsQuery,
    status: 200,
    response: workspace.auditEventPage,
    errors: [],
  },

  getOpenApi: { status: 200, response: z.looseObject({ openapi: z.string() }), errors: [] },
  getHealth: { status: 200, response: workspace.health, errors: [] },
  getErrorPage: {
    path: z.strictObject({ code: z.string().regex(/^[a-z_]{1,64}$/) }),
    status: 200,
    response: z.string(),
    responseType: "text/plain",
    errors: ["not_found"],
  },
  /** A preflight names the request that is to follow: any path, any query. */
  preflight: { path: z.looseObject({}), query: z.looseObject({}), status: 204, errors: [] },
} as const satisfies Record<OperationId, OperationShape>;

type Parsed<Shape, Part extends string> = Shape extends { readonly [Name in Part]: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : z.output<typeof none>;

/** A request of one operation, parsed. */
export interface ParsedRequest<Id extends OperationId> {
  readonly path: Parsed<(typeof API)[Id], "path">;
  readonly query: Parsed<(typeof API)[Id], "query">;
  readonly body: Parsed<(typeof API)[Id], "body">;
}

/** The body that an operation answers with. */
export type ResponseOf<Id extends OperationId> = (typeof API)[Id] extends {
  readonly response: infer Schema extends z.ZodType;
}
  ? z.input<Schema>
  : undefined;

export function shapeOf(id: OperationId): OperationShape {
  return API[id];
}

/** What stands for a path or query that takes nothing: anything in it is refused. */
export const NOTHING = none;
