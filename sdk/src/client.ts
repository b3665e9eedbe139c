import { createCall } from "./call.ts";
import type { Deployment, GetOpenApiResponse, Health, Identity, QuoteKeys } from "./generated/types.ts";
import { type ClientOptions, parseOptions, type RequestOptions } from "./options.ts";
import { type Analytics, createAnalytics } from "./resources/analytics.ts";
import { type Applications, createApplications } from "./resources/applications.ts";
import { type AuditEvents, createAuditEvents } from "./resources/audit-events.ts";
import { type Billing, createBilling } from "./resources/billing.ts";
import { type Configurations, createConfigurations } from "./resources/configurations.ts";
import { type Configurators, createConfigurators } from "./resources/configurators.ts";
import { createDomainPatterns, type DomainPatterns } from "./resources/domain-patterns.ts";
import { createEmbed, type Embed } from "./resources/embed.ts";
import { createEmbeds, type Embeds } from "./resources/embeds.ts";
import { createGatewayConfigurations, type GatewayConfigurations } from "./resources/gateway-configurations.ts";
import { createMembers, type Members } from "./resources/members.ts";
import { createServiceAccounts, type ServiceAccounts } from "./resources/service-accounts.ts";
import { createServiceManagement, type ServiceManagement } from "./resources/service-management.ts";
import { createServices, type Services } from "./resources/services.ts";
import { createSignIn, type SignIn } from "./resources/sign-in.ts";
import { createTokenChecks, type TokenChecks } from "./resources/token-checks.ts";
import { createTokens, type Tokens } from "./resources/tokens.ts";
import { createUsage, type Usage } from "./resources/usage.ts";
import { createWebhooks, type Webhooks } from "./resources/webhooks.ts";
import { createWorkspace, type WorkspaceResource } from "./resources/workspace.ts";

/**
 * A client of one deployment. Its methods reject with a `LatchkeyError`, with the reason of an aborted signal, or with a TypeError or RangeError for
 * a mistake of the program. It holds the token where neither `JSON.stringify` nor a debugger's printout of the client shows it.
 */
export interface Client {
  readonly tokens: Tokens & TokenChecks;
  readonly embeds: Embeds;
  readonly domainPatterns: DomainPatterns;
  readonly members: Members;
  readonly serviceAccounts: ServiceAccounts;
  readonly services: Services;
  readonly gatewayConfigurations: GatewayConfigurations;
  readonly applications: Applications;
  readonly serviceManagement: ServiceManagement;
  readonly configurators: Configurators;
  readonly configurations: Configurations;
  readonly workspace: WorkspaceResource;
  readonly signIn: SignIn;
  readonly analytics: Analytics;
  readonly usage: Usage;
  readonly billing: Billing;
  readonly webhooks: Webhooks;
  readonly auditEvents: AuditEvents;
  readonly embed: Embed;
  /** Who the credential is, and which operations it may call. Needs no scope. */
  whoami(options?: RequestOptions): Promise<Identity>;
  /** Whether the API answers. Needs no credential. */
  health(options?: RequestOptions): Promise<Health>;
  /** Where people sign in, and which files the embed has. Needs no credential. */
  deployment(options?: RequestOptions): Promise<Deployment>;
  /** The API as an OpenAPI 3.1 document. Needs no credential. */
  openApi(options?: RequestOptions): Promise<GetOpenApiResponse>;
  /** The public keys that quotes are verified with, as `verifyQuote` takes them. Needs no credential. */
  quoteKeys(options?: RequestOptions): Promise<QuoteKeys>;
  /** The page of an error code or deny reason, as text. Needs no credential. Ends with `not_found` for a code that does not exist. */
  errorPage(code: string, options?: RequestOptions): Promise<string>;
}

/** Sends nothing. Throws TypeError or RangeError for options that cannot work. */
export function createClient(options: ClientOptions): Client {
  const call = createCall(parseOptions(options));
  return {
    tokens: { ...createTokens(call), ...createTokenChecks(call) },
    embeds: createEmbeds(call),
    domainPatterns: createDomainPatterns(call),
    members: createMembers(call),
    serviceAccounts: createServiceAccounts(call),
    services: createServices(call),
    gatewayConfigurations: createGatewayConfigurations(call),
    applications: createApplications(call),
    serviceManagement: createServiceManagement(call),
    configurators: createConfigurators(call),
    configurations: createConfigurations(call),
    workspace: createWorkspace(call),
    signIn: createSignIn(call),
    analytics: createAnalytics(call),
    usage: createUsage(call),
    billing: createBilling(call),
    webhooks: createWebhooks(call),
    auditEvents: createAuditEvents(call),
    embed: createEmbed(call),
    whoami: (callOptions) => call("whoami", {}, callOptions),
    health: (callOptions) => call("getHealth", {}, callOptions),
    deployment: (callOptions) => call("getDeployment", {}, callOptions),
    openApi: (callOptions) => call("getOpenApi", {}, callOptions),
    quoteKeys: (callOptions) => call("getQuoteKeys", {}, callOptions),
    errorPage: (code, callOptions) => call("getErrorPage", { path: { code } }, callOptions),
  };
}
