import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestToken, formatDigest } from "../../../functions/domain/digest.ts";
import { ROLES } from "../../../functions/domain/rights.ts";
import { parseToken } from "../../../functions/domain/token.ts";
import { dumpTables } from "../../support/dump-tables.ts";
import { feature } from "../../support/features.ts";
import { join } from "../../support/people.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
beforeAll(async () => {
  test = await startTestPlatform();
  await test.owner.serviceAccounts.create({ name: "web-shop" });
});
afterAll(() => test.close());

const WEB_SHOP = { type: "service_account", id: "web-shop" } as const;
const READ = ["account_management:read"] as const;

async function createPrivate(more: object = {}) {
  const body = { kind: "private", label: "a job", role: "viewer", scopes: [...READ], ...more } as const;
  const token = await test.owner.tokens.create(body);
  return { id: token.id, value: token.token ?? "", token };
}
const createPublic = (more: object = {}) =>
  test.owner.tokens.create({ kind: "public", label: "a page", owner: WEB_SHOP, domains: [test.demo.shopUrl], ...more });
const statusWith = async (token: string) => (await test.request("/v1/whoami", { token })).status;
const load = (query: string, headers: Readonly<Record<string, string>> = {}) =>
  test.request(`/embed/v1/configurators/${test.demo.configuratorId}${query}`, { origin: test.demo.shopUrl, headers });

describe(feature(1), () => {
  it("the prefix of the value and of the id tells the kind", async () => {
    const { value, token } = await createPrivate();
    const page = await createPublic();
    const service = await test.owner.services.create({ name: "Shop API" });
    const [ofService] = (await test.owner.tokens.list({ ownerType: "service", ownerId: service.id })).items;
    expect([token.kind, value.slice(0, 4), token.id.slice(0, 4)]).toEqual(["private", "lks_", "lks_"]);
    expect([page.kind, page.token?.slice(0, 4), page.id.slice(0, 4)]).toEqual(["public", "lkp_", "lkp_"]);
    expect([ofService?.kind, ofService?.id.slice(0, 4)]).toEqual(["service", "lkv_"]);
  });

  it("a service's token is listed, disabled and enabled here, and everything else is the service's business", async () => {
    const { id: serviceId } = await test.owner.services.create({ name: "Other API" });
    const [token] = (await test.owner.tokens.list({ kind: "service", ownerType: "service", ownerId: serviceId })).items;
    const id = token?.id ?? "";
    expect((await test.owner.tokens.disable(id)).status).toBe("disabled");
    expect((await test.owner.tokens.enable(id)).status).toBe("active");
    const managed = { code: "service_token_managed", status: 409 };
    await expect(test.owner.tokens.update(id, { label: "mine" })).rejects.toMatchObject(managed);
    await expect(test.owner.tokens.rotate(id)).rejects.toMatchObject(managed);
    await expect(test.owner.tokens.finishRotation(id)).rejects.toMatchObject(managed);
    await expect(test.owner.tokens.revoke(id)).rejects.toMatchObject(managed);
    await expect(test.owner.tokens.reassign(id, { owner: WEB_SHOP })).rejects.toMatchObject(managed);
    // Who may not see the service sees no token of it.
    const { value } = await createPrivate({
      services: [],
      role: "administrator",
      scopes: ["account_management:write"],
    });
    const blind = test.client(value);
    await expect(blind.tokens.get(id)).rejects.toMatchObject({ code: "not_found" });
    await expect(blind.tokens.disable(id)).rejects.toMatchObject({ code: "not_found" });
    expect((await blind.tokens.list({ kind: "service" })).items).toEqual([]);
    expect((await blind.tokens.list({ limit: 100 })).items.some(({ kind }) => kind === "service")).toBe(false);
    expect((await test.owner.tokens.list({ kind: "service" })).items.map((item) => item.id)).toContain(id);
  });
});

describe(feature(2), () => {
  it("label, note and owner are shown; the note may be left out or removed, the label may not", async () => {
    const { id, token } = await createPrivate({ label: " Nightly export ", note: "runs at two" });
    expect(token).toMatchObject({ label: "Nightly export", note: "runs at two", owner: { type: "member" } });
    expect((await test.owner.tokens.update(id, { note: null })).note).toBeNull();
    for (const label of [undefined, "", "   "]) {
      await expect(createPrivate({ label })).rejects.toMatchObject({ status: 422, errors: [{ pointer: "/label" }] });
    }
  });
});

describe(feature(3), () => {
  it("there is always room for one more, and pages of 100 show each of them once", async () => {
    const ids = new Set<string>();
    for (let index = 0; index < 120; index++) ids.add((await createPrivate({ owner: WEB_SHOP, note: "many" })).id);
    const seen: string[] = [];
    const sizes: number[] = [];
    for await (const page of test.owner.tokens
      .list({ ownerType: "service_account", ownerId: "web-shop", kind: "private", limit: 100 })
      .pages()) {
      sizes.push(page.items.length);
      seen.push(...page.items.map(({ id }) => id));
    }
    expect(new Set(seen)).toEqual(ids);
    expect(seen).toHaveLength(120);
    expect(sizes).toEqual([100, 20]);
  });
});

describe(feature(4), () => {
  it("the value is in the answer that issues it; what is stored of it opens nothing", async () => {
    const { id, value } = await createPrivate();
    expect(parseToken(value)?.id).toBe(id);
    expect((await test.owner.tokens.get(id)).token).toBeNull();
    expect((await test.owner.tokens.update(id, { label: "again" })).token).toBeNull();
    const stored = (await dumpTables(test.platform)).join("\n");
    const credential = parseToken(value);
    if (credential === undefined) throw new Error("the value is no token");
    const digest = formatDigest(digestToken(credential.value));
    expect(stored).toContain(digest);
    expect(stored).not.toContain(value.slice(16, 59));
    for (const stolen of [digest, id, `${id}${digest}`, value.slice(0, -1)]) expect(await statusWith(stolen)).toBe(403);
    expect(await statusWith(value)).toBe(200);
  });

  it("a public token stays copyable, by whoever may read tokens", async () => {
    const { id, token } = await createPublic();
    expect((await test.owner.tokens.get(id)).token).toBe(token);
    const { value } = await createPrivate();
    expect((await test.client(value).tokens.get(id)).token).toBe(token);
  });
});

describe(feature(5), () => {
  it("the masked form is prefix and six characters of the id", async () => {
    const { id, value } = await createPrivate();
    const [listed] = (await test.owner.tokens.list({ text: id })).items;
    expect(listed?.masked).toBe(`${id.slice(0, 10)}…`);
    // Rotating changes every secret bit, and none of these.
    const rotated = await test.owner.tokens.rotate(id);
    expect(rotated.token?.slice(0, 16)).toBe(value.slice(0, 16));
    expect(rotated.masked).toBe(listed?.masked);
    expect(rotated.token?.slice(16, 59)).not.toBe(value.slice(16, 59));
  });
});

describe(feature(6), () => {
  it("ids are unique and stay; the display form follows the owner and is in no path", async () => {
    const { id, token } = await createPrivate();
    expect(token.displayId).toBe(`${token.owner.name}_${id.slice(4, 10)}`);
    expect(token.owner.name).toContain("@");
    const reassigned = await test.owner.tokens.reassign(id, { owner: WEB_SHOP });
    expect([reassigned.id, reassigned.displayId]).toEqual([id, `web-shop_${id.slice(4, 10)}`]);
    const path = `/v1/tokens/${encodeURIComponent(reassigned.displayId)}`;
    expect((await test.request(path, { token: test.demo.ownerToken })).status).toBe(404);
  });
});

describe(feature(7), () => {
  it("a disabled token stops at once, can be edited and revoked, and works again when it is enabled", async () => {
    const { id, value } = await createPrivate();
    await test.owner.tokens.disable(id);
    expect(await statusWith(value)).toBe(403);
    expect((await test.owner.tokens.update(id, { label: "renamed" })).status).toBe("disabled");
    await test.owner.tokens.enable(id);
    expect(await statusWith(value)).toBe(200);
    await test.owner.tokens.disable(id);
    expect((await test.owner.tokens.revoke(id)).token.status).toBe("revoked");
    expect(await statusWith(value)).toBe(403);
  });

  it("a revoked token leaves a tombstone that nothing brings to life, until it is purged; what happened to it stays known", async () => {
    const { id } = await createPrivate({ label: "to be gone" });
    await expect(test.owner.tokens.purge(id)).rejects.toMatchObject({ code: "token_not_revoked", status: 409 });
    await test.owner.tokens.revoke(id);
    const revoked = { code: "token_revoked", status: 409 };
    await expect(test.owner.tokens.enable(id)).rejects.toMatchObject(revoked);
    await expect(test.owner.tokens.update(id, { label: "x" })).rejects.toMatchObject(revoked);
    await expect(test.owner.tokens.rotate(id)).rejects.toMatchObject(revoked);
    await expect(test.owner.tokens.reassign(id, { owner: WEB_SHOP })).rejects.toMatchObject(revoked);
    expect((await test.owner.tokens.get(id)).label).toBe("to be gone");
    expect((await test.owner.tokens.list({ status: "revoked", text: id })).items).toHaveLength(1);

    await test.owner.tokens.purge(id);
    await expect(test.owner.tokens.get(id)).rejects.toMatchObject({ code: "not_found" });
    expect((await test.owner.tokens.list({ status: "revoked", text: id })).items).toEqual([]);
    const events = (await test.owner.auditEvents.list({ limit: 100 })).items.filter(({ target }) => target.id === id);
    expect(events.map(({ operation }) => operation)).toEqual(["purgeToken", "revokeToken", "createToken"]);
  });
});

describe(feature(9), () => {
  it("a private token shows the address, a public one the page, at most a minute late", async () => {
    const { id, value } = await createPrivate();
    const page = await createPublic();
    expect(await test.owner.tokens.get(id)).toMatchObject({ lastUsedAt: null, lastUsedIp: null, lastUsedOrigin: null });
    await statusWith(value);
    await load(`?access_token=${page.token}`);
    const [used, usedByPage] = [await test.owner.tokens.get(id), await test.owner.tokens.get(page.id)];
    for (const { lastUsedAt } of [used, usedByPage]) {
      expect(Math.abs(Date.parse(lastUsedAt ?? "") - Date.now())).toBeLessThan(60_000);
    }
    expect([used.lastUsedIp === null, used.lastUsedOrigin]).toEqual([false, null]);
    expect([usedByPage.lastUsedIp, usedByPage.lastUsedOrigin]).toEqual([null, test.demo.shopUrl]);
  });

  it("a private token that a page used is flagged", async () => {
    const { id, value } = await createPrivate();
    expect((await test.owner.tokens.get(id)).warnings).toEqual(["never_expires"]);
    await test.request("/v1/whoami", { token: value, origin: "https://shop.example.com" });
    expect((await test.owner.tokens.get(id)).warnings).toEqual(["never_expires", "seen_in_browser"]);
  });
});

describe(feature(10), () => {
  it("a public token opens the embed by query and by header", async () => {
    const { token } = await createPublic();
    expect((await load(`?access_token=${token}`)).status).toBe(200);
    expect((await load("", { authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it("a secret in a URL opens nothing and is flagged, until it is rotated", async () => {
    const { id, value } = await createPrivate();
    expect((await test.request(`/v1/whoami?access_token=${value}`)).status).toBe(403);
    expect((await load(`?access_token=${value}`)).status).toBe(403);
    expect((await test.owner.tokens.get(id)).warnings).toContain("secret_in_url");
    expect((await test.owner.tokens.rotate(id)).warnings).not.toContain("secret_in_url");
  });
});

describe(feature(12), () => {
  it("one token: to an active service account that holds as much, and to nobody else", async () => {
    const { id, value } = await createPrivate({ scopes: ["billing:read"], role: "administrator" });
    const send = (owner: object) =>
      test.request(`/v1/tokens/${id}/reassign`, { method: "POST", token: test.demo.ownerToken, body: { owner } });
    expect((await send({ type: "member", id: "mem_000000000001" })).status).toBe(422);
    const refused = (body: Parameters<typeof test.owner.serviceAccounts.create>[0]) =>
      test.owner.serviceAccounts.create(body).then(({ id: account }) => {
        const owner = { type: "service_account", id: account } as const;
        return test.owner.tokens.reassign(id, { owner });
      });
    await expect(refused({ name: "lowly", role: "viewer" })).rejects.toMatchObject({
      code: "owner_lacks_right",
      status: 422,
      errors: [{ pointer: "/role" }],
    });
    await expect(refused({ name: "narrow", scopes: ["billing:read"], services: [] })).rejects.toMatchObject({
      code: "owner_lacks_right",
      errors: [{ pointer: "/services" }],
    });
    await test.owner.serviceAccounts.create({ name: "asleep" });
    await test.owner.serviceAccounts.disable("asleep");
    const asleep = { owner: { type: "service_account", id: "asleep" } } as const;
    await expect(test.owner.tokens.reassign(id, asleep)).rejects.toMatchObject({ code: "owner_not_accepted" });
    expect((await test.owner.tokens.reassign(id, { owner: WEB_SHOP })).owner.id).toBe("web-shop");
    expect(await statusWith(value)).toBe(200);
  });

  it("many tokens: each by the rules for one, each with its audit event, and one refusal stops none", async () => {
    await test.owner.serviceAccounts.create({ name: "taker" });
    const taker = { type: "service_account", id: "taker" } as const;
    const good = [await createPrivate(), await createPrivate({ owner: WEB_SHOP })];
    const gone = await createPrivate();
    await test.owner.tokens.revoke(gone.id);
    const unknown = "lks_000000000000";
    const tokenIds = [good[0]?.id ?? "", gone.id, unknown, good[1]?.id ?? ""];
    const { results, hasMore } = await test.owner.tokens.changeMany({ action: "reassign", tokenIds, newOwner: taker });
    expect(hasMore).toBe(false);
    expect(results).toEqual([
      { tokenId: tokenIds[0], status: "done", code: null },
      { tokenId: gone.id, status: "refused", code: "token_revoked" },
      { tokenId: unknown, status: "refused", code: "not_found" },
      { tokenId: tokenIds[3], status: "done", code: null },
    ]);
    expect((await test.owner.serviceAccounts.get("taker")).tokenCount).toBe(2);
    const events = (await test.owner.auditEvents.list({ limit: 100 })).items;
    for (const { id } of good) {
      const [last] = events.filter(({ target }) => target.id === id);
      expect(last).toMatchObject({ operation: "reassignToken", after: { ownerId: "taker" } });
    }
  });

  it("all tokens of an owner, 100 at a time, until nothing is left", async () => {
    await test.owner.serviceAccounts.create({ name: "leaver" });
    const leaver = { type: "service_account", id: "leaver" } as const;
    for (let index = 0; index < 105; index++) await createPrivate({ owner: leaver });
    const revoke = () => test.owner.tokens.changeMany({ action: "revoke", owner: leaver });
    let done = 0;
    for (let hasMore = true; hasMore; ) {
      const answer = await revoke();
      const statuses = new Set(answer.results.map(({ status }) => status));
      expect([...statuses].filter((status) => status !== "done" && status !== "not_reached")).toEqual([]);
      done += answer.results.filter(({ status }) => status === "done").length;
      hasMore = answer.hasMore;
    }
    expect(done).toBe(105);
    expect((await revoke()).results).toEqual([]);
    expect((await test.owner.serviceAccounts.get("leaver")).tokenCount).toBe(0);
    await test.owner.serviceAccounts.delete("leaver");
  });
});

describe(feature(27), () => {
  // The seed's table: what each role may do to a token that it neither made nor owns.
  const ALLOWED: Readonly<Record<string, (typeof ROLES)[number]>> = {
    look: "viewer",
    list: "viewer",
    create: "workspace_manager",
    edit: "workspace_manager",
    rotate: "workspace_manager",
    reassign: "workspace_manager",
    disable: "administrator",
    enable: "administrator",
    revoke: "administrator",
  };

  it.each(ROLES)("%s", async (role) => {
    const { value } = await createPrivate({ role, scopes: ["account_management:write"], owner: WEB_SHOP });
    const target = await createPrivate({ owner: WEB_SHOP });
    const client = test.client(value);
    const attempts: Readonly<Record<string, () => PromiseLike<unknown>>> = {
      look: () => client.tokens.get(target.id),
      list: () => client.tokens.list(),
      create: () => client.tokens.create({ kind: "private", label: "l", role: "viewer", scopes: [...READ] }),
      edit: () => client.tokens.update(target.id, { label: "edited" }),
      rotate: () => client.tokens.rotate(target.id),
      reassign: () => client.tokens.reassign(target.id, { owner: WEB_SHOP }),
      disable: () => client.tokens.disable(target.id),
      enable: () => client.tokens.enable(target.id),
      revoke: () => client.tokens.revoke(target.id),
    };
    for (const [what, attempt] of Object.entries(attempts)) {
      const isAllowed = ROLES.indexOf(role) >= ROLES.indexOf(ALLOWED[what] ?? "owner");
      const outcome = await Promise.resolve(attempt()).then(
        () => true,
        (error: unknown) => (error instanceof Error && "status" in error && error.status === 403 ? false : error),
      );
      expect.soft(`${what}: ${outcome}`).toBe(`${what}: ${isAllowed}`);
    }
    // The same holds for many at once.
    const many = { action: "revoke", tokenIds: [(await createPrivate()).id] } as const;
    const [result] = (await client.tokens.changeMany(many)).results;
    const mayRevoke = ROLES.indexOf(role) >= ROLES.indexOf("administrator");
    expect(result).toMatchObject(mayRevoke ? { status: "done" } : { status: "refused", code: "role_too_low" });
  });

  it("whatever their role is by now, anyone may stop what they made or own, and nothing else", async () => {
    const { member, session } = await join(test, { role: "workspace_manager", scopes: ["account_management:write"] });
    const make = (owner: object) =>
      session.tokens.create({ kind: "private", label: "mine", scopes: [...READ], ...owner });
    const [owned, made] = [await make({}), await make({ owner: WEB_SHOP })];
    const other = await createPrivate();
    await test.owner.members.update(member.id, { role: "viewer", scopes: ["account_management:write"] });
    await expect(session.tokens.revoke(other.id)).rejects.toMatchObject({ code: "role_too_low", status: 403 });
    const { results } = await session.tokens.changeMany({ action: "disable", tokenIds: [owned.id, other.id, made.id] });
    expect(results.map(({ status, code }) => code ?? status)).toEqual(["done", "role_too_low", "done"]);
    expect((await session.tokens.revoke(made.id)).token.status).toBe("revoked");
  });
});

describe(feature(31), () => {
  it("a public token starts with limits; each can be changed or removed", async () => {
    const { id, limits } = await createPublic({ limits: { savesPerDay: 10 } });
    expect(limits).toEqual({
      requestsPerMinute: 6_000,
      requestsPerDay: 1_000_000,
      savesPerDay: 10,
      eventsPerDay: 200_000,
      loadsPerDay: 500_000,
    });
    const edited = await test.owner.tokens.update(id, { limits: { savesPerDay: null, requestsPerMinute: 60 } });
    expect(edited.limits).toEqual({ ...limits, savesPerDay: null, requestsPerMinute: 60 });
  });

  it("a private token has none unless it is given some, and none on what it cannot do", async () => {
    const { id, token } = await createPrivate();
    expect(Object.values(token.limits)).toEqual([null, null, null, null, null]);
    expect((await test.owner.tokens.update(id, { limits: { requestsPerDay: 7 } })).limits.requestsPerDay).toBe(7);
    await expect(test.owner.tokens.update(id, { limits: { savesPerDay: 7 } })).rejects.toMatchObject({
      code: "invalid_body",
      errors: [{ pointer: "/limits/savesPerDay", code: "not_for_this_kind" }],
    });
    await expect(test.owner.tokens.update(id, { limits: { requestsPerDay: 0 } })).rejects.toMatchObject({
      status: 422,
    });
  });
});

describe(feature(34), () => {
  it("a public token without an owner, or with a member as owner, is refused", async () => {
    const { owner } = await test.owner.whoami();
    for (const other of [undefined, { type: "member", id: owner.id }]) {
      await expect(createPublic({ owner: other })).rejects.toMatchObject({
        code: "service_account_required",
        status: 422,
        errors: [{ pointer: "/owner" }],
      });
    }
  });

  it("so is one of a service account that does not exist or is disabled", async () => {
    const refused = { code: "owner_not_accepted", status: 422 };
    await expect(createPublic({ owner: { type: "service_account", id: "nobody" } })).rejects.toMatchObject(refused);
    await test.owner.serviceAccounts.create({ name: "resting" });
    await test.owner.serviceAccounts.disable("resting");
    await expect(createPublic({ owner: { type: "service_account", id: "resting" } })).rejects.toMatchObject(refused);
  });
});
