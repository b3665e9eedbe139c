import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import { invitationKey, memberEmailKey, memberKey, signInKey, workspaceKey } from "../../../functions/store/keys.ts";
import {
  listGrantors,
  listMembers,
  type MemberChanges,
  putMember,
  putSignIn,
  readMember,
  readMemberByEmail,
  readMemberBySubject,
  removeMember,
  type StoredMember,
  updateMember,
} from "../../../functions/store/members.ts";
import { readOwner } from "../../../functions/store/owners.ts";
import { listInvited } from "../../../functions/store/sign-in-lists.ts";
import { createSignInReader } from "../../../functions/store/sign-ins.ts";
import { add, getItem } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { countOwner, putWorkspace, readWorkspace } from "../../../functions/store/workspaces.ts";
import { startDirectory, type TestDirectory } from "./directory-table.ts";

let directory: TestDirectory;
let workspaceId: string;
let count = 0;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());
beforeEach(() => {
  count += 1;
  workspaceId = `ws_${String(count).padStart(12, "0")}`;
});

const AT = "2026-11-22T12:00:00.000Z";
function createMember(changes: Partial<StoredMember> = {}): StoredMember {
  return {
    memberId: "mem_000000000001",
    workspaceId,
    email: "ada@example.com",
    subject: `subject of ${workspaceId}`,
    state: "active",
    role: "administrator",
    scopes: ["account_management:write"],
    services: "all",
    tokenCount: 0,
    createdAt: AT,
    createdBy: "bootstrap",
    updatedAt: AT,
    revision: 1,
    ...changes,
  };
}
async function write(member: StoredMember) {
  const { subject } = member;
  const signIn = subject === undefined ? [] : [putSignIn(directory, subject, member)];
  return transact(directory.client, [...putMember(directory, member), ...signIn]);
}
const change = (member: StoredMember, changes: MemberChanges) =>
  transact(directory.client, [...updateMember(directory, member, changes)]);
const readSignIn = (member: StoredMember) =>
  createSignInReader(directory.client, directory.name)(member.subject ?? "", workspaceId);

describe("a member", () => {
  it("is found by id, by email and by subject, in their workspace only", async () => {
    const member = createMember();
    await write(member);
    const found = await Promise.all([
      readMember(directory, workspaceId, member.memberId),
      readMemberByEmail(directory, workspaceId, member.email),
      readMemberBySubject(directory, workspaceId, member.subject ?? ""),
    ]);
    for (const one of found) expect(one).toMatchObject(member);
    const elsewhere = await Promise.all([
      readMember(directory, "ws_other0000000", member.memberId),
      readMemberByEmail(directory, "ws_other0000000", member.email),
      readMemberBySubject(directory, "ws_other0000000", member.subject ?? ""),
    ]);
    expect(elsewhere).toEqual([undefined, undefined, undefined]);
  });

  it("has an address and a subject of their own", async () => {
    await write(createMember());
    expect(await write(createMember({ memberId: "mem_2", subject: "another" }))).toEqual({
      written: false,
      failed: [0],
    });
    expect(await write(createMember({ memberId: "mem_2", email: "bob@example.com" }))).toEqual({
      written: false,
      failed: [2],
    });
    expect(await readMember(directory, workspaceId, "mem_2")).toBeUndefined();
  });

  it("is what the authorizer reads for a session, and an owner of tokens, before and after each change", async () => {
    const member = createMember();
    await write(member);
    const changes: MemberChanges[] = [
      { role: "viewer" },
      { scopes: [], services: [] },
      { state: "suspended" },
      { state: "active", role: "owner", scopes: API_SCOPES, services: ["svc_a"] },
    ];
    let current = member;
    for (const one of [{}, ...changes]) {
      expect(await change(current, one)).toEqual({ written: true });
      current = { ...current, ...one, revision: current.revision + 1 };
      const { memberId, email, role, scopes, services, state } = current;
      expect(await readSignIn(member)).toEqual({ memberId, workspaceId, email, role, scopes, services, state });
      expect(await readOwner(directory, workspaceId, { type: "member", id: memberId })).toMatchObject({
        state,
        role,
        scopes,
        services,
      });
    }
  });

  it("changes once for whoever read the same revision, and their sign-in with the one that held", async () => {
    const member = createMember();
    await write(member);
    const outcomes = await Promise.all(
      (["viewer", "team_member", "owner"] as const).map((role) => change(member, { role })),
    );
    expect(outcomes.filter(({ written }) => written)).toHaveLength(1);
    const { role } = (await readMember(directory, workspaceId, member.memberId)) ?? {};
    expect((await readSignIn(member))?.role).toBe(role);
  });

  it("cannot be changed without the sign-in: neither of the two is written", async () => {
    const member = createMember();
    await transact(directory.client, [...putMember(directory, member)]);
    expect(await change(member, { role: "viewer" })).toEqual({ written: false, failed: [1] });
    expect((await readMember(directory, workspaceId, member.memberId))?.role).toBe("administrator");
  });

  it("is found by their address alone while they are invited, from the invitation to its acceptance", async () => {
    const email = `${workspaceId}@example.com`;
    const member = createMember({ email, subject: undefined, state: "invited", invitationExpiresAt: AT });
    await write(member);
    const find = async () => (await listInvited(directory, email, 10)).map(({ memberId, role }) => [memberId, role]);
    expect(await find()).toEqual([[member.memberId, "administrator"]]);
    await change(member, { role: "viewer", invitationExpiresAt: "2026-12-22T12:00:00.000Z" });
    expect(await find()).toEqual([[member.memberId, "viewer"]]);
    const renewed = { ...member, revision: 2 };
    await change(renewed, { state: "active", subject: "subject", invitationExpiresAt: undefined });
    expect(await find()).toEqual([]);
  });

  it("is not found by their address any more when the invitation is taken back", async () => {
    const email = `${workspaceId}@example.com`;
    const member = createMember({ email, subject: undefined, state: "invited", invitationExpiresAt: AT });
    await write(member);
    await transact(directory.client, [...removeMember(directory, member)]);
    expect(await getItem(directory, invitationKey(email, workspaceId))).toBeUndefined();
    expect(await write({ ...member, memberId: "mem_2" })).toEqual({ written: true });
  });

  it("who was invited has no sign-in to change", async () => {
    const member = createMember({ subject: undefined, state: "invited", invitationExpiresAt: AT });
    await write(member);
    expect(updateMember(directory, member, { role: "viewer" })).toHaveLength(1);
    expect(await change(member, { invitationExpiresAt: undefined })).toEqual({ written: true });
    expect(await getItem(directory, memberKey(workspaceId, member.memberId))).not.toHaveProperty("invitationExpiresAt");
  });
});

describe("removing a member", () => {
  it("leaves nothing that would find them", async () => {
    const member = createMember();
    await write(member);
    expect(await transact(directory.client, [...removeMember(directory, member)])).toEqual({ written: true });
    const keys = [
      memberKey(workspaceId, member.memberId),
      memberEmailKey(workspaceId, member.email),
      signInKey(member.subject ?? "", workspaceId),
    ];
    for (const key of keys) expect(await getItem(directory, key)).toBeUndefined();
    expect(await write(createMember({ memberId: "mem_2" }))).toEqual({ written: true });
  });

  it.each([
    ["own a token by now", { tokenCount: 1 }],
    ["were changed since", { revision: 2 }],
  ])("fails when they %s", async (_, stored) => {
    const member = createMember();
    await write({ ...member, ...stored });
    expect(await transact(directory.client, [...removeMember(directory, member)])).toEqual({
      written: false,
      failed: [0],
    });
    expect(await readSignIn(member)).toBeDefined();
  });

  it("and giving them a token at the same time: one of the two fails, every time", async () => {
    for (let round = 0; round < 20; round++) {
      const memberId = `mem_${round}`;
      const member = createMember({
        memberId,
        email: `${round}@example.com`,
        subject: `subject ${round} ${workspaceId}`,
      });
      await write(member);
      const outcomes = await Promise.all([
        transact(directory.client, [...removeMember(directory, member)]),
        transact(directory.client, [add(directory, memberKey(workspaceId, memberId), "tokenCount", 1)]),
      ]);
      expect(outcomes.filter(({ written }) => written)).toHaveLength(1);
    }
  });
});

describe("the number of owners", () => {
  async function startWith(ownerCount: number) {
    const policies = { serviceAccountsOnly: false, explicitDomainsOnly: false };
    const workspace = { id: workspaceId, name: "w", policies, ownerCount, createdAt: AT, updatedAt: AT, revision: 1 };
    await transact(directory.client, putWorkspace(directory, workspace));
  }
  const ownerCount = async () => (await readWorkspace(directory, workspaceId)).ownerCount;

  it("never falls below one, whoever leaves at the same time", async () => {
    await startWith(4);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => transact(directory.client, [countOwner(directory, workspaceId, -1)])),
    );
    expect(outcomes.filter(({ written }) => written)).toHaveLength(3);
    expect(await ownerCount()).toBe(1);
    await transact(directory.client, [countOwner(directory, workspaceId, 1)]);
    expect(await ownerCount()).toBe(2);
  });

  it("belongs to a workspace that exists", async () => {
    expect(await transact(directory.client, [countOwner(directory, workspaceId, 1)])).toEqual({
      written: false,
      failed: [0],
    });
    expect(await getItem(directory, workspaceKey(workspaceId))).toBeUndefined();
  });
});

describe("lists of members", () => {
  beforeEach(async () => {
    const people: Partial<StoredMember>[] = [
      { role: "owner", scopes: API_SCOPES },
      { role: "administrator" },
      { role: "administrator", state: "suspended" },
      { role: "administrator", scopes: ["account_management:read", "billing:write"] },
      { role: "workspace_manager" },
      { role: "viewer", state: "invited", subject: undefined },
    ];
    for (const [index, person] of people.entries()) {
      const who = { memberId: `mem_${index}`, email: `${index}@example.com`, subject: `${index} ${workspaceId}` };
      await write(createMember({ ...who, ...person }));
    }
  });
  const idsOf = async (filter: Parameters<typeof listMembers>[1]["filter"], limit = 100) =>
    (await listMembers(directory, { workspaceId, filter, limit, cursor: undefined }))?.items.map(
      ({ memberId }) => memberId,
    );

  it("hold members and nothing else of the partition, by state, role and a part of the address", async () => {
    expect(await idsOf({})).toEqual(["mem_0", "mem_1", "mem_2", "mem_3", "mem_4", "mem_5"]);
    expect(await idsOf({ state: "invited" })).toEqual(["mem_5"]);
    expect(await idsOf({ role: "administrator", state: "active" })).toEqual(["mem_1", "mem_3"]);
    expect(await idsOf({ text: "4@ex" })).toEqual(["mem_4"]);
  });

  it("refuse a cursor of other filters", async () => {
    const first = await listMembers(directory, { workspaceId, filter: {}, limit: 2, cursor: undefined });
    const cursor = first?.nextCursor ?? undefined;
    expect(cursor).toBeDefined();
    const next = await listMembers(directory, { workspaceId, filter: {}, limit: 2, cursor });
    expect(next?.items.map(({ memberId }) => memberId)).toEqual(["mem_2", "mem_3"]);
    expect(await listMembers(directory, { workspaceId, filter: { role: "owner" }, limit: 2, cursor })).toBeUndefined();
  });

  it("name those who can give rights to others", async () => {
    const ids = async (limit: number) =>
      (await listGrantors(directory, workspaceId, limit)).map(({ memberId }) => memberId);
    expect(await ids(20)).toEqual(["mem_0", "mem_1"]);
    expect(await ids(1)).toEqual(["mem_0"]);
  });
});
