import { describe, expect, it } from "vitest";
import { OPERATIONS, type Operation } from "../../../contract/operations.ts";
import { OPERATIONS as SDK_OPERATIONS } from "../../../sdk/src/generated/operations.ts";
import type { Client, OperationId, TokenSource } from "../../../sdk/src/index.ts";
import { isRepeatable } from "../../../sdk/src/operations.ts";
import { createTestClient, json, PRIVATE_TOKEN, PUBLIC_TOKEN } from "./support/fake-api.ts";

const document = {} as never;
const listed = { items: [], nextCursor: null };

/** How each operation is called, and its path. An operation without a method does not compile. */
const CALLS: Record<OperationId, readonly [(client: Client) => PromiseLike<unknown>, string]> = {
  loadConfigurator: [(c) => c.embed.load("cfg_1"), "/embed/v1/configurators/cfg_1"],
  saveConfiguration: [(c) => c.embed.save({ configuratorId: "cfg_1", values: {} }), "/embed/v1/configurations"],
  resumeConfiguration: [(c) => c.embed.resume("short"), "/embed/v1/configurations/short"],
  trackEvents: [(c) => c.embed.track({ events: [] }), "/embed/v1/events"],
  diagnoseToken: [(c) => c.embed.diagnose({ token: PUBLIC_TOKEN }), "/embed/v1/diagnose"],
  listTokens: [(c) => c.tokens.list(), "/v1/tokens"],
  createToken: [(c) => c.tokens.create({ kind: "private", label: "l", scopes: ["billing:read"] }), "/v1/tokens"],
  getToken: [(c) => c.tokens.get("lks_1"), "/v1/tokens/lks_1"],
  updateToken: [(c) => c.tokens.update("lks_1", { label: "l" }), "/v1/tokens/lks_1"],
  revokeToken: [(c) => c.tokens.revoke("lks_1"), "/v1/tokens/lks_1"],
  disableToken: [(c) => c.tokens.disable("lks_1"), "/v1/tokens/lks_1/disable"],
  enableToken: [(c) => c.tokens.enable("lks_1"), "/v1/tokens/lks_1/enable"],
  rotateToken: [(c) => c.tokens.rotate("lks_1"), "/v1/tokens/lks_1/rotate"],
  finishRotation: [(c) => c.tokens.finishRotation("lks_1"), "/v1/tokens/lks_1/finish-rotation"],
  reassignToken: [
    (c) => c.tokens.reassign("lks_1", { owner: { type: "service_account", id: "a" } }),
    "/v1/tokens/lks_1/reassign",
  ],
  listServiceAccounts: [(c) => c.serviceAccounts.list(), "/v1/service-accounts"],
  createServiceAccount: [(c) => c.serviceAccounts.create({ name: "a" }), "/v1/service-accounts"],
  getServiceAccount: [(c) => c.serviceAccounts.get("a"), "/v1/service-accounts/a"],
  updateServiceAccount: [(c) => c.serviceAccounts.update("a", { description: null }), "/v1/service-accounts/a"],
  deleteServiceAccount: [(c) => c.serviceAccounts.delete("a"), "/v1/service-accounts/a"],
  listConfigurators: [(c) => c.configurators.list(), "/v1/configurators"],
  createConfigurator: [(c) => c.configurators.create({ name: "n", draft: document }), "/v1/configurators"],
  getConfigurator: [(c) => c.configurators.get("cfg_1"), "/v1/configurators/cfg_1"],
  updateConfigurator: [(c) => c.configurators.update("cfg_1", { name: "n" }), "/v1/configurators/cfg_1"],
  deleteConfigurator: [(c) => c.configurators.delete("cfg_1"), "/v1/configurators/cfg_1"],
  publishConfigurator: [(c) => c.configurators.publish("cfg_1"), "/v1/configurators/cfg_1/publish"],
  rollbackConfigurator: [(c) => c.configurators.rollback("cfg_1", { version: 1 }), "/v1/configurators/cfg_1/rollback"],
  listConfiguratorVersions: [(c) => c.configurators.listVersions("cfg_1"), "/v1/configurators/cfg_1/versions"],
  getConfiguratorVersion: [(c) => c.configurators.getVersion("cfg_1", 2), "/v1/configurators/cfg_1/versions/2"],
  listConfigurations: [(c) => c.configurations.list(), "/v1/configurations"],
  getConfiguration: [(c) => c.configurations.get("short"), "/v1/configurations/short"],
  deleteConfiguration: [(c) => c.configurations.delete("short"), "/v1/configurations/short"],
  getWorkspace: [(c) => c.workspace.get(), "/v1/workspace"],
  updateWorkspace: [(c) => c.workspace.update({ name: "n" }), "/v1/workspace"],
  whoami: [(c) => c.whoami(), "/v1/whoami"],
  listAuditEvents: [(c) => c.auditEvents.list(), "/v1/audit-events"],
  getOpenApi: [(c) => c.openApi(), "/openapi.json"],
  getHealth: [(c) => c.health(), "/health"],
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
    const methods = Object.values(client).flatMap((member) =>
      typeof member === "function" ? [member] : Object.values(member),
    );
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
