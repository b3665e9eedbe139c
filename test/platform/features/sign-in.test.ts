import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import { createClient } from "../../../sdk/src/index.ts";
import { feature } from "../../support/features.ts";
import {
  accept,
  createPerson,
  issueToken,
  join,
  type Person,
  sessionOf,
  sessionWithRole,
} from "../../support/people.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
beforeAll(async () => {
  test = await startTestPlatform();
});
afterAll(() => test.close());

const REFUSED_BY_GATEWAY = { status: 403, code: "refused" };
const FORBIDDEN = { status: 403, json: { message: "Forbidden" } };

/** The session of somebody in one workspace. */
function sessionIn(workspaceId: string, person: Pick<Person, "subject">) {
  const { baseUrl, issuer } = test.platform;
  return createClient({ baseUrl, workspaceId, token: issuer.issueAccessToken(person) });
}
/** What the console asks with a fresh sign-in. */
function find(person: Person, emailVerified = true) {
  const idToken = test.platform.issuer.issueIdToken(person, { emailVerified });
  return createClient({ baseUrl: test.platform.baseUrl }).signIn.workspaces({ idToken });
}
function demoMember(role: string): Person {
  const member = test.demo.members.find((candidate) => candidate.role === role);
  if (member === undefined) throw new Error(`the demo has no ${role}`);
  return member;
}

describe(feature(28), () => {
  it("no private token makes a workspace, whatever it holds, and no session below the role owner", async () => {
    const body = { name: "Forced" };
    const { value } = await issueToken(test.owner, { role: "owner", scopes: [...API_SCOPES], services: "all" });
    const headers = { "latchkey-workspace": test.demo.workspaceId };
    for (const token of [value, test.demo.ownerToken, test.demo.publicToken]) {
      expect(await test.request("/v1/workspaces", { method: "POST", token, body, headers })).toMatchObject(FORBIDDEN);
    }
    for (const role of ["administrator", "workspace_manager", "team_member", "viewer"] as const) {
      await expect(sessionWithRole(test, role).workspace.create(body)).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    }
    const operations = (await test.owner.whoami()).operations;
    expect(operations).not.toContain("createWorkspace");
    expect((await sessionWithRole(test, "owner").whoami()).operations).toContain("createWorkspace");
  });

  it.each(["private", "public", "access"] as const)(
    "a %s token is no sign-in to look workspaces up with",
    async (kind) => {
      const { ownerToken, publicToken } = test.demo;
      const access = test.platform.issuer.issueAccessToken(demoMember("owner"));
      const idToken = { private: ownerToken, public: publicToken, access }[kind];
      expect(await test.request("/v1/sign-in/workspaces", { method: "POST", body: { idToken } })).toMatchObject({
        status: 401,
        json: { code: "invalid_id_token" },
      });
    },
  );

  it("a session of one workspace opens no other, and sees nothing of it", async () => {
    const owner = sessionWithRole(test, "owner");
    const other = await owner.workspace.create({ name: "Other" });
    const there = sessionIn(other.id, demoMember("owner"));
    const made = await there.serviceAccounts.create({ name: "only-there" });
    const { id: memberId } = await there.whoami();
    for (const role of ["administrator", "viewer"] as const) {
      await expect(sessionIn(other.id, demoMember(role)).whoami()).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    }
    // The same person, asking from where they also are the owner.
    const unknown = { code: "not_found", status: 404 };
    await expect(owner.serviceAccounts.get(made.id)).rejects.toMatchObject(unknown);
    await expect(owner.members.get(memberId)).rejects.toMatchObject(unknown);
    await expect(there.members.get((await owner.whoami()).id)).rejects.toMatchObject(unknown);
    // A token is of one workspace, whatever the header says.
    const { value } = await issueToken(there);
    const answer = await test.request("/v1/whoami", {
      token: value,
      headers: { "latchkey-workspace": test.demo.workspaceId },
    });
    expect(answer.json).toMatchObject({ kind: "private", workspaceId: other.id });
  });
});

describe(feature(35), () => {
  it("the first owner is an address that the deployment invited: their acceptance is in the audit trail", async () => {
    const { items } = await test.owner.auditEvents.list({ limit: 100 });
    const { email } = demoMember("owner");
    const [made] = items.filter(({ operation }) => operation === "createWorkspace");
    expect(made).toMatchObject({
      actor: { kind: "system", id: "bootstrap" },
      target: { type: "workspace", id: test.demo.workspaceId },
      after: { owner: { email, state: "invited" } },
    });
    const [accepted] = items.filter(({ operation, actor }) => operation === "acceptInvitation" && actor.name === email);
    expect(accepted).toMatchObject({
      actor: { kind: "session" },
      before: { state: "invited" },
      after: { email, state: "active", role: "owner" },
    });
    expect((await test.owner.auditEvents.verify({})).problems).toEqual([]);
  });

  it("an invitation is found with the sign-in alone, until it is accepted; then the workspace is", async () => {
    const person = createPerson();
    expect(await find(person)).toEqual({ email: person.email, workspaces: [], invitations: [] });
    const { id, invitationExpiresAt } = await test.owner.members.invite({ email: person.email, role: "viewer" });
    const { name } = await test.owner.workspace.get();
    const { workspaceId } = test.demo;
    const invitation = { workspaceId, workspaceName: name, role: "viewer", expiresAt: invitationExpiresAt };
    expect(await find(person)).toMatchObject({ workspaces: [], invitations: [invitation] });
    // Whoever changes it changes what is found.
    const renewed = await test.owner.members.renewInvitation(id);
    await test.owner.members.update(id, { role: "team_member" });
    expect((await find(person)).invitations).toEqual([
      { ...invitation, role: "team_member", expiresAt: renewed.invitationExpiresAt },
    ]);
    await accept(test, person);
    expect(await find(person)).toEqual({
      email: person.email,
      workspaces: [{ id: workspaceId, name, role: "team_member", state: "active" }],
      invitations: [],
    });
  });

  it("is found by the address in any spelling, and only when the issuer has verified it", async () => {
    const person = createPerson();
    await test.owner.members.invite({ email: person.email.toUpperCase(), role: "viewer" });
    const shouting = { ...person, email: person.email.toUpperCase() };
    expect(await find(shouting)).toMatchObject({ email: person.email, invitations: [{ role: "viewer" }] });
    expect(await find(person, false)).toEqual({ email: null, workspaces: [], invitations: [] });
    expect((await find(createPerson())).invitations).toEqual([]);
  });

  it("is not found any more when it was taken back, and found anew when it was given anew", async () => {
    const person = createPerson();
    const { id } = await test.owner.members.invite({ email: person.email, role: "viewer" });
    await test.owner.members.remove(id);
    expect((await find(person)).invitations).toEqual([]);
    await test.owner.members.invite({ email: person.email, role: "administrator" });
    expect((await find(person)).invitations).toMatchObject([{ role: "administrator" }]);
    const { member } = await accept(test, person);
    await test.owner.members.remove(member.id);
    expect(await find(person)).toEqual({ email: person.email, workspaces: [], invitations: [] });
  });

  it("a suspended member is told so, and gets in nowhere", async () => {
    const { member, session, ...person } = await join(test, { role: "viewer" });
    await test.owner.members.suspend(member.id);
    expect((await find(person)).workspaces).toMatchObject([{ id: test.demo.workspaceId, state: "suspended" }]);
    await expect(session.whoami()).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    await test.owner.members.reinstate(member.id);
    expect((await find(person)).workspaces).toMatchObject([{ state: "active" }]);
  });

  it("whoever makes a workspace is its owner, alone, and both are found with one sign-in", async () => {
    const { session, ...person } = await join(test, { role: "owner", scopes: [...API_SCOPES], services: "all" });
    const made = await session.workspace.create({ name: "Alpine shop" }, { idempotencyKey: "once" });
    expect(await session.workspace.create({ name: "Alpine shop" }, { idempotencyKey: "once" })).toEqual(made);
    const there = sessionIn(made.id, person);
    expect((await there.members.list()).items).toMatchObject([{ email: person.email, role: "owner", state: "active" }]);
    await expect(there.members.suspend((await there.whoami()).id)).rejects.toMatchObject({ code: "last_owner" });
    const { workspaces } = await find(person);
    expect(workspaces.map(({ id, role }) => [id, role])).toContainEqual([made.id, "owner"]);
    expect(workspaces).toHaveLength(2);
    const { items } = await there.auditEvents.list();
    expect(items).toMatchObject([{ operation: "createWorkspace", actor: { kind: "session", name: person.email } }]);
    // It invites on its own account: the same address in both, and each is found.
    const guest = createPerson();
    await there.members.invite({ email: guest.email, role: "viewer" });
    await test.owner.members.invite({ email: guest.email, role: "administrator" });
    const found = (await find(guest)).invitations;
    expect(found.map(({ workspaceId, role }) => [workspaceId, role])).toEqual(
      expect.arrayContaining([
        [made.id, "viewer"],
        [test.demo.workspaceId, "administrator"],
      ]),
    );
    expect(found).toHaveLength(2);
    expect((await sessionOf(test, person).workspace.get()).id).toBe(test.demo.workspaceId);
  });
});

describe("what a page must know before anybody signs in", () => {
  it("is said to everybody: the issuer, the embed's files with their integrity, and where files go", async () => {
    const deployment = await createClient({ baseUrl: test.platform.baseUrl }).deployment();
    const { issuer, store } = test.platform;
    expect(deployment.signIn).toMatchObject({ issuer: issuer.url, clientId: issuer.clientId });
    expect(deployment.signIn.scopes.split(" ")).toContain("openid");
    expect(deployment.uploadsOrigin).toBe(new URL(store.s3Endpoint).origin);
    expect(deployment.version).toMatch(/^\d+\.\d+\.\d+/);
    const { scriptPath, pinnedScriptPath, integrity } = deployment.embed;
    const [followed, pinned] = await Promise.all([test.request(scriptPath), test.request(pinnedScriptPath)]);
    expect([followed.status, pinned.status]).toEqual([200, 200]);
    const digest = await crypto.subtle.digest("SHA-384", new TextEncoder().encode(pinned.text));
    expect(integrity).toBe(`sha384-${Buffer.from(digest).toString("base64")}`);
  });
});
