import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS, type Operation } from "../../../contract/operations.ts";
import { API_SCOPES, ROLES } from "../../../functions/domain/rights.ts";
import { feature } from "../../support/features.ts";
import { accept, createPerson, issueToken, join, sessionOf, sessionWithRole } from "../../support/people.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
beforeAll(async () => {
  test = await startTestPlatform();
});
afterAll(() => test.close());

const REFUSED_BY_GATEWAY = { status: 403, code: "refused" };
const everything = { role: "owner", scopes: [...API_SCOPES] } as const;
const statusWith = async (value: string, path = "/v1/tokens") => (await test.request(path, { token: value })).status;

describe(feature(21), () => {
  it.each(ROLES)("a token with the role %s opens what its role reaches, and nothing above", async (role) => {
    const { value } = await issueToken(test.owner, { ...everything, role });
    const { operations } = await test.client(value).whoami();
    const reached = Object.entries<Operation>(OPERATIONS)
      .filter(([, { credentials }]) => credentials.includes("private"))
      .filter(([, { minimumRole = "viewer" }]) => ROLES.indexOf(role) >= ROLES.indexOf(minimumRole))
      .map(([id]) => id);
    expect([...operations].sort()).toEqual(reached.sort());
    const needs = { "/v1/tokens": "viewer", "/v1/audit-events": "administrator" } as const;
    for (const [path, minimum] of Object.entries(needs)) {
      expect(await statusWith(value, path)).toBe(ROLES.indexOf(role) >= ROLES.indexOf(minimum) ? 200 : 403);
    }
  });

  it("the role of its owner is a ceiling on the token: lowered, it holds for the next request of session and token", async () => {
    const { member, session } = await join(test, { role: "administrator" });
    const { value } = await issueToken(session, { role: "administrator", scopes: ["account_management:write"] });
    expect(await statusWith(value, "/v1/audit-events")).toBe(200);
    await session.auditEvents.list();
    await test.owner.members.update(member.id, { role: "viewer" });
    expect(await statusWith(value, "/v1/audit-events")).toBe(403);
    expect(await statusWith(value)).toBe(200);
    await expect(session.auditEvents.list()).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    expect(await test.client(value).whoami()).toMatchObject({ role: "viewer" });
    expect(await session.whoami()).toMatchObject({ role: "viewer" });
  });
});

describe(feature(22), () => {
  it.each(["account_management", "analytics", "billing", "configurator"] as const)(
    "%s opens the operations of its own API, and of no other",
    async (family) => {
      const { value } = await issueToken(test.owner, { role: "owner", scopes: [`${family}:write`] });
      const { operations } = await test.client(value).whoami();
      const families = new Set(
        operations.map((id) => Object.entries<Operation>(OPERATIONS).find(([known]) => known === id)?.[1].api),
      );
      expect([...families].filter((api) => api !== undefined && api !== family)).toEqual([]);
      expect(await statusWith(value, "/v1/tokens")).toBe(family === "account_management" ? 200 : 403);
      expect(await statusWith(value, "/v1/configurators")).toBe(family === "configurator" ? 200 : 403);
    },
  );

  it("a member's scopes are a ceiling on their tokens, changed with the next request", async () => {
    const { member, session } = await join(test, { role: "workspace_manager" });
    const { value } = await issueToken(session, { scopes: ["account_management:read", "configurator:read"] });
    expect(await statusWith(value, "/v1/configurators")).toBe(200);
    await test.owner.members.update(member.id, { scopes: ["account_management:write"] });
    expect(await statusWith(value, "/v1/configurators")).toBe(403);
    expect(await statusWith(value, "/v1/tokens")).toBe(200);
  });
});

describe(feature(23), () => {
  it("reading is not writing, writing is reading too", async () => {
    const [reading, writing] = await Promise.all(
      (["read", "write"] as const).map((effect) =>
        issueToken(test.owner, { role: "owner", scopes: [`account_management:${effect}`] }),
      ),
    );
    const post = { method: "POST", body: { name: "written" } };
    expect(await statusWith(reading?.value ?? "")).toBe(200);
    expect(await statusWith(writing?.value ?? "")).toBe(200);
    const refused = await test.request("/v1/service-accounts", { ...post, token: reading?.value ?? "" });
    const allowed = await test.request("/v1/service-accounts", { ...post, token: writing?.value ?? "" });
    expect([refused.status, allowed.status]).toEqual([403, 201]);
  });

  it("it is the operation's effect that counts and not its HTTP verb: what reads by POST is open to who reads", async () => {
    const { value } = await issueToken(test.owner, { role: "owner", scopes: ["account_management:read"] });
    const { operations } = await test.client(value).whoami();
    const byPost = Object.entries<Operation>(OPERATIONS).filter(
      ([, { method, api, effect }]) => method === "POST" && api === "account_management" && effect === "read",
    );
    const writes = Object.entries<Operation>(OPERATIONS).filter(
      ([, { api, effect }]) => api === "account_management" && effect === "write",
    );
    for (const [id] of byPost) expect(operations).toContain(id);
    for (const [id] of writes) expect(operations).not.toContain(id);
  });
});

describe(feature(26), () => {
  it("an owner may give everything", async () => {
    const rights = await sessionWithRole(test, "owner").members.grantableRights();
    expect(rights.roles.map(({ role }) => role)).toEqual(ROLES);
    expect([...rights.roles, ...rights.scopes].every(({ grantable, reason }) => grantable && reason === null)).toBe(
      true,
    );
    expect(rights.services).toBe("all");
  });

  it("others are offered what they hold, and told who can give the rest", async () => {
    const { session } = await join(test, { role: "workspace_manager", scopes: ["configurator:read"], services: [] });
    const rights = await session.members.grantableRights();
    expect(rights.roles.filter(({ grantable }) => grantable).map(({ role }) => role)).toEqual(ROLES.slice(0, 3));
    expect(rights.roles.at(-1)).toEqual({ role: "owner", grantable: false, reason: "not_held" });
    expect(rights.scopes.filter(({ grantable }) => grantable).map(({ scope }) => scope)).toEqual(["configurator:read"]);
    expect(rights.services).toEqual([]);
    const emails = rights.grantors.map(({ email }) => email);
    expect(emails).toEqual(expect.arrayContaining(["owner@demo.example", "administrator@demo.example"]));
    expect(emails).not.toContain("workspace-manager@demo.example");
  });

  it("a suspended administrator, and one who manages no members, are not named", async () => {
    const suspended = await join(test, { role: "administrator" });
    const other = await join(test, { role: "administrator", scopes: ["billing:write"] });
    await test.owner.members.suspend(suspended.member.id);
    const emails = (await test.owner.members.grantableRights()).grantors.map(({ email }) => email);
    expect(emails).not.toContain(suspended.email);
    expect(emails).not.toContain(other.email);
    await test.owner.members.remove(suspended.member.id);
  });

  it("a token that lacks what its owner holds says so, and whoami shows the owner's rights", async () => {
    const { value } = await issueToken(test.owner, { role: "viewer" });
    const rights = await test.client(value).members.grantableRights();
    expect(rights.roles).toContainEqual({ role: "owner", grantable: false, reason: "not_given_to_token" });
    expect(rights.scopes).toContainEqual({ scope: "billing:read", grantable: false, reason: "not_given_to_token" });
    expect((await test.client(value).whoami()).ownerRights).toEqual({ ...everything, services: "all" });
    expect((await test.client(test.demo.ownerToken).whoami()).ownerRights).toBeNull();
    expect((await sessionWithRole(test, "viewer").whoami()).ownerRights).toBeNull();
  });

  it("needs no scope, so that nobody is left without somebody to ask", async () => {
    const { session } = await join(test, { role: "viewer", scopes: [], services: [] });
    await expect(session.members.list()).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    expect((await session.members.grantableRights()).grantors.length).toBeGreaterThan(0);
  });
});

describe(feature(27), () => {
  const MAY = {
    owner: ["look", "create", "edit", "disable", "enable", "revoke"],
    administrator: ["look", "create", "edit", "disable", "enable", "revoke"],
    workspace_manager: ["look", "create", "edit"],
    team_member: ["look"],
    viewer: ["look"],
  } as const;

  it.each(ROLES)("%s", async (role) => {
    const session = sessionWithRole(test, role);
    const { id } = await issueToken(test.owner, { role: "viewer" });
    const actions: Record<string, () => PromiseLike<unknown>> = {
      look: () => session.tokens.get(id),
      create: () => issueToken(session),
      edit: () => session.tokens.update(id, { label: "edited" }),
      disable: () => session.tokens.disable(id),
      enable: () => session.tokens.enable(id),
      revoke: () => session.tokens.revoke(id),
    };
    const done: string[] = [];
    for (const [name, act] of Object.entries(actions)) {
      try {
        await act();
        done.push(name);
      } catch (error) {
        expect(error).toMatchObject({ status: 403 });
      }
    }
    expect(done).toEqual(MAY[role]);
  });

  it("whoever created or owns a token may disable and revoke it, whatever their role", async () => {
    const { member, session } = await join(test, { role: "workspace_manager" });
    const { id } = await issueToken(session);
    await test.owner.members.update(member.id, { scopes: ["account_management:write"], role: "viewer" });
    expect((await session.tokens.disable(id)).status).toBe("disabled");
    await expect(session.tokens.enable(id)).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    expect((await session.tokens.revoke(id)).token.status).toBe("revoked");
  });
});

describe(feature(28), () => {
  it("a token stays a token, with the console's header too", async () => {
    const headers = { "latchkey-workspace": test.demo.workspaceId };
    const { status, json } = await test.request("/v1/whoami", { token: test.demo.ownerToken, headers });
    expect([status, json]).toEqual([200, expect.objectContaining({ kind: "private" })]);
    const session = await sessionWithRole(test, "owner").whoami();
    expect(session.kind).toBe("session");
  });

  it.each(["private", "public"] as const)("a %s token is nobody's sign-in", async (kind) => {
    const value = kind === "private" ? test.demo.ownerToken : test.demo.publicToken;
    const { workspaceId } = test.demo;
    const body = { workspaceId, idToken: value };
    expect(await test.request("/v1/invitations/accept", { method: "POST", body })).toMatchObject({
      status: 401,
      json: { code: "invalid_id_token" },
    });
    // Nor does the issuer, where the console gets its sessions, take it.
    const { url, clientId } = test.platform.issuer;
    const userInfo = await fetch(`${url}/me`, { headers: { authorization: `Bearer ${value}` } });
    const grant = { grant_type: "refresh_token", refresh_token: value, client_id: clientId };
    const session = await fetch(`${url}/token`, { method: "POST", body: new URLSearchParams(grant) });
    expect([userInfo.status, session.status]).toEqual([401, 400]);
  });
});

describe(feature(32), () => {
  it.each(["web-shop", "Shop_2", "a", "x".repeat(64)])("takes %s", async (name) => {
    expect(await test.owner.serviceAccounts.create({ name })).toMatchObject({ id: name, name, state: "active" });
  });

  it.each([
    ["Web Shop", "Web-Shop"],
    ["süd/ost", "sud-ost"],
    [" *shop* ", "shop"],
  ])("refuses %j and suggests %s", async (name, suggestion) => {
    const refusal = test.owner.serviceAccounts.create({ name });
    await expect(refusal).rejects.toMatchObject({
      code: "invalid_body",
      errors: [{ pointer: "/name", message: expect.stringContaining(` such as ${suggestion}.`) }],
    });
    expect((await test.owner.serviceAccounts.create({ name: suggestion })).id).toBe(suggestion);
  });

  it.each(["", "x".repeat(65), "!!!"])("refuses %j", async (name) => {
    await expect(test.owner.serviceAccounts.create({ name })).rejects.toMatchObject({
      errors: [{ message: "Use 1 to 64 letters, digits, hyphens and underscores." }],
    });
  });

  it("refuses a name that is taken", async () => {
    await test.owner.serviceAccounts.create({ name: "taken" });
    await expect(test.owner.serviceAccounts.create({ name: "taken" })).rejects.toMatchObject({ code: "name_taken" });
  });
});

describe(feature(33), () => {
  it("counts the tokens of each, and tells when they were used last", async () => {
    await test.owner.serviceAccounts.create({ name: "counted" });
    expect(await test.owner.serviceAccounts.get("counted")).toMatchObject({ tokenCount: 0, lastUsedAt: null });
    const owner = { type: "service_account", id: "counted" };
    const [{ value, id }] = await Promise.all([issueToken(test.owner, { owner }), issueToken(test.owner, { owner })]);
    const { items } = await test.owner.serviceAccounts.list({ limit: 100 });
    expect(items.find(({ name }) => name === "counted")).toMatchObject({ tokenCount: 2, state: "active" });
    await statusWith(value);
    const { lastUsedAt } = await test.owner.serviceAccounts.get("counted");
    expect(Math.abs(Date.parse(lastUsedAt ?? "") - Date.now())).toBeLessThan(60_000);
    await test.owner.tokens.revoke(id);
    expect((await test.owner.serviceAccounts.get("counted")).tokenCount).toBe(1);
  });
});

describe(feature(35), () => {
  it("invites, joins at the first sign-in, and lists who is there", async () => {
    const person = createPerson();
    const invited = await test.owner.members.invite({ email: person.email.toUpperCase(), role: "team_member" });
    expect(invited).toMatchObject({ email: person.email, state: "invited", role: "team_member", services: "all" });
    const days = (Date.parse(invited.invitationExpiresAt ?? "") - Date.now()) / 86_400_000;
    expect(Math.abs(days - 14)).toBeLessThan(0.01);
    await expect(sessionOf(test, person).whoami()).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    const { member, workspaceId } = await accept(test, person);
    expect(workspaceId).toBe(test.demo.workspaceId);
    expect(member).toMatchObject({ id: invited.id, state: "active", invitationExpiresAt: null });
    expect(await sessionOf(test, person).whoami()).toMatchObject({
      role: "team_member",
      owner: { name: person.email },
    });
    expect((await accept(test, person)).member).toEqual(member);
    const listed = await test.owner.members.list({ text: person.email.slice(0, -4), state: "active" });
    expect(listed.items).toEqual([member]);
    expect((await test.owner.members.list({ text: person.email, role: "viewer" })).items).toEqual([]);
  });

  it("gives a viewer reading only, when nothing is said", async () => {
    const { scopes } = await test.owner.members.invite({ email: createPerson().email, role: "viewer" });
    expect(scopes).toEqual(API_SCOPES.filter((scope) => scope.endsWith(":read")));
  });

  it("has one member for an address, however it is written", async () => {
    const { email } = createPerson();
    await test.owner.members.invite({ email, role: "viewer" });
    const again = test.owner.members.invite({ email: email.toUpperCase(), role: "owner" });
    await expect(again).rejects.toMatchObject({ code: "already_member", status: 409 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => test.owner.members.invite({ email: `race-${email}`, role: "viewer" })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is removed only without tokens: the refusal lists them, and one request reassigns or revokes them all", async () => {
    const { member, session } = await join(test, { role: "administrator" });
    const tokens = await Promise.all([issueToken(session), issueToken(session)]);
    await expect(test.owner.members.remove(member.id)).rejects.toMatchObject({
      code: "owner_has_tokens",
      status: 409,
      errors: expect.arrayContaining(
        tokens.map(({ id }) => ({ pointer: `/tokens/${id}`, code: "owned_token", message: "test" })),
      ),
    });
    await test.owner.serviceAccounts.create({ name: "heir" });
    const newOwner = { type: "service_account", id: "heir" } as const;
    await test.owner.tokens.changeMany({ action: "reassign", owner: { type: "member", id: member.id }, newOwner });
    expect((await test.owner.members.get(member.id)).tokenCount).toBe(0);
    await test.owner.members.remove(member.id);
    await expect(test.owner.members.get(member.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(session.whoami()).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    for (const { value } of tokens) expect(await statusWith(value)).toBe(200);
  });

  it("takes an invitation back by removing, after which it cannot be accepted", async () => {
    const person = createPerson();
    const { id } = await test.owner.members.invite({ email: person.email, role: "viewer" });
    await test.owner.members.remove(id);
    await expect(accept(test, person)).rejects.toMatchObject({ code: "invitation_not_found", status: 404 });
    await test.owner.members.invite({ email: person.email, role: "viewer" });
    expect((await accept(test, person)).member.state).toBe("active");
  });
});

describe(feature(36), () => {
  it("a member is changed, suspended, reinstated and removed, each by an operation that says what it did", async () => {
    const { member, session } = await join(test, { role: "administrator" });
    const { value } = await issueToken(session);
    const { id } = member;
    expect(await test.owner.members.update(id, { role: "workspace_manager", services: [] })).toMatchObject({
      role: "workspace_manager",
      services: [],
    });
    expect((await test.owner.members.suspend(id)).state).toBe("suspended");
    expect(await statusWith(value)).toBe(403);
    await expect(session.whoami()).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    expect((await test.owner.members.suspend(id)).state).toBe("suspended");
    expect((await test.owner.members.reinstate(id)).state).toBe("active");
    expect(await statusWith(value)).toBe(200);
    await test.owner.tokens.changeMany({ action: "revoke", owner: { type: "member", id } });
    await test.owner.members.remove(id);
    const events = (await test.owner.auditEvents.list({ limit: 100 })).items.filter(({ target }) => target.id === id);
    expect(events.map(({ operation }) => operation)).toEqual([
      "removeMember",
      "reinstateMember",
      "suspendMember",
      "updateMember",
      "acceptInvitation",
      "inviteMember",
    ]);
    expect(events[3]).toMatchObject({
      before: { role: "administrator", services: "all" },
      after: { role: "workspace_manager", services: [] },
    });
    expect(events[4]?.actor).toEqual({ kind: "session", id, name: member.email });
    expect(JSON.stringify(events)).not.toContain("subject");
  });

  it("a service account is changed, disabled and enabled", async () => {
    const { id } = await test.owner.serviceAccounts.create({ name: "acted-on", role: "viewer" });
    expect(
      await test.owner.serviceAccounts.update(id, { role: "administrator", description: "for acting" }),
    ).toMatchObject({
      role: "administrator",
      description: "for acting",
    });
    expect((await test.owner.serviceAccounts.disable(id)).state).toBe("disabled");
    expect((await test.owner.serviceAccounts.enable(id)).state).toBe("active");
    await test.owner.serviceAccounts.delete(id);
  });
});
