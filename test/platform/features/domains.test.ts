import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiError, type CreateToken, type ExplainToken, type Token } from "../../../sdk/src/index.ts";
import { feature } from "../../support/features.ts";
import { issueToken } from "../../support/people.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

const SHOP = "https://shop.example.com";
const OTHER = "https://other.example.net";
const DAY_MS = 24 * 60 * 60 * 1000;

let test: TestPlatform;
let load: string;
beforeAll(async () => {
  // One worker per function: the authorizer's memory is one, and what it notes is written with the first use.
  test = await startTestPlatform({ workersMax: 1 });
  load = `/embed/v1/configurators/${test.demo.configuratorId}`;
});
afterAll(() => test.close());

type PublicToken = Extract<CreateToken, { kind: "public" }>;
async function issuePublic(more: Partial<PublicToken> = {}): Promise<Token & { readonly token: string }> {
  const owner = { type: "service_account", id: test.demo.serviceAccount } as const;
  const made = await test.owner.tokens.create({ kind: "public", label: "shop", owner, domains: [SHOP], ...more });
  if (made.token === null) throw new Error("a public token came without its value");
  return { ...made, token: made.token };
}
/** A load that no cache answers: straight at the gateway. */
const loadAs = (credential: string, origin?: string) =>
  test.request(`${load}?access_token=${credential}`, {
    baseUrl: test.platform.gatewayUrl,
    ...(origin !== undefined && { origin }),
  });
const codeOf = (work: PromiseLike<unknown>) =>
  Promise.resolve(work).then(
    () => "none",
    (error: unknown) => (error instanceof ApiError ? error.code : String(error)),
  );

describe(feature(13), () => {
  it("a token verifies itself without any scope for it, and gets the rights that it has now", async () => {
    const { id, value } = await issueToken(test.owner, { role: "viewer", scopes: ["billing:read"] });
    expect(await test.client(value).tokens.verify()).toMatchObject({
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
    const { id, token } = await issuePublic({ expiresAt });
    const { value } = await issueToken(test.owner, { scopes: ["billing:read"] });
    expect(await test.client(value).tokens.verify({ token })).toMatchObject({
      valid: true,
      kind: "public",
      id,
      rights: { role: null, scopes: ["embed:load", "embed:save", "embed:resume", "embed:track"] },
      owner: { type: "service_account", id: test.demo.serviceAccount, state: "active" },
      domains: [SHOP],
      expiresAt,
      warnings: [{ code: "expires_soon" }],
    });
  });

  it("a token that does not count says why, and the old secret of a rotation says that it is the old one", async () => {
    const { id, value } = await issueToken(test.owner);
    await test.owner.tokens.rotate(id, { graceSeconds: 60 });
    expect(await test.owner.tokens.verify({ token: value })).toMatchObject({
      valid: true,
      warnings: [{ code: "previous_secret" }],
    });
    await test.owner.tokens.disable(id);
    expect(await test.owner.tokens.verify({ token: value })).toMatchObject({
      valid: false,
      status: "disabled",
      reason: "token_disabled",
    });
  });

  it("whatever else a value is, the answer is the same, and the value is nowhere in it or in the logs", async () => {
    const { value } = await issueToken(test.owner);
    const [prefix, secret] = [value.slice(0, 16), value.slice(16)];
    const { value: sibling } = await issueToken(test.owner);
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
      const answer = await test.request("/v1/tokens/verify", {
        method: "POST",
        token: test.demo.ownerToken,
        body: { token },
      });
      expect([answer.status, answer.json]).toEqual([200, { valid: false, status: "unknown" }]);
    }
    const written = JSON.stringify(test.platform.logs.entries());
    for (const token of [value, ...unknown.filter((text) => text.length > 60)]) expect(written).not.toContain(token);
  });

  it("what is explained is what happens", async () => {
    const viewer = await issueToken(test.owner, { role: "viewer", scopes: ["account_management:read"] });
    const listed = await issueToken(test.owner, { scopes: ["configurator:read"], allowedAddresses: ["192.0.2.0/24"] });
    const shop = await issuePublic();
    const silent = await issuePublic({ scopes: ["embed:save"] });
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
          () => test.request(path, { token: value, origin: OTHER }),
        ]);
      }
    }
    for (const { id, token } of [shop, silent]) {
      for (const origin of [SHOP, OTHER, "null", undefined]) {
        requests.push([
          { tokenId: id, operation: "loadConfigurator", ...(origin !== undefined && { origin }) },
          () => loadAs(token, origin),
        ]);
      }
    }
    const seen = new Set<string>();
    for (const [question, ask] of requests) {
      const { decision, reason } = await test.owner.tokens.explain(question);
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
    const { id } = await issuePublic();
    const explanation = await test.owner.tokens.explain({ tokenId: id, operation: "loadConfigurator", origin: OTHER });
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
    expect((await test.request(explanation.docs ?? "")).status).toBe(200);
  });

  it("an instant asks about then: a token that will have expired", async () => {
    const { id } = await issuePublic({ expiresAt: new Date(Date.now() + DAY_MS).toISOString() });
    const question = { tokenId: id, operation: "loadConfigurator", origin: SHOP } as const;
    expect(await test.owner.tokens.explain(question)).toMatchObject({ decision: "allow", reason: null });
    const at = new Date(Date.now() + 2 * DAY_MS).toISOString();
    expect(await test.owner.tokens.explain({ ...question, at })).toMatchObject({ reason: "token_expired" });
  });

  it("a token may explain itself whatever its scopes are, and another one only when it may read tokens", async () => {
    const own = await issueToken(test.owner, { scopes: ["billing:read"] });
    const { id } = await issuePublic();
    const client = test.client(own.value);
    expect(await client.tokens.explain({ tokenId: own.id, operation: "listTokens" })).toMatchObject({
      decision: "deny",
      reason: "scope_missing",
      needs: { scope: "account_management:read", role: "viewer" },
      rights: { role: "viewer", scopes: ["billing:read"] },
    });
    expect(await codeOf(client.tokens.explain({ tokenId: id, operation: "listTokens" }))).toBe("not_found");
    const unknown = `lks_${"0".repeat(12)}`;
    expect(await codeOf(test.owner.tokens.explain({ tokenId: unknown, operation: "listTokens" }))).toBe("not_found");
  });

  it("an operation that needs no credential, and a text that is no operation, cannot be explained", async () => {
    for (const operation of ["getHealth", "preflight", "unheardOf"]) {
      const body = { tokenId: test.demo.ownerToken.slice(0, 16), operation };
      const answer = await test.request("/v1/tokens/explain", { method: "POST", token: test.demo.ownerToken, body });
      expect(answer.status, operation).toBe(422);
    }
  });
});

describe(feature(14), () => {
  it("a malformed token is refused without one call to the store", async () => {
    const { value } = await issueToken(test.owner);
    const calls: string[] = [];
    const last = value.at(-1) === "0" ? "1" : "0";
    const malformed = [
      value.slice(0, -1) + last,
      `${value}0`,
      value.replace("lks_", "lkx_"),
      "lks_",
      "lks_x".repeat(13),
    ];
    const stop = test.platform.store.observe(({ operation }) => calls.push(operation));
    for (const token of malformed) expect((await test.request("/v1/tokens", { token })).status, token).toBe(403);
    stop();
    expect(calls).toEqual([]);
  });

  it("the shipped scanner rules find every secret, in whatever it stands, and no public token", async () => {
    const rules = readFileSync(new URL("../../../docs/secret-scanning/gitleaks.toml", import.meta.url), "utf8");
    const expressions = [...rules.matchAll(/^regex = '''(.+)'''$/gm)].map(([, source = ""]) => new RegExp(source, "g"));
    expect(expressions.length).toBeGreaterThanOrEqual(3);
    const find = (text: string) => expressions.flatMap((expression) => text.match(expression) ?? []);
    for (let count = 0; count < 20; count++) {
      const { value } = await issueToken(test.owner);
      for (const text of [
        value,
        `TOKEN=${value}\n`,
        `{"token":"${value}"}`,
        `Authorization: Bearer ${value}`,
        `'${value}'`,
      ])
        expect(find(text)).toEqual([value]);
    }
    const shop = await issuePublic();
    expect(find(`<script data-token="${shop.token}">`)).toEqual([]);
    expect(find(shop.id)).toEqual([]);
  });
});

describe(feature(20), () => {
  it("a page that carries an embed id may do what the token behind it may do, on the token's domains", async () => {
    const shop = await issuePublic();
    const embed = await test.owner.embeds.create({ label: "Front page", tokenId: shop.id });
    expect(embed.id).toMatch(/^emb_[0-9A-Za-z]{12}$/);
    const answer = await loadAs(embed.id, SHOP);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe(SHOP);
    const refused = await loadAs(embed.id, OTHER);
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([403, null]);
    expect((await loadAs(embed.id)).status).toBe(403);
    const saved = await test.request(`/embed/v1/configurations?access_token=${embed.id}`, {
      method: "POST",
      origin: SHOP,
      body: JSON.stringify({ configuratorId: test.demo.configuratorId, values: {} }),
      headers: { "content-type": "text/plain" },
    });
    expect(saved.status).toBe(201);
  });

  it("rotating the token behind it needs no change on the page, and neither does another token", async () => {
    const shop = await issuePublic();
    const { id } = await test.owner.embeds.create({ label: "Rotated", tokenId: shop.id });
    expect((await loadAs(id, SHOP)).status).toBe(200);
    await test.owner.tokens.rotate(shop.id, { graceSeconds: 0 });
    expect((await loadAs(id, SHOP)).status).toBe(200);

    const next = await issuePublic({ domains: [OTHER] });
    await test.owner.embeds.update(id, { tokenId: next.id });
    await expect.poll(async () => (await loadAs(id, OTHER)).status, { timeout: 15_000, interval: 500 }).toBe(200);
    expect((await loadAs(id, SHOP)).status).toBe(403);
  }, 30_000);

  it("a deleted embed opens nothing within the revocation bound, and its token goes on", async () => {
    const shop = await issuePublic();
    const { id } = await test.owner.embeds.create({ label: "Deleted", tokenId: shop.id });
    expect((await loadAs(id, SHOP)).status).toBe(200);
    await test.owner.embeds.delete(id);
    await expect.poll(async () => (await loadAs(id, SHOP)).status, { timeout: 15_000, interval: 500 }).toBe(403);
    expect((await loadAs(shop.token, SHOP)).status).toBe(200);
    expect(await codeOf(test.owner.embeds.get(id))).toBe("not_found");
  }, 30_000);

  it("it is no credential elsewhere: not as a bearer, and not for the management API", async () => {
    const shop = await issuePublic();
    const { id } = await test.owner.embeds.create({ label: "Only here", tokenId: shop.id });
    expect((await test.request(load, { token: id, origin: SHOP })).status).toBe(403);
    expect((await test.request(`/v1/tokens?access_token=${id}`, { origin: SHOP })).status).toBe(403);
    const made = id.slice(0, -1) + (id.endsWith("0") ? "1" : "0");
    expect((await loadAs(made, SHOP)).status).toBe(403);
  });

  it("it stands for a public token that is not revoked, and for nothing else", async () => {
    const { id: privateId } = await issueToken(test.owner);
    const shop = await issuePublic();
    const { id } = await test.owner.embeds.create({ label: "Kept", tokenId: shop.id });
    await test.owner.tokens.revoke(shop.id);
    for (const tokenId of [privateId, shop.id, "lkp_000000000000"]) {
      expect(await codeOf(test.owner.embeds.create({ label: "x", tokenId }))).toBe("token_not_accepted");
      expect(await codeOf(test.owner.embeds.update(id, { tokenId }))).toBe("token_not_accepted");
    }
    expect(await test.owner.embeds.update(id, { label: "Renamed" })).toMatchObject({ label: "Renamed" });
    const { items } = await test.owner.embeds.list({ tokenId: shop.id });
    expect(items.map((embed) => embed.id)).toEqual([id]);
  });

  it("it is made, changed and deleted by workspace managers, looked at by viewers, and written to the audit trail", async () => {
    const shop = await issuePublic();
    const as = async (role: string) =>
      test.client((await issueToken(test.owner, { role, scopes: ["account_management:write"] })).value);
    const [viewer, teamMember, manager] = await Promise.all(["viewer", "team_member", "workspace_manager"].map(as));
    const { id } = (await manager?.embeds.create({ label: "Managed", tokenId: shop.id })) ?? { id: "" };
    expect(await viewer?.embeds.get(id)).toMatchObject({ tokenId: shop.id });
    for (const client of [viewer, teamMember]) {
      await expect(client?.embeds.create({ label: "x", tokenId: shop.id })).rejects.toMatchObject({ status: 403 });
      await expect(client?.embeds.delete(id)).rejects.toMatchObject({ status: 403 });
    }
    await manager?.embeds.delete(id);
    const { items } = await test.owner.auditEvents.list();
    const events = items.filter(({ target }) => target.id === id).map(({ operation }) => operation);
    expect(events).toEqual(["deleteEmbed", "createEmbed"]);
  });
});

describe(feature(30), () => {
  it("a token with a list works from the listed networks only, and nothing that the caller writes changes where it calls from", async () => {
    const local = await issueToken(test.owner, { allowedAddresses: ["127.0.0.0/8", "::1"] });
    const remote = await issueToken(test.owner, { allowedAddresses: ["192.0.2.0/24", "2001:db8::/32"] });
    const forged = { "x-forwarded-for": "192.0.2.1", "latchkey-viewer-address": "192.0.2.1" };
    for (const baseUrl of [test.platform.baseUrl, test.platform.gatewayUrl]) {
      expect((await test.request("/v1/tokens", { token: local.value, baseUrl })).status).toBe(200);
      expect((await test.request("/v1/tokens", { token: local.value, baseUrl, headers: forged })).status).toBe(200);
      expect((await test.request("/v1/tokens", { token: remote.value, baseUrl })).status).toBe(403);
      expect((await test.request("/v1/tokens", { token: remote.value, baseUrl, headers: forged })).status).toBe(403);
    }
  });

  it("through CloudFront it is the address of the viewer that counts", async () => {
    const { value } = await issueToken(test.owner, { allowedAddresses: ["127.0.0.9"] });
    const statusFrom = (localAddress: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const { port } = new URL(test.platform.baseUrl);
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

describe(feature(41), () => {
  it("no public token without one entry, neither when it is issued nor by an edit", async () => {
    const owner = { type: "service_account", id: test.demo.serviceAccount } as const;
    const none = test.owner.tokens.create({ kind: "public", label: "x", owner });
    expect(await codeOf(none)).toBe("invalid_domain");
    expect(await codeOf(issuePublic({ domains: [] }))).toBe("invalid_body");
    const { id } = await issuePublic();
    expect(await codeOf(test.owner.tokens.update(id, { domains: [] }))).toBe("invalid_body");
    expect(await test.owner.tokens.get(id)).toMatchObject({ domains: [SHOP] });
  });

  it("the stored form is shown, and one bad entry refuses them all", async () => {
    const made = await issuePublic({
      domains: ["Shop.Example.com/", "https://shop.example.com:443", "bücher.example"],
    });
    expect(made.domains).toEqual([SHOP, "https://xn--bcher-kva.example"]);
    expect(await codeOf(issuePublic({ domains: [SHOP, "ftp://x.example"] }))).toBe("invalid_domain");
    expect(await codeOf(test.owner.tokens.update(made.id, { domains: [OTHER, "*"] }))).toBe("invalid_domain");
    expect((await test.owner.tokens.get(made.id)).domains).toEqual(made.domains);
  });
});

describe(feature(42), () => {
  it("a listed page gets data that it may read, every other one gets neither data nor leave to read", async () => {
    const { token } = await issuePublic({ domains: [SHOP, "http://localhost:3000"] });
    for (const origin of [SHOP, "http://localhost:3000"]) {
      const answer = await loadAs(token, origin);
      expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
      expect(answer.headers.get("vary")).toContain("Origin");
      expect(answer.headers.has("access-control-allow-credentials")).toBe(false);
    }
    for (const origin of [
      OTHER,
      "http://shop.example.com",
      `${SHOP}:8443`,
      "https://example.com",
      "null",
      `${SHOP}.evil.example`,
    ]) {
      const answer = await loadAs(token, origin);
      expect([origin, answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([origin, 403, null]);
      expect(answer.text).toBe('{"message":"Forbidden"}');
    }
    expect((await loadAs(token)).status).toBe(403);
  });
});

describe(feature(43), () => {
  it("a star stands for one or more labels below a host, never for the host itself", async () => {
    const { token, domains } = await issuePublic({ domains: ["*.example.com"] });
    expect(domains).toEqual(["https://*.example.com"]);
    for (const origin of [SHOP, "https://a.b.example.com"]) expect((await loadAs(token, origin)).status).toBe(200);
    for (const origin of ["https://example.com", "https://notexample.com", "http://shop.example.com"])
      expect((await loadAs(token, origin)).status, origin).toBe(403);
  });

  it.each([
    "*.com",
    "*.co.uk",
    "*.github.io",
    "*.amazonaws.com",
    "*.s3.amazonaws.com",
    "*.kawasaki.jp",
    "shop.*.com",
    "*",
    "http://*.example.com",
  ])("%s, which would allow websites of many owners or is no wildcard, is refused", async (pattern) => {
    expect(await codeOf(issuePublic({ domains: [pattern] }))).toBe("invalid_domain");
  });

  it("the policy explicitDomainsOnly refuses every wildcard", async () => {
    await test.owner.workspace.update({ policies: { explicitDomainsOnly: true } });
    try {
      expect(await codeOf(issuePublic({ domains: ["*.example.com"] }))).toBe("invalid_domain");
      expect((await issuePublic()).domains).toEqual([SHOP]);
      expect(await test.owner.domainPatterns.test({ patterns: ["*.example.com"] })).toMatchObject({
        patterns: [{ pattern: null, refusal: "pattern_wildcard_policy" }],
      });
    } finally {
      await test.owner.workspace.update({ policies: { explicitDomainsOnly: false } });
    }
  });
});

describe(feature(44), () => {
  it("a private token works from every page and from none, and its owner sees when a page has it", async () => {
    const { id, value } = await issueToken(test.owner, { scopes: ["account_management:read"] });
    expect((await test.owner.tokens.get(id)).lastUsedOrigin).toBeNull();
    const answer = await test.request("/v1/tokens", { token: value, origin: OTHER });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, OTHER]);
    for (const origin of [SHOP, "http://localhost:3000", "null"])
      expect((await test.request("/v1/tokens", { token: value, origin })).status, origin).toBe(200);
    expect((await test.request("/v1/tokens", { token: value })).status).toBe(200);
    expect(await test.owner.tokens.get(id)).toMatchObject({ lastUsedOrigin: OTHER });
  });
});

describe(feature(45), () => {
  it("a list is tried out before it counts: how each entry is read, and which of them allow an origin", async () => {
    const tested = await test.owner.domainPatterns.test({
      patterns: ["Shop.Example.com", "*.example.com", "*.co.uk", "https://shop.example.com:8443"],
      origins: [SHOP, `${SHOP}:8443`, "https://example.com", "shop.example.com", "null"],
    });
    expect(tested.patterns).toMatchObject([
      { text: "Shop.Example.com", pattern: SHOP, refusal: null, message: null },
      { pattern: "https://*.example.com" },
      {
        pattern: null,
        refusal: "pattern_wildcard_public_suffix",
        message: expect.stringContaining("many different owners"),
      },
      { pattern: `${SHOP}:8443` },
    ]);
    expect(tested.origins).toMatchObject([
      { text: SHOP, refusal: null, matchedBy: [SHOP, "https://*.example.com"] },
      { matchedBy: [`${SHOP}:8443`] },
      { matchedBy: [] },
      { refusal: "origin_malformed", matchedBy: [] },
      { refusal: "origin_null", message: expect.stringContaining("null") },
    ]);
  });

  it("where a token is used is seen, allowed or refused, and one edit allows what was refused", async () => {
    const { id, token } = await issuePublic();
    await loadAs(token, SHOP);
    await loadAs(token, OTHER);
    const { items } = await test.owner.tokens.listOrigins(id);
    const seen = Object.fromEntries(items.map((item) => [item.origin, item]));
    expect(Object.keys(seen).sort()).toEqual([OTHER, SHOP]);
    expect(seen[SHOP]).toMatchObject({ outcome: "allowed", allowed: 1, refused: 0, isListed: true, trial: null });
    expect(seen[OTHER]).toMatchObject({ outcome: "refused", allowed: 0, refused: 1, isListed: false });
    expect(seen[SHOP]?.firstSeenAt).toBe(seen[SHOP]?.lastSeenAt);

    await test.owner.tokens.update(id, { domains: [SHOP, OTHER] });
    const after = await test.owner.tokens.listOrigins(id);
    expect(after.items.map(({ isListed }) => isListed)).toEqual([true, true]);
    expect(await codeOf(test.owner.tokens.listOrigins("lkp_000000000000"))).toBe("not_found");
  });

  it("is listed in pages, the latest first", async () => {
    const domains = Array.from({ length: 5 }, (_, index) => `https://shop-${index}.example.com`);
    const { id, token } = await issuePublic({ domains });
    for (const origin of domains) await loadAs(token, origin);
    const found: string[] = [];
    for await (const { origin } of test.owner.tokens.listOrigins(id, { limit: 2 })) found.push(origin);
    expect(found).toEqual([...domains].reverse());
    expect(await codeOf(test.owner.tokens.listOrigins(id, { cursor: "x" }))).toBe("invalid_cursor");
  });

  it("a new list is tried out on real visitors: what it would refuse is noted and not refused", async () => {
    const endsAt = new Date(Date.now() + DAY_MS).toISOString();
    const { id, token } = await issuePublic({ domains: ["*.example.com"], trial: { domains: [SHOP], endsAt } });
    const blog = "https://blog.example.com";
    expect((await loadAs(token, SHOP)).status).toBe(200);
    expect((await loadAs(token, blog)).status).toBe(200);
    const { items } = await test.owner.tokens.listOrigins(id);
    const seen = Object.fromEntries(items.map((item) => [item.origin, item]));
    expect(seen[SHOP]).toMatchObject({ outcome: "allowed", trial: { wouldRefuse: false, refused: 0 } });
    expect(seen[blog]).toMatchObject({ outcome: "allowed", allowed: 1, trial: { wouldRefuse: true, refused: 1 } });
    const question = { tokenId: id, operation: "loadConfigurator", origin: blog } as const;
    expect(await test.owner.tokens.explain(question)).toMatchObject({
      decision: "allow",
      notes: expect.arrayContaining([expect.objectContaining({ code: "trial_would_refuse" })]),
    });
  });

  it("a rotation shows which pages still carry the old value", async () => {
    const { id, token } = await issuePublic({ domains: [SHOP, OTHER] });
    const { token: renewed } = await test.owner.tokens.rotate(id, { graceSeconds: 600 });
    expect((await loadAs(token, SHOP)).status).toBe(200);
    expect((await loadAs(renewed ?? "", OTHER)).status).toBe(200);
    const { items } = await test.owner.tokens.listOrigins(id);
    const seen = Object.fromEntries(items.map((item) => [item.origin, item]));
    expect(seen[SHOP]).toMatchObject({ previousSecret: { uses: 1 } });
    expect(seen[OTHER]).toMatchObject({ previousSecret: null });
  });
});

describe(feature(46), () => {
  const diagnose = (body: object, origin?: string) =>
    test.request("/embed/v1/diagnose", {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "text/plain" },
      ...(origin !== undefined && { origin }),
    });

  it("every page may ask why its token is refused, and gets the rule, the repair and a page about it", async () => {
    const { token } = await issuePublic();
    const answer = await diagnose({ token }, OTHER);
    expect(answer.headers.get("access-control-allow-origin")).toBe(OTHER);
    expect(answer.json).toMatchObject({
      decision: "deny",
      reason: "origin_not_listed",
      fix: expect.stringContaining("Add the origin"),
      docs: "/docs/errors/origin_not_listed",
      trial: null,
    });
    const page = await test.request("/docs/errors/origin_not_listed");
    expect(page.status).toBe(200);
    expect(page.text).toContain("The page's origin is not on the token's list of domains.");
    expect((await diagnose({ token }, SHOP)).json).toMatchObject({ decision: "allow", reason: null, docs: null });
  });

  it("an embed id is diagnosed like the token behind it", async () => {
    const shop = await issuePublic();
    const { id } = await test.owner.embeds.create({ label: "x", tokenId: shop.id });
    expect((await diagnose({ token: id }, SHOP)).json).toMatchObject({ decision: "allow" });
    expect((await diagnose({ token: id }, OTHER)).json).toMatchObject({ reason: "origin_not_listed" });
    await test.owner.tokens.disable(shop.id);
    expect((await diagnose({ token: id }, SHOP)).json).toMatchObject({ reason: "token_disabled" });
    await test.owner.embeds.delete(id);
    expect((await diagnose({ token: id }, SHOP)).json).toMatchObject({ reason: "embed_unknown" });
  });

  it("says whether the configurator is there, to those only who may load it", async () => {
    const { token } = await issuePublic();
    const { configuratorId } = test.demo;
    expect((await diagnose({ token, configuratorId }, SHOP)).json).toMatchObject({ decision: "allow" });
    for (const other of ["cfg_000000000000", "x"]) {
      expect((await diagnose({ token, configuratorId: other }, SHOP)).json).toMatchObject({
        decision: "deny",
        reason: "not_found",
        docs: "/docs/errors/not_found",
      });
      expect((await diagnose({ token, configuratorId: other }, OTHER)).json).toMatchObject({
        reason: "origin_not_listed",
      });
    }
  });

  it("tells a listed page about a list on trial", async () => {
    const endsAt = new Date(Date.now() + DAY_MS).toISOString();
    const { token } = await issuePublic({ domains: [SHOP, OTHER], trial: { domains: [SHOP], endsAt } });
    expect((await diagnose({ token }, SHOP)).json).toMatchObject({ trial: { endsAt, wouldRefuse: false } });
    expect((await diagnose({ token }, OTHER)).json).toMatchObject({ decision: "allow", trial: { wouldRefuse: true } });
    expect((await diagnose({ token }, "https://third.example")).json).toMatchObject({ decision: "deny", trial: null });
  });

  it("tells nobody anything about a value that is not the whole token", async () => {
    const { token } = await issuePublic();
    const { value } = await issueToken(test.owner);
    const last = token.at(-1) === "0" ? "1" : "0";
    expect((await diagnose({ token: token.slice(0, -1) + last }, SHOP)).json).toMatchObject({
      reason: "credential_malformed",
    });
    expect((await diagnose({ token: value }, SHOP)).json).toMatchObject({ reason: "kind_not_accepted" });
    expect((await diagnose({ token: "emb_000000000000" }, SHOP)).json).toMatchObject({ reason: "embed_unknown" });
  });
});
