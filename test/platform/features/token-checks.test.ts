import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { describe, expect, it } from "vitest";
import type { ExplainToken } from "../../../sdk/src/index.ts";
import { feature } from "../../support/features.ts";
import { issueToken } from "../../support/people.ts";
import { codeOf, OTHER, SHOP, usePublicTokenStage } from "../../support/public-tokens.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

const stage = usePublicTokenStage();

describe(feature(13), () => {
  it("a token verifies itself without any scope for it, and gets the rights that it has now", async () => {
    const { id, value } = await issueToken(stage.test.owner, { role: "viewer", scopes: ["billing:read"] });
    expect(await stage.test.client(value).tokens.verify()).toMatchObject({
      valid: true,
      status: "active",
      kind: "private",
      id,
      reason: null,
      rights: { role: "viewer", scopes: ["billing:read"], services: "all" },
      owner: { type: "member", state: "active" },
      expiresAt: null,
      domains: [],
    });
  });

  it("the value of another token of the workspace is verified too, with its owner, its end and its domains", async () => {
    const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
    const { id, token } = await stage.issuePublic({ expiresAt });
    const { value } = await issueToken(stage.test.owner, { scopes: ["billing:read"] });
    expect(await stage.test.client(value).tokens.verify({ token })).toMatchObject({
      valid: true,
      kind: "public",
      id,
      rights: { role: null, scopes: ["embed:load", "embed:save", "embed:resume", "embed:track"] },
      owner: { type: "service_account", id: stage.test.demo.serviceAccount, state: "active" },
      domains: [SHOP],
      expiresAt,
      warnings: [{ code: "expires_soon" }],
    });
  });

  it("a token that does not count says why, and the old secret of a rotation says that it is the old one", async () => {
    const { id, value } = await issueToken(stage.test.owner);
    await stage.test.owner.tokens.rotate(id, { graceSeconds: 60 });
    expect(await stage.test.owner.tokens.verify({ token: value })).toMatchObject({
      valid: true,
      warnings: [{ code: "previous_secret" }],
    });
    await stage.test.owner.tokens.disable(id);
    expect(await stage.test.owner.tokens.verify({ token: value })).toMatchObject({
      valid: false,
      status: "disabled",
      reason: "token_disabled",
    });
  });

  it("whatever else a value is, the answer is the same, and the value is nowhere in it or in the logs", async () => {
    const { value } = await issueToken(stage.test.owner);
    const [prefix, secret] = [value.slice(0, 16), value.slice(16)];
    const { value: sibling } = await issueToken(stage.test.owner);
    const unknown = [
      "",
      "x",
      `${value}x`,
      value.slice(0, -1),
      `${prefix}${sibling.slice(16)}`,
      `${sibling.slice(0, 16)}${secret}`,
      value.toLowerCase(),
      "eyJhbGciOiJub25lIn0.e30.x",
      "q".repeat(4096),
    ];
    for (const token of unknown) {
      const answer = await stage.test.request("/v1/tokens/verify", {
        method: "POST",
        token: stage.test.demo.ownerToken,
        body: { token },
      });
      expect([answer.status, answer.json]).toEqual([200, { valid: false, status: "unknown" }]);
    }
    const written = JSON.stringify(stage.test.platform.logs.entries());
    for (const token of [value, ...unknown.filter((text) => text.length > 60)]) expect(written).not.toContain(token);
  });

  it("what is explained is what happens", async () => {
    const viewer = await issueToken(stage.test.owner, { role: "viewer", scopes: ["account_management:read"] });
    const listed = await issueToken(stage.test.owner, {
      scopes: ["configurator:read"],
      allowedAddresses: ["192.0.2.0/24"],
    });
    const shop = await stage.issuePublic();
    const silent = await stage.issuePublic({ scopes: ["embed:save"] });
    const requests: [ExplainToken, () => Promise<{ readonly status: number }>][] = [];
    for (const { id, value } of [viewer, listed]) {
      for (const [operation, path] of [
        ["listTokens", "/v1/tokens"],
        ["listConfigurators", "/v1/configurators"],
        ["listAuditEvents", "/v1/audit-events"],
        ["whoami", "/v1/whoami"],
      ] as const) {
        requests.push([
          { tokenId: id, operation, address: "127.0.0.1", origin: OTHER },
          () => stage.test.request(path, { token: value, origin: OTHER }),
        ]);
      }
    }
    for (const { id, token } of [shop, silent]) {
      for (const origin of [SHOP, OTHER, "null", undefined]) {
        requests.push([
          { tokenId: id, operation: "loadConfigurator", ...(origin !== undefined && { origin }) },
          () => stage.loadAs(token, origin),
        ]);
      }
    }
    const seen = new Set<string>();
    for (const [question, ask] of requests) {
      const { decision, reason } = await stage.test.owner.tokens.explain(question);
      const { status } = await ask();
      expect.soft(decision, JSON.stringify(question)).toBe(status === 200 ? "allow" : "deny");
      seen.add(reason ?? "allowed");
    }
    expect([...seen].sort()).toEqual(
      expect.arrayContaining([
        "address_not_listed",
        "allowed",
        "capability_missing",
        "origin_not_listed",
        "origin_null",
        "role_too_low",
        "scope_missing",
      ]),
    );
  });

  it("an explanation names the check that decides, what the others say, and what would change the decision", async () => {
    const { id } = await stage.issuePublic();
    const explanation = await stage.test.owner.tokens.explain({
      tokenId: id,
      operation: "loadConfigurator",
      origin: OTHER,
    });
    expect(explanation).toMatchObject({
      decision: "deny",
      reason: "origin_not_listed",
      docs: "/docs/errors/origin_not_listed",
      needs: { credentials: ["public"], scope: "embed:load", role: null, effect: "read" },
    });
    expect(explanation.fix).toContain("Add the origin");
    expect(explanation.checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      "state passed",
      "lifetime passed",
      "owner passed",
      "kind passed",
      "permission passed",
      "address passed",
      "origin refused",
      "services passed",
    ]);
    expect((await stage.test.request(explanation.docs ?? "")).status).toBe(200);
  });

  it("an instant asks about then: a token that will have expired", async () => {
    const { id } = await stage.issuePublic({ expiresAt: new Date(Date.now() + DAY_MS).toISOString() });
    const question = { tokenId: id, operation: "loadConfigurator", origin: SHOP } as const;
    expect(await stage.test.owner.tokens.explain(question)).toMatchObject({ decision: "allow", reason: null });
    const at = new Date(Date.now() + 2 * DAY_MS).toISOString();
    expect(await stage.test.owner.tokens.explain({ ...question, at })).toMatchObject({ reason: "token_expired" });
  });

  it("a token may explain itself whatever its scopes are, and another one only when it may read tokens", async () => {
    const own = await issueToken(stage.test.owner, { scopes: ["billing:read"] });
    const { id } = await stage.issuePublic();
    const client = stage.test.client(own.value);
    expect(await client.tokens.explain({ tokenId: own.id, operation: "listTokens" })).toMatchObject({
      decision: "deny",
      reason: "scope_missing",
      needs: { scope: "account_management:read", role: "viewer" },
      rights: { role: "viewer", scopes: ["billing:read"] },
    });
    expect(await codeOf(client.tokens.explain({ tokenId: id, operation: "listTokens" }))).toBe("not_found");
    const unknown = `lks_${"0".repeat(12)}`;
    expect(await codeOf(stage.test.owner.tokens.explain({ tokenId: unknown, operation: "listTokens" }))).toBe(
      "not_found",
    );
  });

  it("an operation that needs no credential, and a text that is no operation, cannot be explained", async () => {
    for (const operation of ["getHealth", "preflight", "unheardOf"]) {
      const body = { tokenId: stage.test.demo.ownerToken.slice(0, 16), operation };
      const answer = await stage.test.request("/v1/tokens/explain", {
        method: "POST",
        token: stage.test.demo.ownerToken,
        body,
      });
      expect(answer.status, operation).toBe(422);
    }
  });
});

describe(feature(14), () => {
  it("a malformed token is refused without one call to the store", async () => {
    const { value } = await issueToken(stage.test.owner);
    const calls: string[] = [];
    const last = value.at(-1) === "0" ? "1" : "0";
    const malformed = [
      value.slice(0, -1) + last,
      `${value}0`,
      value.replace("lks_", "lkx_"),
      "lks_",
      "lks_x".repeat(13),
    ];
    const stop = stage.test.platform.store.observe(({ operation }) => calls.push(operation));
    for (const token of malformed) expect((await stage.test.request("/v1/tokens", { token })).status, token).toBe(403);
    stop();
    expect(calls).toEqual([]);
  });

  it("the shipped scanner rules find every secret, in whatever it stands, and no public token", async () => {
    const rules = readFileSync(new URL("../../../docs/secret-scanning/gitleaks.toml", import.meta.url), "utf8");
    const expressions = [...rules.matchAll(/^regex = '''(.+)'''$/gm)].map(([, source = ""]) => new RegExp(source, "g"));
    expect(expressions.length).toBeGreaterThanOrEqual(3);
    const find = (text: string) => expressions.flatMap((expression) => text.match(expression) ?? []);
    for (let count = 0; count < 20; count++) {
      const { value } = await issueToken(stage.test.owner);
      for (const text of [
        value,
        `TOKEN=${value}\n`,
        `{"token":"${value}"}`,
        `Authorization: Bearer ${value}`,
        `'${value}'`,
      ])
        expect(find(text)).toEqual([value]);
    }
    const shop = await stage.issuePublic();
    expect(find(`<script data-token="${shop.token}">`)).toEqual([]);
    expect(find(shop.id)).toEqual([]);
  });
});

describe(feature(20), () => {
  it("a page that carries an embed id may do what the token behind it may do, on the token's domains", async () => {
    const shop = await stage.issuePublic();
    const embed = await stage.test.owner.embeds.create({ label: "Front page", tokenId: shop.id });
    expect(embed.id).toMatch(/^emb_[0-9A-Za-z]{12}$/);
    const answer = await stage.loadAs(embed.id, SHOP);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe(SHOP);
    const refused = await stage.loadAs(embed.id, OTHER);
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    expect((await stage.loadAs(embed.id)).status).toBe(403);
    const saved = await stage.test.request(`/embed/v1/configurations?access_token=${embed.id}`, {
      method: "POST",
      origin: SHOP,
      body: JSON.stringify({ configuratorId: stage.test.demo.configuratorId, values: {} }),
      headers: { "content-type": "text/plain" },
    });
    expect(saved.status).toBe(201);
  });

  it("rotating the token behind it needs no change on the page, and neither does another token", async () => {
    const shop = await stage.issuePublic();
    const { id } = await stage.test.owner.embeds.create({ label: "Rotated", tokenId: shop.id });
    expect((await stage.loadAs(id, SHOP)).status).toBe(200);
    await stage.test.owner.tokens.rotate(shop.id, { graceSeconds: 0 });
    expect((await stage.loadAs(id, SHOP)).status).toBe(200);

    const next = await stage.issuePublic({ domains: [OTHER] });
    await stage.test.owner.embeds.update(id, { tokenId: next.id });
    await expect.poll(async () => (await stage.loadAs(id, OTHER)).status, { timeout: 15_000, interval: 500 }).toBe(200);
    expect((await stage.loadAs(id, SHOP)).status).toBe(403);
  }, 30_000);

  it("a deleted embed opens nothing within the revocation bound, and its token goes on", async () => {
    const shop = await stage.issuePublic();
    const { id } = await stage.test.owner.embeds.create({ label: "Deleted", tokenId: shop.id });
    expect((await stage.loadAs(id, SHOP)).status).toBe(200);
    await stage.test.owner.embeds.delete(id);
    await expect.poll(async () => (await stage.loadAs(id, SHOP)).status, { timeout: 15_000, interval: 500 }).toBe(403);
    expect((await stage.loadAs(shop.token, SHOP)).status).toBe(200);
    expect(await codeOf(stage.test.owner.embeds.get(id))).toBe("not_found");
  }, 30_000);

  it("it is no credential elsewhere: not as a bearer, and not for the management API", async () => {
    const shop = await stage.issuePublic();
    const { id } = await stage.test.owner.embeds.create({ label: "Only here", tokenId: shop.id });
    expect(
      (
        await stage.test.request(`/embed/v1/configurators/${stage.test.demo.configuratorId}`, {
          token: id,
          origin: SHOP,
        })
      ).status,
    ).toBe(403);
    expect((await stage.test.request(`/v1/tokens?access_token=${id}`, { origin: SHOP })).status).toBe(403);
    const made = id.slice(0, -1) + (id.endsWith("0") ? "1" : "0");
    expect((await stage.loadAs(made, SHOP)).status).toBe(403);
  });

  it("it stands for a public token that is not revoked, and for nothing else", async () => {
    const { id: privateId } = await issueToken(stage.test.owner);
    const shop = await stage.issuePublic();
    const { id } = await stage.test.owner.embeds.create({ label: "Kept", tokenId: shop.id });
    await stage.test.owner.tokens.revoke(shop.id);
    for (const tokenId of [privateId, shop.id, "lkp_000000000000"]) {
      expect(await codeOf(stage.test.owner.embeds.create({ label: "x", tokenId }))).toBe("token_not_accepted");
      expect(await codeOf(stage.test.owner.embeds.update(id, { tokenId }))).toBe("token_not_accepted");
    }
    expect(await stage.test.owner.embeds.update(id, { label: "Renamed" })).toMatchObject({ label: "Renamed" });
    const { items } = await stage.test.owner.embeds.list({ tokenId: shop.id });
    expect(items.map((embed) => embed.id)).toEqual([id]);
  });

  it("it is made, changed and deleted by workspace managers, looked at by viewers, and written to the audit trail", async () => {
    const shop = await stage.issuePublic();
    const as = async (role: string) =>
      stage.test.client((await issueToken(stage.test.owner, { role, scopes: ["account_management:write"] })).value);
    const [viewer, teamMember, manager] = await Promise.all(["viewer", "team_member", "workspace_manager"].map(as));
    const { id } = (await manager?.embeds.create({ label: "Managed", tokenId: shop.id })) ?? { id: "" };
    expect(await viewer?.embeds.get(id)).toMatchObject({ tokenId: shop.id });
    for (const client of [viewer, teamMember]) {
      await expect(client?.embeds.create({ label: "x", tokenId: shop.id })).rejects.toMatchObject({ status: 403 });
      await expect(client?.embeds.delete(id)).rejects.toMatchObject({ status: 403 });
    }
    await manager?.embeds.delete(id);
    const { items } = await stage.test.owner.auditEvents.list();
    const events = items.filter(({ target }) => target.id === id).map(({ operation }) => operation);
    expect(events).toEqual(["deleteEmbed", "createEmbed"]);
  });
});

describe(feature(30), () => {
  it("a token with a list works from the listed networks only, and nothing that the caller writes changes where it calls from", async () => {
    const local = await issueToken(stage.test.owner, { allowedAddresses: ["127.0.0.0/8", "::1"] });
    const remote = await issueToken(stage.test.owner, { allowedAddresses: ["192.0.2.0/24", "2001:db8::/32"] });
    const forged = { "x-forwarded-for": "192.0.2.1", "latchkey-viewer-address": "192.0.2.1" };
    for (const baseUrl of [stage.test.platform.baseUrl, stage.test.platform.gatewayUrl]) {
      expect((await stage.test.request("/v1/tokens", { token: local.value, baseUrl })).status).toBe(200);
      expect((await stage.test.request("/v1/tokens", { token: local.value, baseUrl, headers: forged })).status).toBe(
        200,
      );
      expect((await stage.test.request("/v1/tokens", { token: remote.value, baseUrl })).status).toBe(403);
      expect((await stage.test.request("/v1/tokens", { token: remote.value, baseUrl, headers: forged })).status).toBe(
        403,
      );
    }
  });

  it("such a token cannot leave its networks: not by an edit, nor by a twin, nor by somebody whom it invites", async () => {
    const allowedAddresses = ["127.0.0.0/8", "::1"];
    const bound = await issueToken(stage.test.owner, {
      role: "administrator",
      scopes: ["account_management:write"],
      allowedAddresses,
    });
    const client = stage.test.client(bound.value);
    const refused = { code: "right_not_held", errors: [expect.objectContaining({ pointer: "/allowedAddresses" })] };
    const twin = { kind: "private", label: "twin", scopes: ["account_management:read"] } as const;
    await expect(client.tokens.update(bound.id, { allowedAddresses: null })).rejects.toMatchObject(refused);
    await expect(client.tokens.update(bound.id, { allowedAddresses: ["0.0.0.0/0"] })).rejects.toMatchObject(refused);
    await expect(client.tokens.create(twin)).rejects.toMatchObject(refused);
    await expect(client.members.invite({ email: "own@example.com", role: "viewer" })).rejects.toMatchObject(refused);
    const narrower = await client.tokens.create({ ...twin, allowedAddresses: ["127.0.0.1"] });
    expect(narrower.allowedAddresses).toEqual(["127.0.0.1/32"]);
  });

  it("through CloudFront it is the address of the viewer that counts", async () => {
    const { value } = await issueToken(stage.test.owner, { allowedAddresses: ["127.0.0.9"] });
    const statusFrom = (localAddress: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const { port } = new URL(stage.test.platform.baseUrl);
        const headers = { authorization: `Bearer ${value}` };
        httpRequest({ host: "127.0.0.1", port, path: "/v1/tokens", localAddress, agent: false, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on("error", reject)
          .end();
      });
    expect(await statusFrom("127.0.0.9")).toBe(200);
    expect(await statusFrom("127.0.0.8")).toBe(403);
  });
});
