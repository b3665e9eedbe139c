import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { OPERATIONS, type OperationId } from "../../contract/operations.ts";
import { createDemoConfigurator } from "../../demo/product.ts";
import type { PlainResponse, RequestOptions, TestPlatform } from "./test-platform.ts";

/** One call of the tour. */
interface Visit extends RequestOptions {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly status: number;
}

/**
 * Uses every operation of the API once or more, along every path to the store: found and not found, with and without an idempotency key,
 * with filters. Tests look at what it leaves behind: which grants were used, what was logged, what was stored.
 */
export async function takeTour(test: TestPlatform): Promise<ReadonlySet<OperationId>> {
  const visited = new Set<OperationId>();
  const { demo } = test;

  async function call(id: OperationId, visit: Visit): Promise<PlainResponse> {
    const { method, path } = OPERATIONS[id];
    const url = path.replaceAll(/\{([\w+]+)\}/g, (_, name: string) => visit.path?.[name] ?? "");
    const answer = await test.request(url + (visit.query ?? ""), { method, ...visit });
    expect(`${id} ${answer.status} ${visit.status === answer.status ? "" : answer.text}`.trim()).toBe(
      `${id} ${visit.status}`,
    );
    visited.add(id);
    return answer;
  }
  const manage = (id: OperationId, visit: Visit) => call(id, { token: demo.ownerToken, ...visit });
  const embed = (id: OperationId, visit: Visit) =>
    call(id, {
      origin: demo.shopUrl,
      ...visit,
      headers: { "content-type": "text/plain", ...visit.headers },
      query: `?access_token=${demo.publicToken}`,
    });
  const once = () => ({ "idempotency-key": randomUUID() });
  const idOf = (answer: PlainResponse, name = "id"): string => {
    const { json } = answer;
    const value = typeof json === "object" && json !== null ? Reflect.get(json, name) : undefined;
    if (typeof value !== "string") throw new Error(`the answer has no ${name}`);
    return value;
  };

  // Open.
  await call("getHealth", { status: 200 });
  await call("getOpenApi", { status: 200 });
  await call("getErrorPage", { status: 200, path: { code: "not_found" } });
  await call("preflight", { status: 204, origin: demo.shopUrl, path: { "proxy+": "v1/tokens" } });
  await call("diagnoseToken", { status: 200, origin: demo.shopUrl, body: { token: demo.publicToken } });

  // Workspace and people.
  await manage("whoami", { status: 200 });
  await manage("getWorkspace", { status: 200 });
  await manage("updateWorkspace", { status: 200, body: { name: "Tour" } });
  const session = await test.platform.issuer.issueAccessToken(ownerOf(test));
  await call("whoami", { status: 200, token: session, headers: { "latchkey-workspace": demo.workspaceId } });

  // Service accounts.
  const name = "tour-account";
  const keyed = { status: 201, body: { name }, headers: once() };
  await manage("createServiceAccount", keyed);
  await manage("createServiceAccount", keyed);
  await manage("listServiceAccounts", { status: 200 });
  await manage("getServiceAccount", { status: 200, path: { serviceAccountId: name } });
  await manage("updateServiceAccount", { status: 200, path: { serviceAccountId: name }, body: { description: "x" } });

  // Tokens.
  const created = await manage("createToken", {
    status: 201,
    headers: once(),
    body: { kind: "private", label: "tour", role: "viewer", scopes: ["account_management:read"] },
  });
  const path = { tokenId: idOf(created) };
  await manage("listTokens", { status: 200 });
  await manage("listTokens", { status: 200, query: `?ownerType=service_account&ownerId=${demo.serviceAccount}` });
  await manage("getToken", { status: 200, path });
  await manage("updateToken", { status: 200, path, body: { label: "toured" } });
  await manage("disableToken", { status: 200, path });
  await manage("enableToken", { status: 200, path });
  await manage("rotateToken", { status: 200, path, body: { graceSeconds: 60 }, headers: once() });
  await manage("finishRotation", { status: 200, path });
  await manage("reassignToken", { status: 200, path, body: { owner: { type: "service_account", id: name } } });
  await manage("deleteServiceAccount", { status: 409, path: { serviceAccountId: name } });
  await manage("revokeToken", { status: 200, path });
  await manage("deleteServiceAccount", { status: 204, path: { serviceAccountId: name } });

  // Configurators.
  const draft = createDemoConfigurator();
  const configurator = { status: 201, body: { name: "Tour", draft }, headers: once() };
  const configuratorId = idOf(await manage("createConfigurator", configurator));
  await manage("createConfigurator", configurator);
  const at = { configuratorId };
  await manage("listConfigurators", { status: 200 });
  await manage("getConfigurator", { status: 200, path: at });
  await manage("updateConfigurator", { status: 200, path: at, body: { draft, draftRevision: 1 } });
  await manage("publishConfigurator", { status: 200, path: at });
  await manage("publishConfigurator", { status: 200, path: at, body: { comment: "again" } });
  await manage("listConfiguratorVersions", { status: 200, path: at });
  await manage("getConfiguratorVersion", { status: 200, path: { ...at, version: "1" } });
  await manage("rollbackConfigurator", { status: 200, path: at, body: { version: 1 } });

  // What the shopper does.
  expect((await embed("loadConfigurator", { status: 200, path: at })).json).toMatchObject({ version: 1 });
  const save = { status: 201, body: { configuratorId, values: {} }, headers: once() };
  const shortId = idOf(await embed("saveConfiguration", save), "shortId");
  await embed("saveConfiguration", save);
  await embed("saveConfiguration", { status: 201, body: { configuratorId, values: {}, metadata: { cart: "1" } } });
  await embed("resumeConfiguration", { status: 200, path: { shortId } });
  const occurredAt = new Date().toISOString();
  const events = [1, 2].map(() => ({ id: randomUUID(), name: "load", configuratorId, occurredAt }));
  await embed("trackEvents", { status: 200, body: { events } });
  await embed("trackEvents", { status: 200, body: { events } });

  // What the shop does with it.
  await manage("listConfigurations", { status: 200 });
  await manage("listConfigurations", { status: 200, query: `?configuratorId=${configuratorId}` });
  await manage("getConfiguration", { status: 200, path: { shortId } });
  await manage("deleteConfiguration", { status: 204, path: { shortId } });
  await manage("deleteConfigurator", { status: 204, path: at });
  await manage("listAuditEvents", { status: 200 });
  return visited;
}

function ownerOf({ platform }: TestPlatform) {
  const owner = platform.issuer.members.find(({ role }) => role === "owner");
  if (owner === undefined) throw new Error("the issuer has no owner");
  return owner;
}
