import { describe, expect, it } from "vitest";
import { OPERATIONS, type Operation } from "../../../contract/operations.ts";
import { OPERATIONS as SDK_OPERATIONS } from "../../../sdk/src/generated/operations.ts";
import type { Client, OperationId, TokenSource } from "../../../sdk/src/index.ts";
import { isRepeatable } from "../../../sdk/src/operations.ts";
import { createTestClient, json, PRIVATE_TOKEN, PUBLIC_TOKEN } from "./support/fake-api.ts";

const document = {} as never;
/** An answer that fits every operation well enough. */
const listed = { items: [], nextCursor: null, problems: [], heads: [] };

/** How each operation is called, and its path. An operation without a method does not compile. */
const CALLS: Record<OperationId, readonly [(client: Client) => PromiseLike<unknown>, string]> = {
  loadConfigurator: [(c) => c.embed.load("cfg_1"), "/embed/v1/configurators/cfg_1"],
  saveConfiguration: [(c) => c.embed.save({ configuratorId: "cfg_1", values: {} }), "/embed/v1/configurations"],
  updateConfiguration: [
    (c) => c.embed.update("short", { editKey: "lke_1", values: {} }),
    "/embed/v1/configurations/short",
  ],
  resumeConfiguration: [(c) => c.embed.resume("short"), "/embed/v1/configurations/short"],
  quoteConfiguration: [(c) => c.embed.quote("short"), "/embed/v1/configurations/short/quote"],
  createUpload: [
    (c) => c.embed.createUpload({ configuratorId: "cfg_1", attributeId: "logo", contentType: "image/png", bytes: 1 }),
    "/embed/v1/uploads",
  ],
  completeUpload: [(c) => c.embed.completeUpload("upl_1"), "/embed/v1/uploads/upl_1/complete"],
  getConfigurationFile: [(c) => c.configurations.file("short", "logo"), "/v1/configurations/short/files/logo"],
  trackEvents: [(c) => c.embed.track({ events: [] }), "/embed/v1/events"],
  diagnoseToken: [(c) => c.embed.diagnose({ token: PUBLIC_TOKEN }), "/embed/v1/diagnose"],
  listTokens: [(c) => c.tokens.list(), "/v1/tokens"],
  createToken: [(c) => c.tokens.create({ kind: "private", label: "l", scopes: ["billing:read"] }), "/v1/tokens"],
  summarizeTokens: [(c) => c.tokens.summary(), "/v1/token-summary"],
  getToken: [(c) => c.tokens.get("lks_1"), "/v1/tokens/lks_1"],
  updateToken: [(c) => c.tokens.update("lks_1", { label: "l" }), "/v1/tokens/lks_1"],
  revokeToken: [(c) => c.tokens.revoke("lks_1"), "/v1/tokens/lks_1"],
  disableToken: [(c) => c.tokens.disable("lks_1"), "/v1/tokens/lks_1/disable"],
  enableToken: [(c) => c.tokens.enable("lks_1"), "/v1/tokens/lks_1/enable"],
  rotateToken: [(c) => c.tokens.rotate("lks_1"), "/v1/tokens/lks_1/rotate"],
  finishRotation: [(c) => c.tokens.finishRotation("lks_1"), "/v1/tokens/lks_1/finish-rotation"],
  getRevocation: [(c) => c.tokens.revocation("lks_1"), "/v1/tokens/lks_1/revocation"],
  purgeToken: [(c) => c.tokens.purge("lks_1"), "/v1/tokens/lks_1/purge"],
  extendRotation: [(c) => c.tokens.extendRotation("lks_1", { graceSeconds: 60 }), "/v1/tokens/lks_1/extend-rotation"],
  changeTokens: [(c) => c.tokens.changeMany({ action: "disable", tokenIds: ["lks_1"] }), "/v1/tokens/bulk"],
  reassignToken: [
    (c) => c.tokens.reassign("lks_1", { owner: { type: "service_account", id: "a" } }),
    "/v1/tokens/lks_1/reassign",
  ],
  listMembers: [(c) => c.members.list(), "/v1/members"],
  inviteMember: [(c) => c.members.invite({ email: "ada@example.com", role: "viewer" }), "/v1/members"],
  getMember: [(c) => c.members.get("mem_1"), "/v1/members/mem_1"],
  updateMember: [(c) => c.members.update("mem_1", { role: "viewer" }), "/v1/members/mem_1"],
  removeMember: [(c) => c.members.remove("mem_1"), "/v1/members/mem_1"],
  suspendMember: [(c) => c.members.suspend("mem_1"), "/v1/members/mem_1/suspend"],
  reinstateMember: [(c) => c.members.reinstate("mem_1"), "/v1/members/mem_1/reinstate"],
  renewInvitation: [(c) => c.members.renewInvitation("mem_1"), "/v1/members/mem_1/renew-invitation"],
  acceptInvitation: [
    (c) => c.members.acceptInvitation({ workspaceId: "ws_1", idToken: "a.b.c" }),
    "/v1/invitations/accept",
  ],
  listSignInWorkspaces: [(c) => c.signIn.workspaces({ idToken: "a.b.c" }), "/v1/sign-in/workspaces"],
  getGrantableRights: [(c) => c.members.grantableRights(), "/v1/grantable-rights"],
  verifyToken: [(c) => c.tokens.verify(), "/v1/tokens/verify"],
  explainToken: [(c) => c.tokens.explain({ tokenId: "lks_1", operation: "whoami" }), "/v1/tokens/explain"],
  listObservedOrigins: [(c) => c.tokens.listOrigins("lkp_1"), "/v1/tokens/lkp_1/origins"],
  testDomainPatterns: [(c) => c.domainPatterns.test({ patterns: ["a.example"] }), "/v1/domain-patterns/test"],
  listEmbeds: [(c) => c.embeds.list(), "/v1/embeds"],
  createEmbed: [(c) => c.embeds.create({ label: "l", tokenId: "lkp_1" }), "/v1/embeds"],
  getEmbed: [(c) => c.embeds.get("emb_1"), "/v1/embeds/emb_1"],
  updateEmbed: [(c) => c.embeds.update("emb_1", { label: "l" }), "/v1/embeds/emb_1"],
  deleteEmbed: [(c) => c.embeds.delete("emb_1"), "/v1/embeds/emb_1"],
  listServiceAccounts: [(c) => c.serviceAccounts.list(), "/v1/service-accounts"],
  createServiceAccount: [(c) => c.serviceAccounts.create({ name: "a" }), "/v1/service-accounts"],
  getServiceAccount: [(c) => c.serviceAccounts.get("a"), "/v1/service-accounts/a"],
  updateServiceAccount: [(c) => c.serviceAccounts.update("a", { description: null }), "/v1/service-accounts/a"],
  disableServiceAccount: [(c) => c.serviceAccounts.disable("a"), "/v1/service-accounts/a/disable"],
  enableServiceAccount: [(c) => c.serviceAccounts.enable("a"), "/v1/service-accounts/a/enable"],
  deleteServiceAccount: [(c) => c.serviceAccounts.delete("a"), "/v1/service-accounts/a"],
  listServices: [(c) => c.services.list(), "/v1/services"],
  createService: [(c) => c.services.create({ name: "n" }), "/v1/services"],
  getService: [(c) => c.services.get("svc_1"), "/v1/services/svc_1"],
  updateService: [(c) => c.services.update("svc_1", { name: "n" }), "/v1/services/svc_1"],
  disableService: [(c) => c.services.disable("svc_1"), "/v1/services/svc_1/disable"],
  enableService: [(c) => c.services.enable("svc_1"), "/v1/services/svc_1/enable"],
  deleteService: [(c) => c.services.delete("svc_1"), "/v1/services/svc_1"],
  revealServiceToken: [(c) => c.services.revealToken("svc_1"), "/v1/services/svc_1/token/reveal"],
  rotateServiceToken: [(c) => c.services.rotateToken("svc_1"), "/v1/services/svc_1/token/rotate"],
  finishServiceTokenRotation: [
    (c) => c.services.finishTokenRotation("svc_1"),
    "/v1/services/svc_1/token/finish-rotation",
  ],
  getGatewayConfiguration: [(c) => c.gatewayConfigurations.get("svc_1"), "/v1/services/svc_1/gateway-configuration"],
  getGatewayEnvironments: [
    (c) => c.gatewayConfigurations.environments("svc_1"),
    "/v1/services/svc_1/gateway-configuration/environments",
  ],
  listGatewayConfigurationVersions: [
    (c) => c.gatewayConfigurations.listVersions("svc_1"),
    "/v1/services/svc_1/gateway-configuration/versions",
  ],
  createGatewayConfigurationVersion: [
    (c) => c.gatewayConfigurations.createVersion("svc_1", { document: {} }),
    "/v1/services/svc_1/gateway-configuration/versions",
  ],
  getGatewayConfigurationVersion: [
    (c) => c.gatewayConfigurations.getVersion("svc_1", 2),
    "/v1/services/svc_1/gateway-configuration/versions/2",
  ],
  promoteGatewayConfiguration: [
    (c) => c.gatewayConfigurations.promote("svc_1", { version: 1 }),
    "/v1/services/svc_1/gateway-configuration/promote",
  ],
  pinGatewayConfiguration: [
    (c) => c.gatewayConfigurations.pin("svc_1", { environment: "staging", version: 1 }),
    "/v1/services/svc_1/gateway-configuration/pin",
  ],
  unpinGatewayConfiguration: [
    (c) => c.gatewayConfigurations.unpin("svc_1", { environment: "staging" }),
    "/v1/services/svc_1/gateway-configuration/unpin",
  ],
  listApplications: [(c) => c.applications.list(), "/v1/applications"],
  createApplication: [(c) => c.applications.create({ serviceId: "svc_1", name: "n" }), "/v1/applications"],
  getApplication: [(c) => c.applications.get("app_1"), "/v1/applications/app_1"],
  getApplicationUsage: [(c) => c.applications.usage("app_1"), "/v1/applications/app_1/usage"],
  updateApplication: [(c) => c.applications.update("app_1", { name: "n" }), "/v1/applications/app_1"],
  suspendApplication: [(c) => c.applications.suspend("app_1"), "/v1/applications/app_1/suspend"],
  resumeApplication: [(c) => c.applications.resume("app_1"), "/v1/applications/app_1/resume"],
  rotateApplicationKey: [(c) => c.applications.rotateKey("app_1"), "/v1/applications/app_1/rotate-key"],
  deleteApplication: [(c) => c.applications.delete("app_1"), "/v1/applications/app_1"],
  authorizeApplication: [
    (c) => c.serviceManagement.authorize("svc_1", { applicationId: "app_1" }),
    "/service-management/v1/services/svc_1/authorize",
  ],
  authorizeAndReport: [
    (c) => c.serviceManagement.authrep("svc_1", { applicationId: "app_1" }),
    "/service-management/v1/services/svc_1/authrep",
  ],
  reportUsage: [
    (c) => c.serviceManagement.report("svc_1", { transactions: [{ applicationId: "app_1" }] }),
    "/service-management/v1/services/svc_1/report",
  ],
  listConfigurators: [(c) => c.configurators.list(), "/v1/configurators"],
  createConfigurator: [(c) => c.configurators.create({ name: "n", draft: document }), "/v1/configurators"],
  checkConfigurator: [(c) => c.configurators.check({ draft: document }), "/v1/configurators/check"],
  previewConfigurator: [(c) => c.configurators.preview("cfg_1"), "/v1/configurators/cfg_1/preview"],
  evaluateConfigurator: [(c) => c.configurators.evaluate("cfg_1", { values: {} }), "/v1/configurators/cfg_1/evaluate"],
  getConfigurator: [(c) => c.configurators.get("cfg_1"), "/v1/configurators/cfg_1"],
  updateConfigurator: [(c) => c.configurators.update("cfg_1", { name: "n" }), "/v1/configurators/cfg_1"],
  deleteConfigurator: [(c) => c.configurators.delete("cfg_1"), "/v1/configurators/cfg_1"],
  publishConfigurator: [(c) => c.configurators.publish("cfg_1"), "/v1/configurators/cfg_1/publish"],
  rollbackConfigurator: [(c) => c.configurators.rollback("cfg_1", { version: 1 }), "/v1/configurators/cfg_1/rollback"],
  listConfiguratorVersions: [(c) => c.configurators.listVersions("cfg_1"), "/v1/configurators/cfg_1/versions"],
  getConfiguratorVersion: [(c) => c.configurators.getVersion("cfg_1", 2), "/v1/configurators/cfg_1/versions/2"],
  listConfigurations: [(c) => c.configurations.list(), "/v1/configurations"],
  exportConfigurations: [(c) => c.configurations.export(), "/v1/configurations/export"],
  getConfiguration: [(c) => c.configurations.get("short"), "/v1/configurations/short"],
  deleteConfiguration: [(c) => c.configurations.delete("short"), "/v1/configurations/short"],
  quoteSavedConfiguration: [(c) => c.configurations.quote("short"), "/v1/configurations/short/quote"],
  getQuoteKeys: [(c) => c.quoteKeys(), "/.well-known/jwks.json"],
  getWorkspace: [(c) => c.workspace.get(), "/v1/workspace"],
  updateWorkspace: [(c) => c.workspace.update({ name: "n" }), "/v1/workspace"],
  createWorkspace: [(c) => c.workspace.create({ name: "w" }), "/v1/workspaces"],
  whoami: [(c) => c.whoami(), "/v1/whoami"],
  listWebhooks: [(c) => c.webhooks.list(), "/v1/webhooks"],
  listRateCards: [(c) => c.billing.rateCards.list(), "/v1/billing/rate-cards"],
  createRateCard: [
    (c) => c.billing.rateCards.create({ effectiveFrom: "2026-12-01", currency: "EUR" }),
    "/v1/billing/rate-cards",
  ],
  getRateCard: [(c) => c.billing.rateCards.get("2026-12-01"), "/v1/billing/rate-cards/2026-12-01"],
  updateRateCard: [(c) => c.billing.rateCards.update("2026-12-01", { fee: null }), "/v1/billing/rate-cards/2026-12-01"],
  deleteRateCard: [(c) => c.billing.rateCards.delete("2026-12-01"), "/v1/billing/rate-cards/2026-12-01"],
  listStatements: [(c) => c.billing.statements.list(), "/v1/billing/statements"],
  getStatement: [(c) => c.billing.statements.get("2026-11"), "/v1/billing/statements/2026-11"],
  exportStatement: [(c) => c.billing.statements.export("2026-11"), "/v1/billing/statements/2026-11/export"],
  createWebhook: [(c) => c.webhooks.create({ url: "https://a.example", events: ["token.expiring"] }), "/v1/webhooks"],
  getWebhook: [(c) => c.webhooks.get("whk_1"), "/v1/webhooks/whk_1"],
  updateWebhook: [(c) => c.webhooks.update("whk_1", { enabled: false }), "/v1/webhooks/whk_1"],
  deleteWebhook: [(c) => c.webhooks.delete("whk_1"), "/v1/webhooks/whk_1"],
  rotateWebhookSecret: [(c) => c.webhooks.rotateSecret("whk_1"), "/v1/webhooks/whk_1/rotate-secret"],
  testWebhook: [(c) => c.webhooks.test("whk_1"), "/v1/webhooks/whk_1/test"],
  listWebhookDeliveries: [(c) => c.webhooks.listDeliveries("whk_1"), "/v1/webhooks/whk_1/deliveries"],
  listAuditEvents: [(c) => c.auditEvents.list(), "/v1/audit-events"],
  exportAuditEvents: [(c) => c.auditEvents.export(), "/v1/audit-events/export"],
  queryEvents: [(c) => c.analytics.events(), "/v1/analytics/events"],
  exportEvents: [(c) => c.analytics.exportEvents(), "/v1/analytics/events/export"],
  queryFunnel: [(c) => c.analytics.funnel(), "/v1/analytics/funnel"],
  queryOptions: [(c) => c.analytics.options({ configuratorId: "cfg_1" }), "/v1/analytics/options"],
  exportOptions: [(c) => c.analytics.exportOptions({ configuratorId: "cfg_1" }), "/v1/analytics/options/export"],
  summarizeAnalytics: [(c) => c.analytics.summary(), "/v1/analytics/summary"],
  queryUsage: [(c) => c.usage.query(), "/v1/usage"],
  exportUsage: [(c) => c.usage.export(), "/v1/usage/export"],
  verifyAuditEvents: [(c) => c.auditEvents.verify(), "/v1/audit-events/verify"],
  getOpenApi: [(c) => c.openApi(), "/openapi.json"],
  getHealth: [(c) => c.health(), "/health"],
  getDeployment: [(c) => c.deployment(), "/v1/deployment"],
  getErrorPage: [(c) => c.errorPage("not_found"), "/docs/errors/not_found"],
};

const contractIds = Object.entries<Operation>(OPERATIONS)
  .filter(([, operation]) => operation.method !== "OPTIONS")
  .map(([id]) => id);

describe("the client and the contract", () => {
  it("has a method for every operation that is not a browser's preflight", () => {
    expect(Object.keys(CALLS).sort()).toEqual([...contractIds].sort());
    expect(Object.keys(SDK_OPERATIONS).sort()).toEqual([...contractIds].sort());
  });

  it("has no method that calls no operation", () => {
    const { client } = createTestClient([]);
    const methodsOf = (member: unknown): readonly unknown[] =>
      typeof member === "object" && member !== null ? Object.values(member).flatMap(methodsOf) : [member];
    const methods = methodsOf(client);
    expect(methods).toHaveLength(contractIds.length);
  });

  it.each(Object.entries(CALLS))("%s sends the method and path of the contract", async (id, [call, path]) => {
    const entry: Operation = OPERATIONS[id as OperationId];
    const token: TokenSource = entry.credentials.includes("public") ? PUBLIC_TOKEN : PRIVATE_TOKEN;
    const { client, sent } = createTestClient([json(listed)], { token });
    await call(client);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.method).toBe(entry.method);
    expect(sent[0]?.url.pathname).toBe(path);
    expect(path).toMatch(new RegExp(`^${entry.path.replace(/\{\w+\}/g, "[^/]+")}$`));
  });

  it.each(contractIds)("%s carries an idempotency key exactly when it creates something", async (id) => {
    const entry: Operation = OPERATIONS[id as OperationId];
    const { client, sent } = createTestClient([json(listed)]);
    await CALLS[id as OperationId][0](client);
    expect(sent[0]?.headers.has("idempotency-key")).toBe(entry.creates === true);
  });

  it("repeats reads, creations with a key, changes and deletions, and every POST that leaves the same state when it is sent twice", () => {
    const repeatable = new Set(Object.keys(SDK_OPERATIONS).filter((id) => isRepeatable(id as OperationId)));
    for (const [id, { effect, creates, method }] of Object.entries<Operation>(OPERATIONS)) {
      if (method === "OPTIONS") continue;
      if (effect === "read" || creates === true || method === "PATCH" || method === "DELETE") {
        expect(repeatable).toContain(id);
      }
    }
    expect(repeatable).toContain("trackEvents");
    expect(repeatable).toContain("rollbackConfigurator");
  });
});
