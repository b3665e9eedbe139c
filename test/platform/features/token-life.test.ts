import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../functions/domain/expiry.ts";
import { REVOKE_SECONDS_MAX } from "../../../functions/domain/revocation-bound.ts";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import { dumpTables } from "../../support/dump-tables.ts";
import { editStoredToken } from "../../support/edit-stored-token.ts";
import { feature } from "../../support/features.ts";
import { issueToken, join } from "../../support/people.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
beforeAll(async () => {
  test = await startTestPlatform();
});
afterAll(() => test.close());

const READ = ["account_management:read"] as const;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

async function createPrivate(more: object = {}) {
  const body = { kind: "private", label: "a job", scopes: [...READ], ...more } as const;
  const token = await test.owner.tokens.create(body);
  return { id: token.id, value: token.token ?? "", token };
}
const createPublic = (more: object = {}) => {
  const owner = { type: "service_account", id: test.demo.serviceAccount } as const;
  return test.owner.tokens.create({ kind: "public", label: "a page", owner, domains: [test.demo.shopUrl], ...more });
};
const whoami = (token: string) => test.request("/v1/whoami", { token });
const statusWith = async (token: string) => (await whoami(token)).status;

describe(feature(8), () => {
  afterEach(() => test.owner.workspace.update({ policies: { tokenLifetimeDaysMax: null } }));

  it("a longest lifetime is not lifted by an administrator's token, which it ends", async () => {
    const { value } = await issueToken(test.owner, { role: "administrator", scopes: ["account_management:write"] });
    const administrator = test.client(value);
    const policyOf = (days: number | null) => ({ policies: { tokenLifetimeDaysMax: days } });
    const refused = { code: "right_not_held" };
    await administrator.workspace.update(policyOf(60));
    await administrator.workspace.update(policyOf(30));
    for (const days of [null, 31]) {
      await expect(administrator.workspace.update(policyOf(days))).rejects.toMatchObject(refused);
    }
  });

  it("an exact instant, a preset, or none with a warning; not two of them, and not in the past", async () => {
    const at = inDays(3);
    expect((await createPrivate({ expiresAt: at })).token).toMatchObject({ expiresAt: at, warnings: ["expires_soon"] });
    const presets = { "7d": 7, "30d": 30, "60d": 60, "90d": 90, "1y": 365 };
    for (const [expiresIn, days] of Object.entries(presets)) {
      const { token } = await createPrivate({ expiresIn });
      expect(Date.parse(token.expiresAt ?? "") - Date.parse(token.createdAt)).toBe(days * DAY_MS);
    }
    for (const more of [{}, { expiresIn: "never" }]) {
      expect((await createPrivate(more)).token).toMatchObject({ expiresAt: null, warnings: ["never_expires"] });
    }
    await expect(createPrivate({ expiresAt: at, expiresIn: "7d" })).rejects.toMatchObject({
      code: "invalid_body",
      errors: [{ pointer: "/expiresIn", code: "not_with_expires_at" }],
    });
    await expect(createPrivate({ expiresAt: inDays(-1) })).rejects.toMatchObject({
      errors: [{ pointer: "/expiresAt", code: "in_the_past" }],
    });
  });

  it("an expiry is edited, by instant and by preset, and removed", async () => {
    const { id } = await createPrivate({ expiresIn: "7d" });
    const left = (expiresAt: string | null) => Math.round((Date.parse(expiresAt ?? "") - Date.now()) / DAY_MS);
    expect(left((await test.owner.tokens.update(id, { expiresIn: "90d" })).expiresAt)).toBe(90);
    expect((await test.owner.tokens.update(id, { expiresIn: "never" })).expiresAt).toBeNull();
    expect(left((await test.owner.tokens.update(id, { expiresAt: inDays(5) })).expiresAt)).toBe(5);
    expect((await test.owner.tokens.update(id, { expiresAt: null })).expiresAt).toBeNull();
  });

  it("a token stops at its instant, and is listed as expired from then on", async () => {
    const { id, value } = await createPrivate({ expiresAt: new Date(Date.now() + 1500).toISOString() });
    expect(await statusWith(value)).toBe(200);
    expect((await test.owner.tokens.list({ status: "expired" })).items.map((token) => token.id)).not.toContain(id);
    await sleep(1600);
    expect(await statusWith(value)).toBe(403);
    expect((await test.owner.tokens.list({ status: "expired" })).items.map((token) => token.id)).toContain(id);
    expect(
      (await test.owner.tokens.list({ status: "active", limit: 100 })).items.map((token) => token.id),
    ).not.toContain(id);
  });

  it("the workspace's longest lifetime holds for what is made, what is edited and what is used", async () => {
    const { id, value, token } = await createPrivate();
    // A session: the demo's own token comes under the policy too, and gives nothing that outlives it.
    const { session } = await join(test, { role: "owner", scopes: [...API_SCOPES] });
    await test.owner.workspace.update({ policies: { tokenLifetimeDaysMax: 30 } });
    const tooLong = { code: "lifetime_too_long", status: 422, errors: [{ pointer: "/expiresAt" }] };
    const body = { kind: "private", label: "a job", scopes: [...READ] } as const;
    for (const more of [{}, { expiresIn: "never" }, { expiresIn: "60d" }, { expiresAt: inDays(31) }] as const) {
      await expect(session.tokens.create({ ...body, ...more })).rejects.toMatchObject(tooLong);
    }
    const made = await session.tokens.create({ ...body, expiresIn: "30d" });
    await expect(session.tokens.update(made.id, { expiresAt: inDays(31) })).rejects.toMatchObject(tooLong);
    await expect(session.tokens.update(made.id, { expiresAt: null })).rejects.toMatchObject(tooLong);
    expect((await session.tokens.update(made.id, { label: "renamed" })).label).toBe("renamed");
    const owner = { type: "service_account", id: test.demo.serviceAccount } as const;
    const page = { kind: "public", label: "p", owner, domains: [test.demo.shopUrl] } as const;
    await expect(session.tokens.create(page)).rejects.toMatchObject(tooLong);

    // A token that was there before: its secret counts for 30 days from its making, and a new secret for 30 more.
    expect(await statusWith(value)).toBe(200);
    await editStoredToken(test, id, { issuedAt: inDays(-31) });
    expect(await statusWith(value)).toBe(403);
    await session.tokens.reassign(id, { owner });
    const rotated = await session.tokens.rotate(id);
    expect(await statusWith(rotated.token ?? "")).toBe(200);
    expect(Date.parse(rotated.issuedAt)).toBeGreaterThanOrEqual(Date.parse(token.issuedAt));
  });
});

describe(feature(11), () => {
  it("rotating keeps the id and the settings; both secrets count through the grace period", async () => {
    const { id, value, token } = await createPrivate({
      note: "kept",
      expiresIn: "90d",
      allowedAddresses: ["127.0.0.0/8", "::1"],
    });
    const rotated = await test.owner.tokens.rotate(id, { graceSeconds: 3600 });
    expect(rotated).toMatchObject({
      id,
      label: token.label,
      note: "kept",
      scopes: token.scopes,
      expiresAt: token.expiresAt,
      allowedAddresses: ["127.0.0.0/8", "::1/128"],
      rotation: { startedAt: rotated.issuedAt, previousLastUsedAt: null },
    });
    expect([await statusWith(value), await statusWith(rotated.token ?? "")]).toEqual([200, 200]);
    expect((await test.owner.tokens.get(id)).rotation?.previousLastUsedAt).not.toBeNull();
    // A second rotation ends the first: there are never more than two secrets.
    const third = await test.owner.tokens.rotate(id, { graceSeconds: 3600 });
    expect([await statusWith(value), await statusWith(rotated.token ?? "")]).toEqual([403, 200]);
    expect(third.rotation?.previousLastUsedAt).toBeNull();
  });

  it("a grace period lasts 0 s to 30 days", async () => {
    const { id } = await createPrivate();
    for (const graceSeconds of [-1, 30 * 86_400 + 1, 0.5]) {
      await expect(test.owner.tokens.rotate(id, { graceSeconds })).rejects.toMatchObject({ code: "invalid_body" });
    }
    const { rotation } = await test.owner.tokens.rotate(id, { graceSeconds: 30 * 86_400 });
    const { startedAt = "", previousValidUntil = "" } = rotation ?? {};
    expect(Date.parse(previousValidUntil) - Date.parse(startedAt)).toBe(30 * DAY_MS);
    expect((await test.owner.tokens.rotate(id)).rotation).toBeNull();
  });

  it("it is extended while it runs, up to 30 days after the rotation, and finished early", async () => {
    const { id, value } = await createPrivate();
    const notRunning = { code: "rotation_not_running", status: 409 };
    await expect(test.owner.tokens.extendRotation(id, { graceSeconds: 60 })).rejects.toMatchObject(notRunning);
    await test.owner.tokens.rotate(id, { graceSeconds: 2 });
    const extended = await test.owner.tokens.extendRotation(id, { graceSeconds: 3600 });
    const left = Date.parse(extended.rotation?.previousValidUntil ?? "") - Date.now();
    expect(left).toBeGreaterThan(3_590_000);
    expect(left).toBeLessThanOrEqual(3_600_000);
    await sleep(2100);
    expect(await statusWith(value)).toBe(200);
    // Days later not as much is left as at first.
    await editStoredToken(test, id, { issuedAt: inDays(-29) });
    await expect(test.owner.tokens.extendRotation(id, { graceSeconds: 2 * 86_400 })).rejects.toMatchObject({
      code: "invalid_body",
      errors: [{ pointer: "/graceSeconds", code: "too_long" }],
    });
    await test.owner.tokens.extendRotation(id, { graceSeconds: 86_400 - 60 });
    expect((await test.owner.tokens.finishRotation(id)).rotation).toBeNull();
    expect(await statusWith(value)).toBe(403);
    await expect(test.owner.tokens.extendRotation(id, { graceSeconds: 60 })).rejects.toMatchObject(notRunning);
  });

  it("only who may hold its rights gives an old secret more time", async () => {
    const { value } = await createPrivate({ role: "workspace_manager", scopes: ["account_management:write"] });
    const strong = await createPrivate({ role: "owner" });
    await test.owner.tokens.rotate(strong.id, { graceSeconds: 60 });
    const extend = test.client(value).tokens.extendRotation(strong.id, { graceSeconds: 3600 });
    await expect(extend).rejects.toMatchObject({ code: "right_not_held", errors: [{ pointer: "/role" }] });
  });

  it("a retried rotation gives the same secret again and never kills it", async () => {
    const { id, value } = await createPrivate();
    const rotate = () => test.owner.tokens.rotate(id, { graceSeconds: 60 }, { idempotencyKey: "once" });
    const [one, two] = await Promise.all([rotate(), rotate()]);
    const three = await rotate();
    expect(new Set([one.token, two.token, three.token]).size).toBe(1);
    expect([await statusWith(value), await statusWith(one.token ?? "")]).toEqual([200, 200]);
  });
});

describe(feature(15), () => {
  const header = async (value: string) => (await whoami(value)).headers.get("latchkey-token-expires-at");

  it("its last 30 days are announced with every answer, and in its warnings", async () => {
    const { token, value } = await createPrivate({ expiresIn: "7d" });
    expect(await header(value)).toBe(token.expiresAt);
    expect(
      (await test.request("/v1/tokens/lks_000000000000", { token: value })).headers.get("latchkey-token-expires-at"),
    ).toBe(token.expiresAt);
    expect(token.warnings).toEqual(["expires_soon"]);
    expect(await header((await createPrivate({ expiresIn: "60d" })).value)).toBeNull();
    expect(await header((await createPrivate()).value)).toBeNull();
  });

  it("a list shows what ends within some days, the next one first", async () => {
    const ids = await Promise.all(
      [0.5, 5, 20, 40].map(async (days) => (await createPrivate({ label: "ending", expiresAt: inDays(days) })).id),
    );
    const within = async (expiresWithinDays: number) => {
      const { items } = await test.owner.tokens.list({ expiresWithinDays, text: "ending" });
      return items.map(({ id }) => id);
    };
    expect(await within(1)).toEqual(ids.slice(0, 1));
    expect(await within(7)).toEqual(ids.slice(0, 2));
    expect(await within(30)).toEqual(ids.slice(0, 3));
    const all = await test.owner.tokens.list({ sort: "-expiresAt", text: "ending" });
    expect(all.items.map(({ id }) => id)).toEqual([...ids].reverse());
    await test.owner.tokens.revoke(ids[0] ?? "");
    expect(await within(7)).toEqual(ids.slice(1, 2));
  });

  it("a list that contradicts itself is refused", async () => {
    for (const query of [
      { expiresWithinDays: 7, sort: "createdAt" },
      { expiresWithinDays: 366 },
      { unusedForDays: 0 },
    ] as const) {
      await expect(test.owner.tokens.list(query)).rejects.toMatchObject({ code: "invalid_query", status: 400 });
    }
  });
});

describe(feature(16), () => {
  it("a list shows what was neither made nor used for so many days, the longest unused first; a use takes it off", async () => {
    const [stale, older, fresh] = [await createPrivate(), await createPrivate(), await createPrivate()];
    for (const [{ id }, days] of [
      [stale, 45],
      [older, 120],
    ] as const) {
      const createdAt = inDays(-days);
      await editStoredToken(test, id, { createdAt, idleSince: `${createdAt}#${id}` });
    }
    const unused = async (unusedForDays: number) =>
      (await test.owner.tokens.list({ unusedForDays })).items.map(({ id }) => id);
    expect(await unused(30)).toEqual([older.id, stale.id]);
    expect(await unused(90)).toEqual([older.id]);
    expect(await unused(30)).not.toContain(fresh.id);
    expect((await test.owner.tokens.get(older.id)).warnings).toContain("unused");
    expect(await statusWith(older.value)).toBe(200);
    expect(await unused(30)).toEqual([stale.id]);
    expect((await test.owner.tokens.get(older.id)).warnings).not.toContain("unused");
    await test.owner.tokens.revoke(stale.id);
    expect(await unused(30)).toEqual([]);
  });
});

describe(feature(17), () => {
  it("a private token: the revocation is effective when it is acknowledged", async () => {
    const { id, value } = await createPrivate();
    await expect(test.owner.tokens.revocation(id)).rejects.toMatchObject({ code: "token_not_revoked", status: 409 });
    const { revocation } = await test.owner.tokens.revoke(id);
    expect(revocation).toMatchObject({ boundSeconds: 0, isEffective: true, effectiveAt: revocation.revokedAt });
    expect(await statusWith(value)).toBe(403);
    expect(await test.owner.tokens.revocation(id)).toEqual(revocation);
  });

  it("the slowest possible write is as slow as its function may be", () => {
    const [tokens] = test.platform
      .deployment()
      .functions.filter(({ environment }) => environment.POWERTOOLS_SERVICE_NAME === "tokens");
    expect(tokens?.timeoutSeconds).toBe(REVOKE_SECONDS_MAX);
  });

  it("a public token: not before the bound has passed since the slowest possible write; until then it is not purged", async () => {
    const { id } = await createPublic();
    const { revocation } = await test.owner.tokens.revoke(id);
    expect(revocation).toMatchObject({ boundSeconds: 60, isEffective: false });
    expect(Date.parse(revocation.effectiveAt) - Date.parse(revocation.revokedAt)).toBe(70_000);
    expect(await test.owner.tokens.revocation(id)).toEqual(revocation);
    await expect(test.owner.tokens.purge(id)).rejects.toMatchObject({ code: "revocation_not_effective", status: 409 });
    await editStoredToken(test, id, { revokedAt: new Date(Date.now() - 69_000).toISOString() });
    expect((await test.owner.tokens.revocation(id)).isEffective).toBe(false);
    await editStoredToken(test, id, { revokedAt: new Date(Date.now() - 70_000).toISOString() });
    expect((await test.owner.tokens.revocation(id)).isEffective).toBe(true);
    await test.owner.tokens.purge(id);
    await expect(test.owner.tokens.revocation(id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe(feature(18), () => {
  it("what its owner gets later is in no token that exists, not even in one with every right of its time", async () => {
    await test.owner.serviceAccounts.create({
      name: "growing",
      role: "administrator",
      scopes: ["account_management:write", "configurator:read"],
    });
    const owner = { type: "service_account", id: "growing" } as const;
    const { id, value } = await createPrivate({ scopes: undefined, preset: "full", owner });
    const frozen = { role: "administrator", scopes: ["account_management:write", "configurator:read"] };
    expect(await test.owner.tokens.get(id)).toMatchObject(frozen);
    await test.owner.serviceAccounts.update("growing", { role: "owner", scopes: [...API_SCOPES] });
    expect(await test.owner.tokens.get(id)).toMatchObject(frozen);
    expect(await test.client(value).whoami()).toMatchObject(frozen);
    expect((await test.request("/v1/configurators", { token: value })).status).toBe(200);
    // An edit is what brings more.
    await test.owner.tokens.update(id, { scopes: ["account_management:write", "configurator:write"] });
    expect((await test.client(value).whoami()).scopes).toContain("configurator:write");
    // No stored token says "all scopes".
    const stored = (await dumpTables(test.platform)).filter((item) => item.includes('"TOKEN#'));
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.filter((item) => /"scopes":\{"S"|"full"/.test(item))).toEqual([]);
  });
});

describe(feature(24), () => {
  it("the preset gives everything that the creator has now", async () => {
    const { session } = await join(test, {
      role: "workspace_manager",
      scopes: ["account_management:write", "billing:read"],
    });
    const me = await session.whoami();
    const token = await session.tokens.create({ kind: "private", label: "all of mine", preset: "full" });
    expect(token).toMatchObject({ role: me.role, scopes: me.scopes, services: me.services });
    expect(await test.client(token.token ?? "").whoami()).toMatchObject({ role: me.role, scopes: me.scopes });
  });

  it("never more than the owner has: neither at the making nor, once the owner is lowered, at any use", async () => {
    const { member, session } = await join(test, { role: "administrator", scopes: ["account_management:write"] });
    const token = await session.tokens.create({ kind: "private", label: "mine", preset: "full" });
    const value = token.token ?? "";
    expect((await test.request("/v1/audit-events", { token: value })).status).toBe(200);
    await test.owner.members.update(member.id, { role: "viewer" });
    expect((await test.request("/v1/audit-events", { token: value })).status).toBe(403);
    expect(await test.client(value).whoami()).toMatchObject({ role: "viewer" });
    await test.owner.members.suspend(member.id);
    expect(await statusWith(value)).toBe(403);

    await test.owner.serviceAccounts.create({ name: "modest", role: "viewer", scopes: ["billing:read"] });
    const owner = { type: "service_account", id: "modest" } as const;
    await expect(createPrivate({ role: "administrator", owner })).rejects.toMatchObject({
      code: "owner_lacks_right",
      status: 422,
      errors: [{ pointer: "/role" }, { pointer: "/scopes" }],
    });
    const { id, token: shared } = await createPrivate({ scopes: undefined, preset: "full", owner });
    expect(shared).toMatchObject({ role: "viewer", scopes: ["billing:read"] });
    await expect(test.owner.tokens.update(id, { scopes: ["billing:write"] })).rejects.toMatchObject({
      code: "owner_lacks_right",
      errors: [{ pointer: "/scopes" }],
    });
  });

  it("is instead of role, scopes and services, and only for private tokens", async () => {
    await expect(createPrivate({ preset: "full", role: "viewer" })).rejects.toMatchObject({
      code: "invalid_body",
      errors: [
        { pointer: "/role", code: "not_with_preset" },
        { pointer: "/scopes", code: "not_with_preset" },
      ],
    });
    await expect(createPrivate({ scopes: undefined })).rejects.toMatchObject({
      errors: [{ pointer: "/scopes", code: "required" }],
    });
    await expect(createPublic({ preset: "full" })).rejects.toMatchObject({ code: "invalid_body" });
  });
});
