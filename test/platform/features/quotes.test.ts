import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { createClient, QuoteVerificationError, type VerifyQuoteOptions, verifyQuote } from "../../../sdk/src/index.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

const UNKNOWN = "0000000000000000";

describe(feature(56), () => {
  let test: TestPlatform;
  let page: ReturnType<typeof createClient>;
  beforeAll(async () => {
    test = await startTestPlatform();
    page = pageOf(test);
  });
  afterAll(() => test.close());

  const save = async (configuratorId = test.demo.configuratorId) =>
    (await page.embed.save({ configuratorId, values: {} })).shortId;
  const verify = async (quote: string, more: Partial<VerifyQuoteOptions> = {}) =>
    verifyQuote(quote, {
      jwks: await test.client(test.demo.publicToken).quoteKeys(),
      workspaceId: test.demo.workspaceId,
      issuer: test.platform.baseUrl,
      ...more,
    });

  it("a page's save is quoted, and the shop's backend verifies the quote with the public keys alone", async () => {
    const saved = await page.embed.save({ configuratorId: test.demo.configuratorId, values: {} });
    const before = Math.floor(Date.now() / 1000);
    const { quote, expiresAt } = await page.embed.quote(saved.shortId);
    const claims = await verify(quote);
    expect(claims).toEqual({
      iss: test.platform.baseUrl,
      aud: test.demo.workspaceId,
      sub: saved.shortId,
      iat: expect.any(Number),
      exp: claims.iat + 24 * 60 * 60,
      jti: expect.stringMatching(/^[0-9A-Za-z]{22}$/),
      configuratorId: saved.configuratorId,
      version: saved.version,
      values: saved.values,
      price: { currency: Object.keys(saved.price)[0], amount: Object.values(saved.price)[0] },
    });
    expect(claims.iat).toBeGreaterThanOrEqual(before);
    expect(new Date(expiresAt).getTime()).toBe(claims.exp * 1000);
  });

  it("every currency of the configurator is quoted, and another one is refused by name", async () => {
    const saved = await page.embed.save({ configuratorId: test.demo.configuratorId, values: {} });
    for (const [currency, amount] of Object.entries(saved.price)) {
      const { quote } = await page.embed.quote(saved.shortId, { currency });
      expect((await verify(quote, { expect: { currency } })).price).toEqual({ currency, amount });
    }
    expect(Object.keys(saved.price).length).toBeGreaterThan(1);
    const refused = page.embed.quote(saved.shortId, { currency: "XTS" });
    await expect(refused).rejects.toMatchObject({
      status: 422,
      code: "currency_not_offered",
      errors: [{ pointer: "/currency", code: "currency_not_offered" }],
    });
    for (const currency of ["eur", "EURO", "", "constructor", 978]) {
      const body = { currency } as { currency: string };
      await expect(page.embed.quote(saved.shortId, body)).rejects.toMatchObject({ status: 422, code: "invalid_body" });
    }
  });

  it("the shop's own token gets the same quote, also one that only reads", async () => {
    const shortId = await save();
    const [own, theirs] = [await test.owner.configurations.quote(shortId), await page.embed.quote(shortId)];
    const { jti, iat, exp, ...claims } = await verify(own.quote);
    expect(await verify(theirs.quote)).toMatchObject(claims);
    expect((await verify(theirs.quote)).jti).not.toBe(jti);
    const rights = { kind: "private", label: "quotes", role: "viewer" } as const;
    const reader = await test.owner.tokens.create({ ...rights, scopes: ["configurator:read"] });
    await expect(test.client(reader.token ?? "").configurations.quote(shortId)).resolves.toBeDefined();
    const stranger = await test.owner.tokens.create({ ...rights, scopes: ["account_management:read"] });
    await expect(test.client(stranger.token ?? "").configurations.quote(shortId)).rejects.toMatchObject({
      status: 403,
    });
  });

  it("what was tampered with is refused, and so is a quote of another workspace, deployment or time", async () => {
    const { quote } = await page.embed.quote(await save());
    const claims = await verify(quote);
    const [header = "", payload = "", signature = ""] = quote.split(".");
    const cheaper = encode({ ...claims, price: { ...claims.price, amount: 1 } });
    expect(await codeOf(verify(`${header}.${cheaper}.${signature}`))).toBe("signature_not_valid");
    const later = encode({ ...claims, exp: claims.exp + 1 });
    expect(await codeOf(verify(`${header}.${later}.${signature}`))).toBe("signature_not_valid");
    const unsigned = encode({ alg: "none", typ: "latchkey-quote+jwt" });
    expect(await codeOf(verify(`${unsigned}.${payload}.`))).toBe("algorithm_not_accepted");
    expect(await codeOf(verify(quote, { now: claims.exp * 1000 }))).toBe("expired");
    expect(await codeOf(verify(quote, { workspaceId: "ws_000000000001" }))).toBe("audience_not_accepted");
    expect(await codeOf(verify(quote, { issuer: "https://latchkey.example.com" }))).toBe("issuer_not_accepted");
    expect(await codeOf(verify(quote, { jwks: { keys: [] } }))).toBe("key_unknown");
  });

  it("a configuration of a former version is not quoted: 409, for the page and for the shop", async () => {
    const draft = createDemoConfigurator();
    const { id } = await test.owner.configurators.create({ name: "Quoted", draft });
    await test.owner.configurators.publish(id);
    const shortId = await save(id);
    const { quote } = await page.embed.quote(shortId);
    await test.owner.configurators.publish(id, { comment: "the same again" });
    const conflict = { status: 409, code: "version_not_published" };
    await expect(page.embed.quote(shortId)).rejects.toMatchObject(conflict);
    await expect(test.owner.configurations.quote(shortId)).rejects.toMatchObject(conflict);
    // What was promised stays promised.
    expect(await verify(quote)).toMatchObject({ sub: shortId, version: 1 });
    await test.owner.configurators.rollback(id, { version: 1 });
    await expect(page.embed.quote(shortId)).resolves.toBeDefined();
    await test.owner.configurators.delete(id);
    await expect(page.embed.quote(shortId)).rejects.toMatchObject(conflict);
  });

  it("an unknown short id, a malformed one and a deleted one get the same answer", async () => {
    const deleted = await save();
    await test.owner.configurations.delete(deleted);
    const query = `?access_token=${test.demo.publicToken}`;
    for (const shortId of [UNKNOWN, deleted, "x", "..%2F..", `${UNKNOWN}0`]) {
      const embed = await test.request(`/embed/v1/configurations/${shortId}/quote${query}`, {
        method: "POST",
        origin: test.demo.shopUrl,
      });
      const manage = await test.request(`/v1/configurations/${shortId}/quote`, {
        method: "POST",
        token: test.demo.ownerToken,
      });
      for (const { status, json } of [embed, manage]) {
        expect(status).toBe(404);
        expect(json).toMatchObject({ type: "/docs/errors/not_found", code: "not_found", title: "Not found" });
        expect(Object.keys(json as object).sort()).toEqual(["code", "requestId", "status", "title", "type"]);
      }
    }
  });

  it("a page whose token may not open saves gets a quote of what it shows the edit key of, and of nothing else", async () => {
    const scopes = ["embed:save"] as const;
    const owner = { type: "service_account", id: test.demo.serviceAccount } as const;
    const domains = [test.demo.shopUrl];
    const { token } = await test.owner.tokens.create({
      kind: "public",
      label: "saves only",
      owner,
      scopes,
      domains,
    });
    const narrow = createClient({
      baseUrl: test.platform.baseUrl,
      token: token ?? "",
      headers: { origin: test.demo.shopUrl },
    }).embed;
    const { configuratorId } = test.demo;
    const theirs = await page.embed.save({ configuratorId, values: {} });
    const { shortId, editKey } = await narrow.save({ configuratorId, values: {} });
    expect(await verify((await narrow.quote(shortId, { editKey })).quote)).toMatchObject({ sub: shortId });

    const refused = { status: 403, code: "edit_key_not_valid" };
    for (const wrong of [
      {},
      { editKey: "" },
      { editKey: theirs.editKey },
      { editKey: `${editKey}0` },
      { currency: "XTS" },
    ])
      await expect(narrow.quote(shortId, wrong)).rejects.toMatchObject(refused);
    await expect(narrow.quote(theirs.shortId, { editKey })).rejects.toMatchObject(refused);
    await expect(narrow.quote(UNKNOWN, { editKey })).rejects.toMatchObject({ status: 404, code: "not_found" });
    // Who may open every save needs no key for one, and a server has no use for any.
    await expect(page.embed.quote(shortId, { editKey: "lke_wrong" })).resolves.toBeDefined();
    const strange: object = { editKey };
    await expect(test.owner.configurations.quote(shortId, strange)).rejects.toMatchObject({ code: "invalid_body" });
  });

  it("a page that the token does not allow gets no quote", async () => {
    const path = `/embed/v1/configurations/${await save()}/quote?access_token=${test.demo.publicToken}`;
    const answer = await test.request(path, { method: "POST", origin: "https://elsewhere.example" });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain("quote");
  });

  it("the public keys are for everybody and may be kept for an hour; they hold no private half", async () => {
    for (const origin of [undefined, "https://anybody.example"]) {
      const answer = await test.request("/.well-known/jwks.json", origin === undefined ? {} : { origin });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("cache-control")).toBe("public, max-age=3600");
      expect(answer.headers.get("content-type")).toBe("application/json");
      const [key] = (answer.json as { keys: object[] }).keys;
      expect(Object.keys(key ?? {}).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
    }
  });

  it("a restart keeps the key, in a file that only its owner can read: a quote of before is good after it", async () => {
    const first = await startTestPlatform();
    const { dataDirectory, demo } = first;
    const { shortId } = await pageOf(first).embed.save({ configuratorId: demo.configuratorId, values: {} });
    const { quote } = await first.owner.configurations.quote(shortId);
    const keysBefore = await first.owner.quoteKeys();
    await first.platform.stop();
    expect(statSync(join(dataDirectory, "kms.json")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDirectory, "kms.json"), "utf8")).toContain("PRIVATE KEY");

    const second = await startTestPlatform({ dataDirectory });
    try {
      expect(await second.owner.quoteKeys()).toEqual(keysBefore);
      const jwks = await second.owner.quoteKeys();
      expect(await verifyQuote(quote, { jwks, workspaceId: demo.workspaceId })).toMatchObject({ sub: shortId });
      // Fetched from the deployment, whose quotes name its address.
      const { baseUrl } = second.platform;
      const now = await second.owner.configurations.quote(shortId);
      expect(await verifyQuote(now.quote, { baseUrl, workspaceId: demo.workspaceId })).toMatchObject({ iss: baseUrl });
      // Another installation has other keys.
      expect(await codeOf(verify(quote))).toBe("key_unknown");
    } finally {
      await second.close();
    }
  });
});

/** The demo shop's page. */
function pageOf({ platform, demo }: TestPlatform) {
  return createClient({ baseUrl: platform.baseUrl, token: demo.publicToken, headers: { origin: demo.shopUrl } });
}

async function codeOf(verification: Promise<unknown>): Promise<string | undefined> {
  const error = await verification.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof QuoteVerificationError ? error.code : undefined;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
