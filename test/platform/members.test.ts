import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_SCOPES } from "../../functions/domain/rights.ts";
import { accept, createPerson, issueToken, join, sessionOf, sessionWithRole } from "../support/people.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

let test: TestPlatform;
beforeAll(async () => {
  test = await startTestPlatform();
});
afterAll(() => test.close());

const REFUSED_BY_GATEWAY = { status: 403, code: "refused" };
const FULL_OWNER = { role: "owner", scopes: [...API_SCOPES], services: "all" } as const;
const statusWith = async (value: string, path = "/v1/tokens") => (await test.request(path, { token: value })).status;
async function findOwner() {
  const [owner] = (await test.owner.members.list({ role: "owner", text: "owner@demo.example" })).items;
  if (owner === undefined) throw new Error("the demo has no owner");
  return owner;
}

describe("the demo", () => {
  it("has one member per role, who can all sign in", async () => {
    expect(test.demo.members.map(({ role }) => role)).toEqual([
      "owner",
      "administrator",
      "workspace_manager",
      "team_member",
      "viewer",
    ]);
    const { items } = await test.owner.members.list({ state: "active" });
    expect(items.map(({ email }) => email).sort()).toEqual(test.demo.members.map(({ email }) => email).sort());
  });
});

describe("the last owner who holds everything", () => {
  it.each([
    ["suspended", "suspend"],
    ["lowered", "lower"],
    ["left without a scope", "scopes"],
    ["left without all services", "services"],
  ] as const)("cannot be %s, by anybody and not by themselves", async (_, what) => {
    const act = (memberId: string, members = test.owner.members) =>
      ({
        suspend: () => members.suspend(memberId),
        lower: () => members.update(memberId, { role: "administrator" }),
        scopes: () => members.update(memberId, { scopes: API_SCOPES.slice(2) }),
        services: () => members.update(memberId, { services: [] }),
      })[what]();
    // It may be done to one of two.
    const other = await join(test, FULL_OWNER);
    await act(other.member.id);
    const { id } = await findOwner();
    for (const members of [test.owner.members, sessionWithRole(test, "owner").members]) {
      await expect(act(id, members)).rejects.toMatchObject({ code: "last_owner", status: 409 });
    }
    expect(await findOwner()).toMatchObject({ state: "active", role: "owner", services: "all" });
    await test.owner.members.remove(other.member.id);
  });

  it("cannot be removed, without tokens either", async () => {
    const bare = await join(test, FULL_OWNER);
    const { id } = await findOwner();
    await bare.session.members.update(id, { role: "administrator" });
    await expect(bare.session.members.remove(bare.member.id)).rejects.toMatchObject({ code: "last_owner" });
    await bare.session.members.update(id, FULL_OWNER);
    await test.owner.members.remove(bare.member.id);
  });

  it.each(["lower", "suspend", "remove"] as const)(
    "is one of two who %s each other at the same instant",
    async (what) => {
      for (let round = 0; round < 5; round++) {
        const [one, two] = await Promise.all([join(test, FULL_OWNER), join(test, FULL_OWNER)]);
        const { id } = await findOwner();
        await one.session.members.update(id, { role: "administrator" });
        const act = (session: typeof one.session, memberId: string) =>
          ({
            lower: () => session.members.update(memberId, { role: "viewer" }),
            suspend: () => session.members.suspend(memberId),
            remove: () => session.members.remove(memberId),
          })[what]();
        const outcomes = await Promise.allSettled([
          act(one.session, two.member.id),
          act(two.session, one.member.id),
          act(one.session, one.member.id),
          act(two.session, two.member.id),
        ]);
        const { items } = await sessionWithRole(test, "administrator").members.list({ role: "owner", state: "active" });
        expect(items.map(({ email }) => email)).toHaveLength(1);
        expect([one.email, two.email]).toContain(items[0]?.email);
        const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
        expect(refusals.length).toBeGreaterThanOrEqual(1);
        for (const refusal of refusals) expect([403, 404, 409]).toContain(refusal.status);
        const survivor = items[0]?.email === one.email ? one : two;
        await survivor.session.members.update(id, FULL_OWNER);
        await test.owner.members.remove(survivor.member.id);
        if (what !== "remove") await test.owner.members.remove(survivor === one ? two.member.id : one.member.id);
      }
    },
  );
});

describe("nobody goes beyond their own rights", () => {
  it("inviting", async () => {
    const { session } = await join(test, { role: "administrator", scopes: ["account_management:write"], services: [] });
    const { email } = createPerson();
    const invite = (rights: object) => session.members.invite({ email, role: "viewer", ...rights });
    const refused = (...fields: string[]) => ({
      code: "right_not_held",
      errors: fields.map((field) => ({ pointer: `/${field}` })),
    });
    await expect(invite({ role: "owner" })).rejects.toMatchObject(refused("role"));
    await expect(invite({ scopes: ["billing:read"] })).rejects.toMatchObject(refused("scopes"));
    await expect(invite({ services: "all" })).rejects.toMatchObject(refused("services"));
    expect(await invite({})).toMatchObject({ scopes: ["account_management:read"], services: [] });
  });

  it("raising somebody, who may be lowered", async () => {
    const { session } = await join(test, { role: "administrator", scopes: ["account_management:write"] });
    const { member } = await join(test, { role: "viewer", scopes: ["account_management:read"] });
    const update = (changes: object) => session.members.update(member.id, changes);
    await expect(update({ role: "owner" })).rejects.toMatchObject({ code: "right_not_held" });
    await expect(update({ scopes: ["billing:read"] })).rejects.toMatchObject({ code: "right_not_held" });
    expect((await update({ role: "administrator" })).role).toBe("administrator");
    expect((await update({ role: "viewer", scopes: [] })).scopes).toEqual([]);
  });

  it("changing who holds more", async () => {
    const { session } = await join(test, { role: "administrator", scopes: ["account_management:write"] });
    const { member } = await join(test, { role: "viewer", scopes: ["billing:read"] });
    const invited = await test.owner.members.invite({ email: createPerson().email, role: "owner" });
    await test.owner.serviceAccounts.create({ name: "superior", role: "owner" });
    const { members, serviceAccounts } = session;
    for (const refused of [
      () => members.update(member.id, { role: "viewer" }),
      () => members.suspend(member.id),
      () => members.remove(member.id),
      () => members.renewInvitation(invited.id),
      () => members.remove(invited.id),
      () => serviceAccounts.update("superior", { description: "mine" }),
      () => serviceAccounts.disable("superior"),
      () => serviceAccounts.delete("superior"),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: "right_not_held", status: 403 });
    }
    await test.owner.serviceAccounts.disable("superior");
    await expect(serviceAccounts.enable("superior")).rejects.toMatchObject({ code: "right_not_held" });
    await test.owner.members.suspend(member.id);
    await expect(members.reinstate(member.id)).rejects.toMatchObject({ code: "right_not_held" });
  });

  it("making or raising a service account", async () => {
    const { session } = await join(test, {
      role: "workspace_manager",
      scopes: ["account_management:write"],
      services: [],
    });
    const { serviceAccounts } = session;
    const made = await serviceAccounts.create({ name: "as-much-as-me" });
    expect(made).toMatchObject({ role: "workspace_manager", scopes: ["account_management:write"], services: [] });
    const more = { code: "right_not_held" };
    await expect(serviceAccounts.create({ name: "more", role: "administrator" })).rejects.toMatchObject(more);
    await expect(serviceAccounts.update(made.id, { services: "all" })).rejects.toMatchObject(more);
    await expect(serviceAccounts.update(made.id, { scopes: ["billing:read"] })).rejects.toMatchObject(more);
    expect((await serviceAccounts.update(made.id, { role: "viewer" })).role).toBe("viewer");
    expect((await serviceAccounts.update(made.id, { role: "workspace_manager" })).role).toBe("workspace_manager");
  });

  it("a token that ends brings nobody in who stays, and lowers whom it likes", async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { value } = await issueToken(test.owner, {
      role: "administrator",
      scopes: ["account_management:write"],
      expiresAt,
    });
    const client = test.client(value);
    const ends = { code: "right_not_held", errors: [{ pointer: "/expiresAt" }] };
    const { member } = await join(test, { role: "team_member", scopes: ["account_management:read"], services: [] });
    await expect(client.members.invite({ email: createPerson().email, role: "viewer" })).rejects.toMatchObject(ends);
    await expect(client.members.update(member.id, { role: "administrator" })).rejects.toMatchObject(ends);
    expect((await client.members.update(member.id, { role: "viewer" })).role).toBe("viewer");
    expect((await client.members.suspend(member.id)).state).toBe("suspended");
    await expect(client.members.reinstate(member.id)).rejects.toMatchObject(ends);
  });

  it("and without the role there is neither inviting nor changing", async () => {
    const { member } = await join(test, { role: "viewer" });
    for (const role of ["viewer", "team_member", "workspace_manager"] as const) {
      const { members } = sessionWithRole(test, role);
      expect((await members.get(member.id)).id).toBe(member.id);
      for (const refused of [
        () => members.invite({ email: createPerson().email, role: "viewer" }),
        () => members.update(member.id, { role: "viewer" }),
        () => members.suspend(member.id),
        () => members.reinstate(member.id),
        () => members.remove(member.id),
      ]) {
        await expect(refused()).rejects.toMatchObject(REFUSED_BY_GATEWAY);
      }
    }
  });
});

describe("an invitation", () => {
  const refusal = { code: "invitation_not_found", status: 404 };
  const body = (idToken: string, workspaceId = test.demo.workspaceId) => ({ workspaceId, idToken });

  it("is refused alike for another workspace, another address and an address that is not verified", async () => {
    const person = createPerson();
    await test.owner.members.invite({ email: person.email, role: "viewer" });
    const { issuer } = test.platform;
    const details = new Set<string>();
    for (const wrong of [
      body(issuer.issueIdToken(person), "ws_000000000000"),
      body(issuer.issueIdToken(createPerson())),
      body(issuer.issueIdToken(person, { emailVerified: false })),
    ]) {
      const answer = await test.request("/v1/invitations/accept", { method: "POST", body: wrong });
      expect([answer.status, answer.json]).toEqual([404, expect.objectContaining({ code: "invitation_not_found" })]);
      details.add(answer.text.replaceAll(/"requestId":"[^"]*"/g, ""));
    }
    expect(details.size).toBe(1);
    expect((await accept(test, person)).member.state).toBe("active");
  });

  it("counts for the address and not for its spelling", async () => {
    const person = createPerson();
    await test.owner.members.invite({ email: person.email, role: "viewer" });
    const shouting = { ...person, email: person.email.toUpperCase() };
    expect((await accept(test, shouting)).member.email).toBe(person.email);
  });

  it("is not accepted with anything but a fresh ID token", async () => {
    const person = createPerson();
    await test.owner.members.invite({ email: person.email, role: "owner" });
    const { issuer } = test.platform;
    const [header = "", , signature = ""] = issuer.issueIdToken(createPerson()).split(".");
    const [, payload = ""] = issuer.issueIdToken(person).split(".");
    for (const idToken of [
      issuer.issueAccessToken(person),
      issuer.issueIdToken(person, { ttlSeconds: -1 }),
      [header, payload, signature].join("."),
      "a.b.c",
      "x",
    ]) {
      await expect(test.owner.members.acceptInvitation(body(idToken))).rejects.toMatchObject({
        code: "invalid_id_token",
        status: 401,
      });
    }
  });

  it("is accepted by one of two people who share the address, and stays theirs", async () => {
    const person = createPerson();
    const twin = { ...person, subject: randomUUID() };
    await test.owner.members.invite({ email: person.email, role: "viewer" });
    const outcomes = await Promise.allSettled([accept(test, person), accept(test, twin)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [lost, won] = outcomes[0]?.status === "rejected" ? [person, twin] : [twin, person];
    await expect(accept(test, lost)).rejects.toMatchObject(refusal);
    expect((await accept(test, won)).member.email).toBe(person.email);
    await expect(sessionOf(test, lost).whoami()).rejects.toMatchObject(REFUSED_BY_GATEWAY);
  });

  it("accepted many times at once makes one member", async () => {
    const person = createPerson();
    await test.owner.members.invite({ email: person.email, role: "viewer" });
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(test, person)));
    expect(new Set(answers.map(({ member }) => member.id)).size).toBe(1);
    const events = (await test.owner.auditEvents.list({ limit: 100 })).items.filter(
      ({ operation, target }) => operation === "acceptInvitation" && target.id === answers[0]?.member.id,
    );
    expect(events).toHaveLength(1);
  });

  it("can be renewed until it is accepted, and neither suspended nor reinstated", async () => {
    const person = createPerson();
    const { id, invitationExpiresAt } = await test.owner.members.invite({ email: person.email, role: "viewer" });
    const open = { code: "invitation_open", status: 409 };
    await expect(test.owner.members.suspend(id)).rejects.toMatchObject(open);
    await expect(test.owner.members.reinstate(id)).rejects.toMatchObject(open);
    await sleep(5);
    const renewed = await test.owner.members.renewInvitation(id);
    expect(Date.parse(renewed.invitationExpiresAt ?? "")).toBeGreaterThan(Date.parse(invitationExpiresAt ?? ""));
    await test.owner.members.update(id, { role: "team_member" });
    expect((await accept(test, person)).member.role).toBe("team_member");
    await expect(test.owner.members.renewInvitation(id)).rejects.toMatchObject({ code: "already_member" });
  });
});

describe("stopping an owner of tokens", () => {
  it("a suspended member's private tokens and sessions are refused from the next request, until they are reinstated", async () => {
    const { member, session } = await join(test, { role: "administrator" });
    const { value } = await issueToken(session);
    for (let round = 0; round < 10; round++) {
      await test.owner.members.suspend(member.id);
      expect(await statusWith(value)).toBe(403);
      await expect(session.whoami()).rejects.toMatchObject(REFUSED_BY_GATEWAY);
      await test.owner.members.reinstate(member.id);
      expect(await statusWith(value)).toBe(200);
    }
  });

  it("a disabled service account stops its private tokens at once and its public ones within 10 seconds", async () => {
    const owner = { type: "service_account", id: "stopped" } as const;
    await test.owner.serviceAccounts.create({ name: owner.id });
    const { value } = await issueToken(test.owner, { owner });
    const { token } = await test.owner.tokens.create({
      kind: "public",
      label: "p",
      owner,
      domains: ["shop.example.com"],
    });
    const track = async () =>
      (
        await test.request(`/embed/v1/events?access_token=${token}`, {
          method: "POST",
          origin: "https://shop.example.com",
          body: { events: [] },
        })
      ).status;
    expect(await statusWith(value)).toBe(200);
    expect(await track()).not.toBe(403);
    await test.owner.serviceAccounts.disable(owner.id);
    const disabledAt = Date.now();
    expect(await statusWith(value)).toBe(403);
    while ((await track()) !== 403) {
      expect(Date.now() - disabledAt).toBeLessThan(10_500);
      await sleep(100);
    }
    await test.owner.serviceAccounts.enable(owner.id);
    expect(await statusWith(value)).toBe(200);
  });
});

describe("policies of the workspace", () => {
  it("are set one by one, and the longest lifetime is taken back with null", async () => {
    const { policies } = await test.owner.workspace.get();
    expect(policies).toEqual({ serviceAccountsOnly: false, explicitDomainsOnly: false, tokenLifetimeDaysMax: null });
    await test.owner.workspace.update({ policies: { tokenLifetimeDaysMax: 3650 } });
    const { policies: changed } = await test.owner.workspace.update({ policies: { explicitDomainsOnly: true } });
    expect(changed).toEqual({ serviceAccountsOnly: false, explicitDomainsOnly: true, tokenLifetimeDaysMax: 3650 });
    await test.owner.workspace.update({ policies: { tokenLifetimeDaysMax: null, explicitDomainsOnly: false } });
    expect((await test.owner.workspace.get()).policies).toEqual(policies);
  });

  it.each([0, 3651, 1.5, -1])("refuse a longest lifetime of %d days", async (tokenLifetimeDaysMax) => {
    await expect(test.owner.workspace.update({ policies: { tokenLifetimeDaysMax } })).rejects.toMatchObject({
      code: "invalid_body",
    });
  });
});
