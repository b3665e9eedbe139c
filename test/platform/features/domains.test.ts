import { describe, expect, it } from "vitest";
import { feature } from "../../support/features.ts";
import { issueToken } from "../../support/people.ts";
import { codeOf, OTHER, SHOP, usePublicTokenStage } from "../../support/public-tokens.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

const stage = usePublicTokenStage();

describe(feature(41), () => {
  it("no public token without one entry, neither when it is issued nor by an edit", async () => {
    const owner = { type: "service_account", id: stage.test.demo.serviceAccount } as const;
    const none = stage.test.owner.tokens.create({ kind: "public", label: "x", owner });
    expect(await codeOf(none)).toBe("invalid_domain");
    expect(await codeOf(stage.issuePublic({ domains: [] }))).toBe("invalid_body");
    const { id } = await stage.issuePublic();
    expect(await codeOf(stage.test.owner.tokens.update(id, { domains: [] }))).toBe("invalid_body");
    expect(await stage.test.owner.tokens.get(id)).toMatchObject({ domains: [SHOP] });
  });

  it("the stored form is shown, and one bad entry refuses them all", async () => {
    const made = await stage.issuePublic({
      domains: ["Shop.Example.com/", "https://shop.example.com:443", "bücher.example"],
    });
    expect(made.domains).toEqual([SHOP, "https://xn--bcher-kva.example"]);
    expect(await codeOf(stage.issuePublic({ domains: [SHOP, "ftp://x.example"] }))).toBe("invalid_domain");
    expect(await codeOf(stage.test.owner.tokens.update(made.id, { domains: [OTHER, "*"] }))).toBe("invalid_domain");
    expect((await stage.test.owner.tokens.get(made.id)).domains).toEqual(made.domains);
  });
});

describe(feature(42), () => {
  it("a listed page gets data that it may read, every other one gets neither data nor leave to read", async () => {
    const { token } = await stage.issuePublic({ domains: [SHOP, "http://localhost:3000"] });
    for (const origin of [SHOP, "http://localhost:3000"]) {
      const answer = await stage.loadAs(token, origin);
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
      const answer = await stage.loadAs(token, origin);
      expect([origin, answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([origin, 403, null]);
      expect(answer.text).toBe('{"message":"Forbidden"}');
    }
    expect((await stage.loadAs(token)).status).toBe(403);
  });
});

describe(feature(43), () => {
  it("a star stands for one or more labels below a host, never for the host itself", async () => {
    const { token, domains } = await stage.issuePublic({ domains: ["*.example.com"] });
    expect(domains).toEqual(["https://*.example.com"]);
    for (const origin of [SHOP, "https://a.b.example.com"])
      expect((await stage.loadAs(token, origin)).status).toBe(200);
    for (const origin of ["https://example.com", "https://notexample.com", "http://shop.example.com"])
      expect((await stage.loadAs(token, origin)).status, origin).toBe(403);
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
    expect(await codeOf(stage.issuePublic({ domains: [pattern] }))).toBe("invalid_domain");
  });

  it("the policy explicitDomainsOnly refuses every wildcard", async () => {
    await stage.test.owner.workspace.update({ policies: { explicitDomainsOnly: true } });
    try {
      expect(await codeOf(stage.issuePublic({ domains: ["*.example.com"] }))).toBe("invalid_domain");
      expect((await stage.issuePublic()).domains).toEqual([SHOP]);
      expect(await stage.test.owner.domainPatterns.test({ patterns: ["*.example.com"] })).toMatchObject({
        patterns: [{ pattern: null, refusal: "pattern_wildcard_policy" }],
      });
    } finally {
      await stage.test.owner.workspace.update({ policies: { explicitDomainsOnly: false } });
    }
  });
});

describe(feature(44), () => {
  it("a private token works from every page and from none, and its owner sees when a page has it", async () => {
    const { id, value } = await issueToken(stage.test.owner, { scopes: ["account_management:read"] });
    expect((await stage.test.owner.tokens.get(id)).lastUsedOrigin).toBeNull();
    const answer = await stage.test.request("/v1/tokens", { token: value, origin: OTHER });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, OTHER]);
    for (const origin of [SHOP, "http://localhost:3000", "null"])
      expect((await stage.test.request("/v1/tokens", { token: value, origin })).status, origin).toBe(200);
    expect((await stage.test.request("/v1/tokens", { token: value })).status).toBe(200);
    expect(await stage.test.owner.tokens.get(id)).toMatchObject({ lastUsedOrigin: OTHER });
  });
});

describe(feature(45), () => {
  it("a list is tried out before it counts: how each entry is read, and which of them allow an origin", async () => {
    const tested = await stage.test.owner.domainPatterns.test({
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
    const { id, token } = await stage.issuePublic();
    await stage.loadAs(token, SHOP);
    await stage.loadAs(token, OTHER);
    const { items } = await stage.test.owner.tokens.listOrigins(id);
    const seen = Object.fromEntries(items.map((item) => [item.origin, item]));
    expect(Object.keys(seen).sort()).toEqual([OTHER, SHOP]);
    expect(seen[SHOP]).toMatchObject({ outcome: "allowed", allowed: 1, refused: 0, isListed: true, trial: null });
    expect(seen[OTHER]).toMatchObject({ outcome: "refused", allowed: 0, refused: 1, isListed: false });
    expect(seen[SHOP]?.firstSeenAt).toBe(seen[SHOP]?.lastSeenAt);

    await stage.test.owner.tokens.update(id, { domains: [SHOP, OTHER] });
    const after = await stage.test.owner.tokens.listOrigins(id);
    expect(after.items.map(({ isListed }) => isListed)).toEqual([true, true]);
    expect(await codeOf(stage.test.owner.tokens.listOrigins("lkp_000000000000"))).toBe("not_found");
  });

  it("is listed in pages, the latest first", async () => {
    const domains = Array.from({ length: 5 }, (_, index) => `https://shop-${index}.example.com`);
    const { id, token } = await stage.issuePublic({ domains });
    for (const origin of domains) await stage.loadAs(token, origin);
    const found: string[] = [];
    for await (const { origin } of stage.test.owner.tokens.listOrigins(id, { limit: 2 })) found.push(origin);
    expect(found).toEqual([...domains].reverse());
    expect(await codeOf(stage.test.owner.tokens.listOrigins(id, { cursor: "x" }))).toBe("invalid_cursor");
  });

  it("a new list is tried out on real visitors: what it would refuse is noted and not refused", async () => {
    const endsAt = new Date(Date.now() + DAY_MS).toISOString();
    const { id, token } = await stage.issuePublic({ domains: ["*.example.com"], trial: { domains: [SHOP], endsAt } });
    const blog = "https://blog.example.com";
    expect((await stage.loadAs(token, SHOP)).status).toBe(200);
    expect((await stage.loadAs(token, blog)).status).toBe(200);
    const { items } = await stage.test.owner.tokens.listOrigins(id);
    const seen = Object.fromEntries(items.map((item) => [item.origin, item]));
    expect(seen[SHOP]).toMatchObject({ outcome: "allowed", trial: { wouldRefuse: false, refused: 0 } });
    expect(seen[blog]).toMatchObject({ outcome: "allowed", allowed: 1, trial: { wouldRefuse: true, refused: 1 } });
    const question = { tokenId: id, operation: "loadConfigurator", origin: blog } as const;
    expect(await stage.test.owner.tokens.explain(question)).toMatchObject({
      decision: "allow",
      notes: expect.arrayContaining([expect.objectContaining({ code: "trial_would_refuse" })]),
    });
  });

  it("a rotation shows which pages still carry the old value", async () => {
    const { id, token } = await stage.issuePublic({ domains: [SHOP, OTHER] });
    const { token: renewed } = await stage.test.owner.tokens.rotate(id, { graceSeconds: 600 });
    expect((await stage.loadAs(token, SHOP)).status).toBe(200);
    expect((await stage.loadAs(renewed ?? "", OTHER)).status).toBe(200);
    const { items } = await stage.test.owner.tokens.listOrigins(id);
    const seen = Object.fromEntries(items.map((item) => [item.origin, item]));
    expect(seen[SHOP]).toMatchObject({ previousSecret: { uses: 1 } });
    expect(seen[OTHER]).toMatchObject({ previousSecret: null });
  });
});

describe(feature(46), () => {
  const diagnose = (body: object, origin?: string) =>
    stage.test.request("/embed/v1/diagnose", {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "text/plain" },
      ...(origin !== undefined && { origin }),
    });

  it("every page may ask why its token is refused, and gets the rule, the repair and a page about it", async () => {
    const { token } = await stage.issuePublic();
    const answer = await diagnose({ token }, OTHER);
    expect(answer.headers.get("access-control-allow-origin")).toBe(OTHER);
    expect(answer.json).toMatchObject({
      decision: "deny",
      reason: "origin_not_listed",
      fix: expect.stringContaining("Add the origin"),
      docs: "/docs/errors/origin_not_listed",
      trial: null,
    });
    const page = await stage.test.request("/docs/errors/origin_not_listed");
    expect(page.status).toBe(200);
    expect(page.text).toContain("The page's origin is not on the token's list of domains.");
    expect((await diagnose({ token }, SHOP)).json).toMatchObject({ decision: "allow", reason: null, docs: null });
  });

  it("an embed id is diagnosed like the token behind it", async () => {
    const shop = await stage.issuePublic();
    const { id } = await stage.test.owner.embeds.create({ label: "x", tokenId: shop.id });
    expect((await diagnose({ token: id }, SHOP)).json).toMatchObject({ decision: "allow" });
    expect((await diagnose({ token: id }, OTHER)).json).toMatchObject({ reason: "origin_not_listed" });
    await stage.test.owner.tokens.disable(shop.id);
    expect((await diagnose({ token: id }, SHOP)).json).toMatchObject({ reason: "token_disabled" });
    await stage.test.owner.embeds.delete(id);
    expect((await diagnose({ token: id }, SHOP)).json).toMatchObject({ reason: "embed_unknown" });
  });

  it("says whether the configurator is there, to those only who may load it", async () => {
    const { token } = await stage.issuePublic();
    const { configuratorId } = stage.test.demo;
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
    const { token } = await stage.issuePublic({ domains: [SHOP, OTHER], trial: { domains: [SHOP], endsAt } });
    expect((await diagnose({ token }, SHOP)).json).toMatchObject({ trial: { endsAt, wouldRefuse: false } });
    expect((await diagnose({ token }, OTHER)).json).toMatchObject({ decision: "allow", trial: { wouldRefuse: true } });
    expect((await diagnose({ token }, "https://third.example")).json).toMatchObject({ decision: "deny", trial: null });
  });

  it("tells nobody anything about a value that is not the whole token", async () => {
    const { token } = await stage.issuePublic();
    const { value } = await issueToken(stage.test.owner);
    const last = token.at(-1) === "0" ? "1" : "0";
    expect((await diagnose({ token: token.slice(0, -1) + last }, SHOP)).json).toMatchObject({
      reason: "credential_malformed",
    });
    expect((await diagnose({ token: value }, SHOP)).json).toMatchObject({ reason: "kind_not_accepted" });
    expect((await diagnose({ token: "emb_000000000000" }, SHOP)).json).toMatchObject({ reason: "embed_unknown" });
  });
});
