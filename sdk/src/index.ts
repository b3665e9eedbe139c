export { type AuditTrailReport, type VerifyAuditTrailOptions, verifyAuditTrail } from "./audit-chain.ts";
export { type Client, createClient } from "./client.ts";
export type { TokenSource } from "./credential.ts";
export {
  type AnyLatchkeyError,
  ApiError,
  type FieldError,
  isLatchkeyError,
  LatchkeyError,
  NetworkError,
  RateLimitError,
  RefusedError,
  TimeoutError,
  UnexpectedResponseError,
} from "./errors.ts";
export type * from "./generated/types.ts";
export type { List, Page } from "./list.ts";
export type { OperationId } from "./operations.ts";
export type { ClientOptions, CreateOptions, RequestOptions } from "./options.ts";
export { type QuoteProblem, QuoteVerificationError } from "./quote-error.ts";
export type { QuoteJwk, QuoteKeySet } from "./quote-keys.ts";
export type { Analytics } from "./resources/analytics.ts";
export type { Applications } from "./resources/applications.ts";
export type { AuditEvents } from "./resources/audit-events.ts";
export type { Billing, RateCards, Statements } from "./resources/billing.ts";
export type { Configurations } from "./resources/configurations.ts";
export type { Configurators } from "./resources/configurators.ts";
export type { DomainPatterns } from "./resources/domain-patterns.ts";
export type { Embed } from "./resources/embed.ts";
export type { Embeds } from "./resources/embeds.ts";
export type { GatewayConfigurations } from "./resources/gateway-configurations.ts";
export type { Members } from "./resources/members.ts";
export type { ServiceAccounts } from "./resources/service-accounts.ts";
export type { ServiceManagement } from "./resources/service-management.ts";
export type { Services } from "./resources/services.ts";
export type { SignIn } from "./resources/sign-in.ts";
export type { TokenChecks } from "./resources/token-checks.ts";
export type { Tokens } from "./resources/tokens.ts";
export type { Usage as UsageResource } from "./resources/usage.ts";
export type { Webhooks } from "./resources/webhooks.ts";
export type { WorkspaceResource } from "./resources/workspace.ts";
export type { Runtime } from "./runtime.ts";
export {
  type QuoteClaims,
  type QuoteExpectation,
  type QuoteKeySource,
  type VerifyQuoteOptions,
  verifyQuote,
} from "./verify-quote.ts";
export {
  type BillingThresholdMessage,
  type TokenExpiringMessage,
  type VerifiedWebhook,
  type VerifyOptions,
  verifyWebhook,
  type WebhookHeaders,
  type WebhookMessage,
  type WebhookTestMessage,
  WebhookVerificationError,
} from "./verify-webhook.ts";
