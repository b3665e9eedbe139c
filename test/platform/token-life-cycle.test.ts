import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

describe("the life of a token", () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.close());

  const createPrivate = async (more: object = {}) => {
    const token = await test.owner.tokens.create({
      kind: "private",
      label: "life",
      role: "viewer",
      scopes: ["account_management:read"],
      ...more,
    });
    if (token.token === null) throw new Error("a new private token came without its value");
    return { id: token.id, value: token.token, token };
  };
  const statusWith = async (value: string) => (await test.request("/v1/whoami", { token: value })).status;

  it("shows the value once and never again", async () => {
    const { id, value, token } = await createPrivate();
    expect(value).toMatch(/^lks_[0-9A-Za-z]{61}$/);
    expect(value.startsWith(id)).toBe(true);
    expect(token.masked).toBe(`${value.slice(0, 10)}…`);
    expect(await statusWith(value)).toBe(200);
    expect((await test.owner.tokens.get(id)).token).toBeNull();
    const listed = await test.request("/v1/tokens?limit=100", { token: test.demo.ownerToken });
    expect(listed.text).not.toContain(value);
  });

  it("keeps a public token's value copyable", async () => {
    const id = test.demo.publicToken.slice(0, 16);
    expect((await test.owner.tokens.get(id)).token).toBe(test.demo.publicToken);
  });

  it("disables, edits while disabled, enables, and revokes for ever", async () => {
    const { id, value } = await createPrivate();
    expect((await test.owner.tokens.disable(id)).status).toBe("disabled");
    expect(await statusWith(value)).toBe(403);
    expect((await test.owner.tokens.update(id, { label: "edited" })).label).toBe("edited");
    expect((await test.owner.tokens.enable(id)).status).toBe("active");
    expect(await statusWith(value)).toBe(200);
    const { revocation, token } = await test.owner.tokens.revoke(id);
    expect(token.status).toBe("revoked");
    expect(revocation.boundSeconds).toBe(0);
    expect(await statusWith(value)).toBe(403);
    await expect(test.owner.tokens.enable(id)).rejects.toMatchObject({ code: "token_revoked", status: 409 });
    await expect(test.owner.tokens.rotate(id)).rejects.toMatchObject({ code: "token_revoked" });
    expect((await test.owner.tokens.revoke(id)).revocation.revokedAt).toBe(revocation.revokedAt);
  });

  it("states 60 s as the bound for revoking a public token", async () => {
    const created = await test.owner.tokens.create({
      kind: "public",
      label: "short-lived",
      owner: { type: "service_account", id: test.demo.serviceAccount },
      domains: ["shop.example.com"],
    });
    expect(created.domains).toEqual(["https://shop.example.com"]);
    expect(created.scopes).toEqual(["embed:load", "embed:save", "embed:resume", "embed:track"]);
    expect((await test.owner.tokens.revoke(created.id)).revocation.boundSeconds).toBe(60);
  });

  it("expires at its instant", async () => {
    const { value } = await createPrivate({ expiresAt: new Date(Date.now() + 1500).toISOString() });
    expect(await statusWith(value)).toBe(200);
    await sleep(1600);
    expect(await statusWith(value)).toBe(403);
  });

  it("rotates: the old secret counts until the grace period ends and not a second longer, the id stays", async () => {
    const { id, value: old } = await createPrivate();
    const rotated = await test.owner.tokens.rotate(id, { graceSeconds: 2 });
    const renewed = rotated.token ?? "";
    const endsAt = Date.parse(rotated.rotation?.previousValidUntil ?? "");
    expect(rotated.id).toBe(id);
    expect(renewed).not.toBe(old);
    expect([await statusWith(old), await statusWith(renewed)]).toEqual([200, 200]);
    let lastAllowedStart = 0;
    for (;;) {
      const startedAt = Date.now();
      const status = await statusWith(old);
      if (status === 200) lastAllowedStart = startedAt;
      if (startedAt >= endsAt + 1000) break;
    }
    expect(lastAllowedStart).toBeLessThan(endsAt);
    expect(lastAllowedStart).toBeGreaterThan(endsAt - 500);
    expect(await statusWith(renewed)).toBe(200);
    expect((await test.owner.tokens.get(id)).rotation).toBeNull();
  });

  it("ends the old secret at once with no grace period, and early on request", async () => {
    const first = await createPrivate();
    const renewed = (await test.owner.tokens.rotate(first.id)).token ?? "";
    expect([await statusWith(first.value), await statusWith(renewed)]).toEqual([403, 200]);
    await expect(test.owner.tokens.finishRotation(first.id)).rejects.toMatchObject({ code: "rotation_not_running" });

    const second = await createPrivate();
    await test.owner.tokens.rotate(second.id, { graceSeconds: 3600 });
    expect(await statusWith(second.value)).toBe(200);
    expect((await test.owner.tokens.finishRotation(second.id)).rotation).toBeNull();
    expect(await statusWith(second.value)).toBe(403);
  });

  it("gives the same new secret to a retried create or rotate, and one token only", async () => {
    const body = { kind: "private", label: "retried", role: "viewer", scopes: ["configurator:read"] } as const;
    const [one, two] = await Promise.all(
      [1, 2].map(() => test.owner.tokens.create(body, { idempotencyKey: "create-once" })),
    );
    expect(two?.id).toBe(one?.id);
    expect(two?.token).toBe(one?.token);
    expect(await statusWith(one?.token ?? "")).toBe(200);
    const id = one?.id ?? "";
    const rotated = await test.owner.tokens.rotate(id, { graceSeconds: 60 }, { idempotencyKey: "rotate-once" });
    const again = await test.owner.tokens.rotate(id, { graceSeconds: 60 }, { idempotencyKey: "rotate-once" });
    expect(again.token).toBe(rotated.token);
    expect(await statusWith(again.token ?? "")).toBe(200);
    expect(await statusWith(one?.token ?? "")).toBe(200);
    await expect(
      test.owner.tokens.create({ ...body, label: "other" }, { idempotencyKey: "create-once" }),
    ).rejects.toMatchObject({ code: "idempotency_key_reused", status: 409 });
  });

  it("reassigns to a service account, whose count follows", async () => {
    const account = await test.owner.serviceAccounts.create({ name: "taker" });
    expect(account.tokenCount).toBe(0);
    const { id } = await createPrivate();
    const reassigned = await test.owner.tokens.reassign(id, { owner: { type: "service_account", id: "taker" } });
    expect(reassigned.owner).toEqual({ type: "service_account", id: "taker", name: "taker" });
    expect(reassigned.displayId).toBe(`taker_${id.slice(4, 10)}`);
    expect((await test.owner.serviceAccounts.get("taker")).tokenCount).toBe(1);
    await expect(test.owner.serviceAccounts.delete("taker")).rejects.toMatchObject({
      code: "owner_has_tokens",
      errors: [{ pointer: `/tokens/${id}` }],
    });
    await test.owner.tokens.revoke(id);
    await test.owner.serviceAccounts.delete("taker");
    await expect(test.owner.serviceAccounts.get("taker")).rejects.toMatchObject({ code: "not_found" });
  });

  it("gives nobody more than they have, by creating, editing, rotating or reassigning", async () => {
    const manager = await createPrivate({ role: "workspace_manager", scopes: ["account_management:write"] });
    const limited = test.client(manager.value);
    const more = { kind: "private", label: "more", role: "owner", scopes: ["account_management:read"] } as const;
    await expect(limited.tokens.create(more)).rejects.toMatchObject({
      code: "right_not_held",
      errors: [{ pointer: "/role" }],
    });
    await expect(
      limited.tokens.create({ ...more, role: "viewer", scopes: ["configurator:read"] }),
    ).rejects.toMatchObject({ code: "right_not_held", errors: [{ pointer: "/scopes" }] });
    const mine = await limited.tokens.create({ ...more, role: "viewer" });
    await expect(limited.tokens.update(mine.id, { role: "administrator" })).rejects.toMatchObject({
      code: "right_not_held",
    });
    const ownerTokenId = test.demo.ownerToken.slice(0, 16);
    await expect(limited.tokens.rotate(ownerTokenId)).rejects.toMatchObject({ code: "right_not_held" });
    await expect(limited.tokens.disable(ownerTokenId)).rejects.toMatchObject({ code: "role_too_low" });
    // Nor for longer, nor back, nor in another person's name.
    const brief = await createPrivate({
      role: "workspace_manager",
      scopes: ["account_management:write"],
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const short = test.client(brief.value);
    const longer = { code: "right_not_held", errors: [{ pointer: "/expiresAt" }] };
    const twin = { kind: "private", label: "twin", role: "viewer", scopes: ["account_management:read"] } as const;
    await expect(short.tokens.create(twin)).rejects.toMatchObject(longer);
    await expect(short.tokens.update(brief.id, { expiresAt: null })).rejects.toMatchObject(longer);
    await expect(short.tokens.rotate(mine.id)).rejects.toMatchObject(longer);
    const administrator = await createPrivate({ role: "administrator", scopes: ["account_management:write"] });
    const owned = await createPrivate({ role: "owner", scopes: ["account_management:write"] });
    await test.owner.tokens.disable(owned.id);
    await expect(test.client(administrator.value).tokens.enable(owned.id)).rejects.toMatchObject({
      code: "right_not_held",
    });
    await expect(limited.tokens.update(owned.id, { expiresAt: null })).rejects.toMatchObject({
      code: "right_not_held",
    });
    const machine = await createPrivate({
      role: "workspace_manager",
      scopes: ["account_management:write"],
      owner: { type: "service_account", id: test.demo.serviceAccount },
    });
    await expect(test.client(machine.value).tokens.rotate(mine.id)).rejects.toMatchObject({
      code: "right_not_held",
      errors: [{ pointer: "/owner" }],
    });
    // What they created, they may stop, whatever their role.
    expect((await limited.tokens.disable(mine.id)).status).toBe("disabled");
    expect((await limited.tokens.revoke(mine.id)).token.status).toBe("revoked");
    expect(await statusWith(test.demo.ownerToken)).toBe(200);
  });

  it("notes the last use, with where it came from, at most a minute late", async () => {
    const { id, value } = await createPrivate();
    expect((await test.owner.tokens.get(id)).lastUsedAt).toBeNull();
    await test.request("/v1/whoami", { token: value });
    const used = await test.owner.tokens.get(id);
    expect(Math.abs(Date.parse(used.lastUsedAt ?? "") - Date.now())).toBeLessThan(60_000);
    expect(used.lastUsedIp).toMatch(/^(127\.0\.0\.1|::1)$/);
  });

  it("is listed by kind, status, owner and text, page by page, each token once", async () => {
    await test.owner.serviceAccounts.create({ name: "lister" });
    const ids = new Set<string>();
    for (let index = 0; index < 12; index++) {
      const { id } = await createPrivate({
        label: `Listed ${index}`,
        owner: { type: "service_account", id: "lister" },
      });
      ids.add(id);
    }
    const [some] = ids;
    await test.owner.tokens.disable(some ?? "");
    const owned = { ownerType: "service_account", ownerId: "lister" } as const;
    const seen: string[] = [];
    let pages = 0;
    for await (const page of test.owner.tokens.list({ ...owned, limit: 5 }).pages()) {
      pages += 1;
      seen.push(...page.items.map(({ id }) => id));
    }
    expect(pages).toBe(3);
    expect(new Set(seen)).toEqual(ids);
    expect(seen).toHaveLength(12);
    const texts = await test.owner.tokens.list({ text: "listed 1" });
    expect(texts.items.map(({ label }) => label).sort()).toEqual(["Listed 1", "Listed 10", "Listed 11"]);
    expect((await test.owner.tokens.list({ ...owned, status: "disabled" })).items.map(({ id }) => id)).toEqual([some]);
    expect((await test.owner.tokens.list({ kind: "public" })).items.every(({ kind }) => kind === "public")).toBe(true);
    const oldestFirst = await test.owner.tokens.list({ ...owned, sort: "createdAt", limit: 100 });
    const created = oldestFirst.items.map(({ createdAt }) => createdAt);
    expect(created).toEqual([...created].sort());
  });

  it("leaves an audit event for every change, with who, what and before and after", async () => {
    const { id } = await createPrivate({ label: "audited" });
    await test.owner.tokens.update(id, { label: "audited twice" });
    await test.owner.tokens.revoke(id);
    const events = (await test.owner.auditEvents.list({ limit: 100 })).items.filter(({ target }) => target.id === id);
    expect(events.map(({ operation }) => operation)).toEqual(["revokeToken", "updateToken", "createToken"]);
    expect(events[1]).toMatchObject({
      actor: { kind: "private", id: test.demo.ownerToken.slice(0, 16) },
      before: { label: "audited" },
      after: { label: "audited twice" },
    });
  });

  it("takes addresses for private tokens, tidied, and refuses the whole list for one bad entry", async () => {
    const { id, token } = await createPrivate({
      allowedAddresses: ["127.0.0.1", "::1", "2001:DB8::/32", "127.0.0.1/32"],
    });
    expect(token.allowedAddresses).toEqual(["127.0.0.1/32", "::1/128", "2001:db8::/32"]);
    await expect(
      test.owner.tokens.update(id, { allowedAddresses: ["10.0.0.0/8", "10.0.0.0/33", "not one"] }),
    ).rejects.toMatchObject({
      code: "invalid_address",
      status: 422,
      errors: [{ pointer: "/allowedAddresses/1" }, { pointer: "/allowedAddresses/2" }],
    });
    expect((await test.owner.tokens.get(id)).allowedAddresses).toEqual(token.allowedAddresses);
    expect((await test.owner.tokens.update(id, { allowedAddresses: null })).allowedAddresses).toBeNull();
    const publicId = test.demo.publicToken.slice(0, 16);
    await expect(test.owner.tokens.update(publicId, { allowedAddresses: ["10.0.0.1"] })).rejects.toMatchObject({
      code: "invalid_body",
      errors: [{ pointer: "/allowedAddresses", code: "not_for_this_kind" }],
    });
    // Who may not hold a token's rights does not open it to more addresses.
    const manager = await createPrivate({ role: "workspace_manager", scopes: ["account_management:write"] });
    const strong = await createPrivate({ role: "owner", allowedAddresses: ["127.0.0.1"] });
    await expect(test.client(manager.value).tokens.update(strong.id, { allowedAddresses: null })).rejects.toMatchObject(
      { code: "right_not_held" },
    );
  });

  it("takes a list of domains on trial for public tokens, for 90 days at most", async () => {
    const owner = { type: "service_account", id: test.demo.serviceAccount } as const;
    const endsAt = new Date(Date.now() + 89 * 86_400_000).toISOString();
    const page = { kind: "public", label: "trial", owner, domains: ["shop.example.com"] } as const;
    const created = await test.owner.tokens.create({ ...page, trial: { domains: ["NEW.example.com/"], endsAt } });
    expect(created.trial).toEqual({ domains: ["https://new.example.com"], endsAt });
    const update = (trial: { domains: string[]; endsAt: string } | null) =>
      test.owner.tokens.update(created.id, { trial });
    await expect(update({ domains: ["new.example.com", "*.com"], endsAt })).rejects.toMatchObject({
      code: "invalid_domain",
      errors: [{ pointer: "/trial/domains/1" }],
    });
    for (const days of [-1, 91]) {
      const late = new Date(Date.now() + days * 86_400_000).toISOString();
      await expect(update({ domains: ["new.example.com"], endsAt: late })).rejects.toMatchObject({
        code: "invalid_body",
        errors: [{ pointer: "/trial/endsAt" }],
      });
    }
    expect((await update(null)).trial).toBeNull();
    const { id } = await createPrivate();
    await expect(test.owner.tokens.update(id, { trial: null })).rejects.toMatchObject({
      errors: [{ pointer: "/trial", code: "not_for_this_kind" }],
    });
  });

  it("changes many at once only as it is asked unambiguously, within its time, and each token once", async () => {
    const { id } = await createPrivate();
    const owner = { type: "service_account", id: test.demo.serviceAccount } as const;
    const send = async (body: object) => {
      const answer = await test.request("/v1/tokens/bulk", { method: "POST", token: test.demo.ownerToken, body });
      return [answer.status, answer.json] as const;
    };
    const misfits = [
      [{ action: "disable" }, "/tokenIds"],
      [{ action: "disable", tokenIds: [id], owner }, "/owner"],
      [{ action: "reassign", tokenIds: [id] }, "/newOwner"],
      [{ action: "disable", tokenIds: [id], newOwner: owner }, "/newOwner"],
      [{ action: "purge", tokenIds: [id] }, "/action"],
      [{ action: "disable", tokenIds: [] }, "/tokenIds"],
      [{ action: "disable", tokenIds: Array(101).fill(id) }, "/tokenIds"],
    ] as const;
    for (const [body, pointer] of misfits) {
      const [status, json] = await send(body);
      expect([pointer, status]).toEqual([pointer, 422]);
      expect(json).toMatchObject({ code: "invalid_body", errors: [{ pointer }] });
    }
    const { results } = await test.owner.tokens.changeMany({ action: "disable", tokenIds: [id, id] });
    expect(results).toEqual([{ tokenId: id, status: "done", code: null }]);
    expect((await test.owner.tokens.changeMany({ action: "enable", tokenIds: [id] })).results[0]?.status).toBe("done");
    expect((await test.owner.tokens.get(id)).status).toBe("active");
    const ids: string[] = [];
    for (let index = 0; index < 100; index++) ids.push((await createPrivate({ owner })).id);
    const startedAt = Date.now();
    const revoked = await test.owner.tokens.changeMany({ action: "revoke", tokenIds: ids });
    expect(Date.now() - startedAt).toBeLessThan(9_000);
    expect(revoked.results.map(({ tokenId }) => tokenId)).toEqual(ids);
    const statuses = new Set(revoked.results.map(({ status }) => status));
    expect([...statuses].filter((status) => status !== "done" && status !== "not_reached")).toEqual([]);
    for (const { tokenId, status } of revoked.results) {
      if (status === "done") expect((await test.owner.tokens.get(tokenId)).status).toBe("revoked");
    }
  });
});
