import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RequestOptions, startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

/** Bad input gets a clear problem+json with a stable code, and writes nothing. */
describe("bad input", () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.close());

  const manage = (path: string, options: RequestOptions = {}) =>
    test.request(path, { token: test.demo.ownerToken, ...options });
  const post = (path: string, body: unknown, options: RequestOptions = {}) =>
    manage(path, { method: "POST", body, ...options });
  const embed = (path: string, body?: unknown) =>
    test.request(`${path}?access_token=${test.demo.publicToken}`, {
      origin: test.demo.shopUrl,
      ...(body !== undefined && { method: "POST", body, headers: { "content-type": "text/plain" } }),
    });
  const save = (values: object, more: object = {}) =>
    embed("/embed/v1/configurations", { configuratorId: test.demo.configuratorId, values, ...more });
  const tokenCount = async () => {
    let count = 0;
    for await (const _ of test.owner.tokens.list({ limit: 100 })) count += 1;
    return count;
  };

  it("is a problem+json with type, title, status, code and requestId", async () => {
    const answer = await manage("/v1/tokens/lks_000000000000");
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.json).toEqual({
      type: "/docs/errors/not_found",
      title: "Not found",
      status: 404,
      code: "not_found",
      requestId: expect.stringMatching(/^\S+$/),
    });
    const page = await test.request("/docs/errors/not_found");
    expect(page.text).toContain("Ids of other workspaces get the same answer");
  });

  it("names an unknown attribute and an unknown value: 422", async () => {
    const attribute = await save({ wheels: 4 });
    expect(attribute.status).toBe(422);
    expect(attribute.json).toMatchObject({
      code: "values_not_accepted",
      errors: [{ pointer: "/values/wheels", code: "unknown_attribute" }],
    });
    const document = (await test.owner.configurators.get(test.demo.configuratorId)).draft;
    const choice = document.attributes.find(({ type }) => type === "choice");
    const value = await save({ [choice?.id ?? ""]: "plutonium" });
    expect(value.status).toBe(422);
    expect(value.json).toMatchObject({ errors: [{ pointer: `/values/${choice?.id}`, code: "unknown_value" }] });
    expect(value.text).toContain("plutonium");
  });

  it("refuses a change of a save by whoever has no edit key: 403, and one without a field for it: 422", async () => {
    const { json } = await save({});
    const shortId = typeof json === "object" && json !== null ? Reflect.get(json, "shortId") : undefined;
    const change = (body: object) => embed(`/embed/v1/configurations/${shortId}`, body);
    expect((await change({ editKey: "lke_1", values: {} })).json).toMatchObject({
      status: 403,
      code: "edit_key_not_valid",
    });
    expect((await change({ values: {} })).json).toMatchObject({
      status: 422,
      errors: [{ pointer: "/editKey", code: "required" }],
    });
    const customerReference = "\u0007";
    expect((await save({}, { customerReference })).json).toMatchObject({ errors: [{ pointer: "/customerReference" }] });
    expect((await manage("/v1/configurations?customerReference=%20")).json).toMatchObject({ code: "invalid_query" });
  });

  it("refuses a save for a version that is not published: 409", async () => {
    expect((await save({}, { version: 999 })).json).toMatchObject({ status: 409, code: "version_not_published" });
  });

  it("does not take a price from the browser", async () => {
    expect((await save({}, { price: { EUR: 1 } })).json).toMatchObject({
      code: "invalid_body",
      errors: [{ pointer: "/price", code: "unknown_field" }],
    });
  });

  it("refuses an oversized body: 413, at the limit and one byte above", async () => {
    const bodyOf = (bytes: number) => {
      const start = `{"configuratorId":"${test.demo.configuratorId}","values":{},"metadata":{"a":"`;
      return `${start}${"x".repeat(bytes - start.length - 3)}"}}`;
    };
    const atLimit = await embed("/embed/v1/configurations", bodyOf(163_840));
    expect(atLimit.json).toMatchObject({ status: 422 });
    const above = await embed("/embed/v1/configurations", bodyOf(163_841));
    expect(above.json).toMatchObject({ status: 413, code: "body_too_large" });
    // Other requests of a page carry no picture.
    const events = await embed("/embed/v1/events", `{"events":["${"x".repeat(65_536)}"]}`);
    expect(events.json).toMatchObject({ status: 413, code: "body_too_large" });
    const large = await post("/v1/service-accounts", { name: "x", description: "y".repeat(400_000) });
    expect(large.json).toMatchObject({ status: 413, code: "body_too_large" });
  });

  it.each(["{", "", "[1", '{"a":}', "nul", '{"name":"a"}}'])("refuses malformed JSON: 400 (%j)", async (body) => {
    expect((await post("/v1/service-accounts", body)).json).toMatchObject({ status: 400, code: "malformed_json" });
  });

  it("refuses half a surrogate pair, which no store can hold: 400", async () => {
    const body = '{"name":"x","description":"\\ud800"}';
    expect((await post("/v1/service-accounts", body)).json).toMatchObject({ status: 400, code: "malformed_json" });
    const pair = '{"name":"emoji","description":"\\ud83d\\udca1"}';
    expect((await post("/v1/service-accounts", pair)).json).toMatchObject({ description: "💡" });
  });

  it("refuses an instant with a fraction of thousands of digits: 422", async () => {
    const expiresAt = `2030-01-01T00:00:00.${"1".repeat(5000)}Z`;
    const body = { kind: "private", label: "x", scopes: ["account_management:read"], expiresAt };
    expect((await post("/v1/tokens", body)).json).toMatchObject({ status: 422, code: "invalid_body" });
  });

  it("refuses another content type: 415", async () => {
    const answer = await post("/v1/service-accounts", { name: "x" }, { headers: { "content-type": "text/xml" } });
    expect(answer.json).toMatchObject({ status: 415, code: "unsupported_media_type" });
  });

  it("answers unknown, malformed and foreign ids with the same 404 body", async () => {
    const bodies = new Set<string>();
    for (const path of [
      "/v1/tokens/lks_000000000000",
      "/v1/tokens/nonsense",
      "/v1/configurators/cfg_000000000000",
      "/v1/configurators/x",
      "/v1/configurations/0000000000000000",
      "/v1/service-accounts/nobody",
      "/v1/service-accounts/no%20body",
      `/v1/configurators/${test.demo.configuratorId}/versions/999`,
      `/v1/configurators/${test.demo.configuratorId}/versions/x`,
    ]) {
      const answer = await manage(path);
      expect([path, answer.status]).toEqual([path, 404]);
      bodies.add(answer.text.replace(/"requestId":"[^"]*"/, ""));
    }
    expect(bodies.size).toBe(1);
  });

  it.each(["x", "eyJhIjoxfQ", "%7B%7D", "WyJhIix7InBrIjoiV1MjIn1d"])(
    "refuses a bad cursor: 400 (%s)",
    async (cursor) => {
      expect((await manage(`/v1/tokens?cursor=${cursor}`)).json).toMatchObject({ status: 400, code: "invalid_cursor" });
      expect((await manage(`/v1/audit-events?cursor=${cursor}`)).json).toMatchObject({ code: "invalid_cursor" });
    },
  );

  it("refuses a cursor of another list or filter", async () => {
    await test.owner.serviceAccounts.create({ name: "cursor-a" });
    await test.owner.serviceAccounts.create({ name: "cursor-b" });
    const { nextCursor } = await test.owner.tokens.list({ limit: 1 });
    expect(nextCursor).not.toBeNull();
    expect((await manage(`/v1/tokens?limit=1&kind=public&cursor=${nextCursor}`)).json).toMatchObject({
      code: "invalid_cursor",
    });
    expect((await manage(`/v1/service-accounts?cursor=${nextCursor}`)).json).toMatchObject({ code: "invalid_cursor" });
  });

  it.each(["limit=0", "limit=101", "limit=x", "unknown=1", "kind=other", "sort=label", "ownerId=x"])(
    "refuses a bad query: 400 (%s)",
    async (query) => {
      expect((await manage(`/v1/tokens?${query}`)).json).toMatchObject({ status: 400, code: "invalid_query" });
    },
  );

  it("refuses a service-account name that is taken: 409", async () => {
    expect((await post("/v1/service-accounts", { name: test.demo.serviceAccount })).json).toMatchObject({
      status: 409,
      code: "name_taken",
    });
  });

  it.each(["with space", "ümlaut", "a/b", "", "x".repeat(65), "a#b"])(
    "refuses a service-account name with anything but letters, digits, - and _: 422 (%j)",
    async (name) => {
      expect((await post("/v1/service-accounts", { name })).json).toMatchObject({
        status: 422,
        code: "invalid_body",
        errors: [{ pointer: "/name" }],
      });
    },
  );

  const publicToken = (more: object) => ({
    kind: "public",
    label: "x",
    owner: { type: "service_account", id: test.demo.serviceAccount },
    domains: ["https://shop.example.com"],
    ...more,
  });

  it("refuses a public token without a service account or without domains: 422", async () => {
    const before = await tokenCount();
    const cases = [
      [publicToken({ owner: undefined }), "service_account_required"],
      [publicToken({ owner: { type: "member", id: "mem_x" } }), "service_account_required"],
      [publicToken({ owner: { type: "service_account", id: "nobody" } }), "owner_not_accepted"],
      [publicToken({ domains: undefined }), "invalid_domain"],
      [publicToken({ domains: [] }), "invalid_body"],
      [publicToken({ role: "owner" }), "invalid_body"],
      [publicToken({ scopes: ["account_management:read"] }), "invalid_body"],
      [publicToken({ expiresAt: "2020-01-01T00:00:00Z" }), "invalid_body"],
    ] as const;
    for (const [body, code] of cases) {
      expect((await post("/v1/tokens", body)).json).toMatchObject({ status: 422, code });
    }
    expect(await tokenCount()).toBe(before);
  });

  it("refuses all domains for one bad one, and names it", async () => {
    const before = await tokenCount();
    const domains = ["https://good.example.com", "*.co.uk", "https://fine.example.com", "https://a.example.com/path"];
    const answer = await post("/v1/tokens", publicToken({ domains }));
    expect(answer.json).toMatchObject({
      status: 422,
      code: "invalid_domain",
      errors: [
        { pointer: "/domains/1", code: "pattern_wildcard_public_suffix" },
        { pointer: "/domains/3", code: "pattern_not_a_host" },
      ],
    });
    expect(answer.text).toContain("*.co.uk");
    const id = test.demo.publicToken.slice(0, 16);
    const domainsBefore = (await test.owner.tokens.get(id)).domains;
    const patch = await manage(`/v1/tokens/${id}`, { method: "PATCH", body: { label: "lost?", domains } });
    expect(patch.status).toBe(422);
    const after = await test.owner.tokens.get(id);
    expect([after.domains, after.label === "lost?"]).toEqual([domainsBefore, false]);
    expect(await tokenCount()).toBe(before);
  });

  it("keeps the workspace's policies", async () => {
    await test.owner.workspace.update({ policies: { explicitDomainsOnly: true, serviceAccountsOnly: true } });
    expect((await post("/v1/tokens", publicToken({ domains: ["*.example.com"] }))).json).toMatchObject({
      errors: [{ code: "pattern_wildcard_policy" }],
    });
    const body = { kind: "private", label: "x", scopes: ["account_management:read"] };
    expect((await post("/v1/tokens", body)).json).toMatchObject({ code: "owner_not_accepted" });
    await test.owner.workspace.update({ policies: { explicitDomainsOnly: false, serviceAccountsOnly: false } });
  });

  it("rejects a bad event and keeps the good ones of the batch, each once", async () => {
    const good = (id: string) => ({
      id,
      name: "load",
      configuratorId: test.demo.configuratorId,
      occurredAt: new Date().toISOString(),
    });
    const batch = { events: [good("event-0001"), { id: "x" }, good("event-0002"), good("event-0001"), 7] };
    expect((await embed("/embed/v1/events", batch)).json).toMatchObject({
      accepted: 2,
      duplicates: 1,
      rejected: [{ index: 1 }, { index: 4 }],
    });
    expect((await embed("/embed/v1/events", batch)).json).toMatchObject({ accepted: 0, duplicates: 3 });
    // Numbers that JavaScript has and DynamoDB has not.
    const extreme = [1e300, 5e-324, -0].map((size, index) => ({
      ...good(`event-size-${index}`),
      properties: { size },
    }));
    expect((await embed("/embed/v1/events", { events: extreme })).json).toMatchObject({ accepted: 3, rejected: [] });
    const many = { events: Array.from({ length: 101 }, (_, index) => good(`event-many-${index}`)) };
    expect((await embed("/embed/v1/events", many)).json).toMatchObject({ status: 422 });
    const hundred = { events: many.events.slice(0, 100) };
    expect((await embed("/embed/v1/events", hundred)).json).toMatchObject({ accepted: 100, duplicates: 0 });
    expect((await embed("/embed/v1/events", hundred)).json).toMatchObject({ accepted: 0, duplicates: 100 });
  });

  it("refuses to publish a draft that is not valid, naming the place", async () => {
    const draft = (await test.owner.configurators.get(test.demo.configuratorId)).draft;
    const [first, ...rest] = draft.attributes;
    if (first === undefined) throw new Error("the demo has no attributes");
    const twice = { ...draft, attributes: [first, first, ...rest] };
    const { id } = await test.owner.configurators.create({ name: "broken", draft: twice });
    await expect(test.owner.configurators.publish(id)).rejects.toMatchObject({
      code: "document_not_valid",
      errors: expect.arrayContaining([expect.objectContaining({ code: "duplicate" })]),
    });
    expect((await test.owner.configurators.get(id)).publishedVersion).toBeNull();
  });

  it("rolls back what shoppers load, save and resume, and counts on from the latest version", async () => {
    const draft = (await test.owner.configurators.get(test.demo.configuratorId)).draft;
    const priced = (cents: number) => ({
      ...draft,
      pricing: { ...draft.pricing, base: Object.fromEntries(draft.pricing.currencies.map((code) => [code, cents])) },
    });
    const { id } = await test.owner.configurators.create({ name: "rolled", draft: priced(10_000) });
    await test.owner.configurators.publish(id);
    await test.owner.configurators.update(id, { draft: priced(20_000) });
    await test.owner.configurators.publish(id);
    const loaded = async () =>
      (await embed(`/embed/v1/configurators/${id}`)).json as { version: number; document: typeof draft };
    expect((await loaded()).document.pricing.base.EUR).toBe(20_000);
    expect((await test.owner.configurators.rollback(id, { version: 1 })).version).toBe(1);
    // The edge may keep the load; the API itself must not.
    const fresh = await test.request(`/embed/v1/configurators/${id}?access_token=${test.demo.publicToken}`, {
      origin: test.demo.shopUrl,
      baseUrl: test.platform.gatewayUrl,
    });
    expect(fresh.json).toMatchObject({ version: 1, document: { pricing: { base: { EUR: 10_000 } } } });
    const body = { configuratorId: id, values: {}, version: 1 };
    expect((await embed("/embed/v1/configurations", body)).json).toMatchObject({ version: 1 });
    expect((await test.owner.configurators.getVersion(id, 2)).document.pricing.base.EUR).toBe(20_000);
    expect((await test.owner.configurators.publish(id)).version).toBe(3);
  });

  it("refuses an edit of a draft that somebody else has changed: 409", async () => {
    const { id, draftRevision, draft } = await test.owner.configurators.create({
      name: "raced",
      draft: (await test.owner.configurators.get(test.demo.configuratorId)).draft,
    });
    await test.owner.configurators.update(id, { draft, draftRevision });
    await expect(test.owner.configurators.update(id, { draft, draftRevision })).rejects.toMatchObject({
      code: "changed_meanwhile",
      status: 409,
    });
  });
});
