import { ANALYTICS_OPERATIONS } from "./operations/analytics.ts";
import { AUDIT_OPERATIONS } from "./operations/audit.ts";
import { BILLING_OPERATIONS } from "./operations/billing.ts";
import { CONFIGURATOR_OPERATIONS } from "./operations/configurators.ts";
import { EMBED_OPERATIONS } from "./operations/embed.ts";
import { EMBED_ID_OPERATIONS } from "./operations/embeds.ts";
import { OPEN_OPERATIONS } from "./operations/open.ts";
import { PEOPLE_OPERATIONS } from "./operations/people.ts";
import { QUOTE_OPERATIONS } from "./operations/quotes.ts";
import { SERVICE_OPERATIONS } from "./operations/services.ts";
import { TOKEN_CHECK_OPERATIONS } from "./operations/token-checks.ts";
import { TOKEN_OPERATIONS } from "./operations/tokens.ts";
import { UPLOAD_OPERATIONS } from "./operations/uploads.ts";
import { USAGE_OPERATIONS } from "./operations/usage.ts";
import { WEBHOOK_OPERATIONS } from "./operations/webhooks.ts";
import { WORKSPACE_OPERATIONS } from "./operations/workspace.ts";

export { FUNCTIONS, type FunctionName, type Operation, routeKey } from "./operation.ts";

/**
 * Every API action, once. Gateway routes, the authorizer's decision, request validation, OpenAPI and the SDK are all
 * read from this table. It is plain data and imports no code, because the authorizer carries it.
 */
export const OPERATIONS = {
  ...EMBED_OPERATIONS,
  ...TOKEN_OPERATIONS,
  ...TOKEN_CHECK_OPERATIONS,
  ...EMBED_ID_OPERATIONS,
  ...PEOPLE_OPERATIONS,
  ...SERVICE_OPERATIONS,
  ...CONFIGURATOR_OPERATIONS,
  ...QUOTE_OPERATIONS,
  ...UPLOAD_OPERATIONS,
  ...WORKSPACE_OPERATIONS,
  ...AUDIT_OPERATIONS,
  ...ANALYTICS_OPERATIONS,
  ...USAGE_OPERATIONS,
  ...BILLING_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...OPEN_OPERATIONS,
} as const;

export type OperationId = keyof typeof OPERATIONS;
