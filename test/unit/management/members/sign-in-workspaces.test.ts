import type { Context } from "aws-lambda";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { API } from "../../../../contract/api.ts";
import { OPERATIONS } from "../../../../contract/operations.ts";
import { signInWorkspaces } from "../../../../contract/schemas/sign-in.ts";
import { createHandler } from "../../../../functions/http/create-handler.ts";
import { createLogger } from "../../../../functions/http/logger.ts";
import type { SignedInPerson } from "../../../../functions/issuer/id-token.ts";
import { listSignInWorkspaces } from "../../../../functions/management/members/invitations/sign-in-workspaces.ts";
import { putMember, putSignIn, type StoredMember } from "../../../../functions/store/members.ts";
import { transact } from "../../../../functions/store/transact.ts";
import { putWorkspace } from "../../../../functions/store/workspaces.ts";
import { NOON } from "../../domain/records.ts";
import { createApiEvent } from "../../http/api-events.ts";
import { startDirectory, type TestDirectory } from "../../store/directory-table.ts";

const AT = new Date(NOON).toISOString();
let directory: TestDirectory;
let count = 0;
let output: string[];
let ada: { readonly subject: string; readonly email: string };
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());
beforeEach(() => {
  count += 1;
  ada = { subject: `subject-${count}`, email: `ada-${count}@example.com` };
  output = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((line) => output.push(String(line)) > 0);
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A workspace that knows one person. */
async function makeWorkspace(name: string, person: Partial<StoredMember>): Promise<string> {
  count += 1;
  const id = `ws_${String(count).padStart(12, "0")}`;
  const policies = { serviceAccountsOnly: false, explicitDomainsOnly: false };
  const member: StoredMember = {
    memberId: "mem_000000000001",
    workspaceId: id,
    email: ada.email,
    state: "active",
    role: "viewer",
    scopes: [],
    services: [],
    tokenCount: 0,
    createdAt: AT,
    createdBy: "bootstrap",
    updatedAt: AT,
    revision: 1,
    ...person,
  };
  await transact(directory.client, [
    ...putWorkspace(directory, { id, name, policies, ownerCount: 1, createdAt: AT, updatedAt: AT, revision: 1 }),
    ...putMember(directory, member),
    ...(member.subject === undefined ? [] : [putSignIn(directory, member.subject, member)]),
  ]);
  return id;
}

const invited = { state: "invited", invitationExpiresAt: AT } as const;

/** Asks a millisecond before the invitations of the test end. */
async function ask(person: SignedInPerson | undefined, nowEpochMs = NOON - 1) {
  const parts = { directory, verifyIdToken: async () => person };
  const handler = createHandler(
    createLogger(),
    { operations: OPERATIONS, shapes: API },
    { listSignInWorkspaces: (request) => listSignInWorkspaces(parts, request) },
    () => nowEpochMs,
  );
  const body = JSON.stringify({ idToken: "marker.marker.marker" });
  const event = createApiEvent("listSignInWorkspaces", { body, headers: { "content-type": "application/json" } });
  const response = await handler(event, {} as Context);
  return { status: response.statusCode, body: JSON.parse(response.body ?? "{}") };
}

describe("what a sign-in leads to", () => {
  it("is the workspaces of the person, usable ones first and by name, with role and state", async () => {
    const zoo = await makeWorkspace("Zoo", { subject: ada.subject, role: "owner" });
    const alp = await makeWorkspace("Alp", { subject: ada.subject, state: "suspended" });
    const mill = await makeWorkspace("Mill", { subject: ada.subject });
    await makeWorkspace("Elsewhere", { subject: "somebody", email: "else@example.com" });
    const { status, body } = await ask(ada);
    expect([status, signInWorkspaces.parse(body)]).toEqual([
      200,
      {
        email: ada.email,
        workspaces: [
          { id: mill, name: "Mill", role: "viewer", state: "active" },
          { id: zoo, name: "Zoo", role: "owner", state: "active" },
          { id: alp, name: "Alp", role: "viewer", state: "suspended" },
        ],
        invitations: [],
      },
    ]);
  });

  it("is what invites their address, until the instant at which it ends, or for ever", async () => {
    const shop = await makeWorkspace("Shop", { ...invited, role: "administrator" });
    const first = await makeWorkspace("First", { state: "invited", role: "owner" });
    const open = [
      { workspaceId: first, workspaceName: "First", role: "owner", expiresAt: null },
      { workspaceId: shop, workspaceName: "Shop", role: "administrator", expiresAt: AT },
    ];
    expect(await ask(ada)).toMatchObject({ body: { workspaces: [], invitations: open } });
    expect(await ask(ada, NOON)).toMatchObject({ body: { workspaces: [], invitations: open.slice(0, 1) } });
    expect(signInWorkspaces.safeParse((await ask(ada)).body).success).toBe(true);
  });

  it("is no invitation for an address that the issuer has not verified, and none for another", async () => {
    const home = await makeWorkspace("Home", { subject: ada.subject });
    await makeWorkspace("Shop", invited);
    expect(await ask({ subject: ada.subject, email: undefined })).toEqual({
      status: 200,
      body: {
        email: null,
        workspaces: [{ id: home, name: "Home", role: "viewer", state: "active" }],
        invitations: [],
      },
    });
    expect(await ask({ subject: "eve", email: "eve@example.com" })).toEqual({
      status: 200,
      body: { email: "eve@example.com", workspaces: [], invitations: [] },
    });
  });

  it("is no workspace that knows the address by another sign-in", async () => {
    await makeWorkspace("Shop", { subject: "the-first-with-this-address" });
    expect((await ask(ada)).body).toEqual({ email: ada.email, workspaces: [], invitations: [] });
  });

  it("is no invitation to where they are already, by another address", async () => {
    const shop = await makeWorkspace("Shop", { subject: ada.subject, email: "ada@other.example" });
    const member: StoredMember = {
      memberId: "mem_000000000002",
      workspaceId: shop,
      email: ada.email,
      ...invited,
      role: "owner",
      scopes: [],
      services: [],
      tokenCount: 0,
      createdAt: AT,
      createdBy: "mem_000000000001",
      updatedAt: AT,
      revision: 1,
    };
    await transact(directory.client, [...putMember(directory, member)]);
    expect((await ask(ada)).body).toMatchObject({ workspaces: [{ id: shop, role: "viewer" }], invitations: [] });
  });

  it("is not told without a valid ID token", async () => {
    expect(await ask(undefined)).toMatchObject({ status: 401, body: { code: "invalid_id_token" } });
  });

  it("logs neither the ID token nor the address", async () => {
    await makeWorkspace("Shop", invited);
    await ask(ada);
    await ask(undefined);
    expect(output.join("")).toContain("/v1/sign-in/workspaces");
    expect(output.join("")).not.toMatch(/marker|ada-|subject-/);
  });
});
