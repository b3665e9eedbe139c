import { randomBytes } from "node:crypto";
import { type DynamoDBClient, type GetItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Context } from "aws-lambda";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { API } from "../../../../contract/api.ts";
import { OPERATIONS } from "../../../../contract/operations.ts";
import { DAY_MS } from "../../../../functions/domain/expiry.ts";
import { API_SCOPES } from "../../../../functions/domain/rights.ts";
import { createHandler } from "../../../../functions/http/create-handler.ts";
import { createLogger } from "../../../../functions/http/logger.ts";
import type { SignedInPerson } from "../../../../functions/issuer/id-token.ts";
import { acceptInvitation } from "../../../../functions/management/members/invitations/accept-invitation.ts";
import { putMember, readMember, type StoredMember, updateMember } from "../../../../functions/store/members.ts";
import { listInvited } from "../../../../functions/store/sign-in-lists.ts";
import type { Table } from "../../../../functions/store/table.ts";
import { transact } from "../../../../functions/store/transact.ts";
import { putWorkspace, readWorkspace } from "../../../../functions/store/workspaces.ts";
import { NOON } from "../../domain/records.ts";
import { createApiEvent } from "../../http/api-events.ts";
import { startDirectory, type TestDirectory } from "../../store/directory-table.ts";

const CONTEXT = {} as Context;
const AT = new Date(NOON).toISOString();
let directory: TestDirectory;
let workspaceId: string;
let count = 0;
let output: string[];
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());
beforeEach(async () => {
  count += 1;
  workspaceId = `ws_${String(count).padStart(12, "0")}`;
  const policies = { serviceAccountsOnly: false, explicitDomainsOnly: false };
  const workspace = { id: workspaceId, name: "w", policies, ownerCount: 1, createdAt: AT, updatedAt: AT, revision: 1 };
  await transact(directory.client, putWorkspace(directory, workspace));
  output = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((line) => output.push(String(line)) > 0);
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function invite(changes: Partial<StoredMember> = {}): Promise<StoredMember> {
  const member: StoredMember = {
    memberId: "mem_000000000001",
    workspaceId,
    email: "ada@example.com",
    state: "invited",
    role: "viewer",
    scopes: [],
    services: [],
    invitationExpiresAt: AT,
    tokenCount: 0,
    createdAt: AT,
    createdBy: "bootstrap",
    updatedAt: AT,
    revision: 1,
    ...changes,
  };
  await transact(directory.client, [...putMember(directory, member)]);
  return member;
}
/** Accepts a millisecond before the invitation ends, as somebody whom the issuer vouches for. */
async function accept(person: SignedInPerson | undefined, nowEpochMs = NOON - 1, table: Table = directory) {
  const parts = { directory: table, randomBytes, verifyIdToken: async () => person };
  const handler = createHandler(
    createLogger(),
    { operations: OPERATIONS, shapes: API },
    { acceptInvitation: (request) => acceptInvitation(parts, request) },
    () => nowEpochMs,
  );
  const body = JSON.stringify({ workspaceId, idToken: "marker.marker.marker" });
  const event = createApiEvent("acceptInvitation", { body, headers: { "content-type": "application/json" } });
  const response = await handler(event, CONTEXT);
  return { status: response.statusCode, body: JSON.parse(response.body ?? "{}") };
}
const ADA = { subject: "subject-ada", email: "ada@example.com" };
const NOT_FOUND = { status: 404, body: { code: "invitation_not_found" } };

describe("accepting an invitation", () => {
  it("counts until the instant at which it ends", async () => {
    await invite();
    expect(await accept(ADA, NOON)).toMatchObject(NOT_FOUND);
    expect(await accept(ADA, NOON - 1)).toMatchObject({ status: 200, body: { member: { state: "active" } } });
  });

  it("counts for ever when it has no end, as that of the first owner", async () => {
    await invite({ invitationExpiresAt: undefined });
    expect(await accept(ADA, NOON + 10 * 365 * DAY_MS)).toMatchObject({
      status: 200,
      body: { member: { state: "active", invitationExpiresAt: null } },
    });
  });

  it("takes the invited address, verified", async () => {
    const { memberId } = await invite();
    expect(await accept({ ...ADA, email: undefined })).toMatchObject(NOT_FOUND);
    expect(await accept({ ...ADA, email: "eve@example.com" })).toMatchObject(NOT_FOUND);
    expect(await accept(undefined)).toMatchObject({ status: 401, body: { code: "invalid_id_token" } });
    expect((await readMember(directory, workspaceId, memberId))?.state).toBe("invited");
  });

  it("leaves no invitation that the address would find", async () => {
    await invite();
    expect(await listInvited(directory, ADA.email, 100)).toContainEqual(expect.objectContaining({ workspaceId }));
    await accept(ADA);
    const left = await listInvited(directory, ADA.email, 100);
    expect(left.filter((member) => member.workspaceId === workspaceId)).toEqual([]);
  });

  it("gives the same answer again to who is a member, whatever their address is by now and whether suspended or not", async () => {
    await invite();
    const first = await accept(ADA);
    expect(await accept(ADA, NOON + 1)).toEqual(first);
    expect(await accept({ ...ADA, email: "ada@new.example" })).toEqual(first);
    expect(await accept({ ...ADA, email: undefined })).toEqual(first);
  });

  it("gives the same answer when another request of theirs is first, after this one has seen that they are no member", async () => {
    await invite();
    let first: Promise<unknown> | undefined;
    const send = async (command: GetItemCommand) => {
      const read = await directory.client.send(command);
      first ??= accept(ADA);
      await first;
      return read;
    };
    const delayed: Table = { ...directory, client: { send } as unknown as DynamoDBClient };
    expect(await accept(ADA, NOON - 1, delayed)).toEqual(await first);
    expect(await first).toMatchObject({ status: 200 });
  });

  it("counts when what is offered changes at the same moment", async () => {
    const member = await invite();
    let renewals = 0;
    const send = async (command: GetItemCommand | TransactWriteItemsCommand) => {
      if (command instanceof TransactWriteItemsCommand && renewals++ === 0) {
        const later = new Date(NOON + DAY_MS).toISOString();
        await transact(directory.client, [
          ...updateMember(directory, member, { role: "team_member", updatedAt: later }),
        ]);
      }
      return directory.client.send(command as GetItemCommand);
    };
    const contended: Table = { ...directory, client: { send } as unknown as DynamoDBClient };
    expect(await accept(ADA, NOON - 1, contended)).toMatchObject({
      status: 200,
      body: { member: { state: "active", role: "team_member" } },
    });
    expect(renewals).toBe(2);
  });

  it("is not open to a second person with the address", async () => {
    await invite();
    await accept(ADA);
    expect(await accept({ ...ADA, subject: "subject-twin" })).toMatchObject(NOT_FOUND);
  });

  it("makes nobody a member twice by two addresses", async () => {
    await invite();
    const other = await invite({ memberId: "mem_000000000002", email: "ada@other.example" });
    const first = await accept(ADA);
    expect(await accept({ ...ADA, email: other.email })).toEqual(first);
    expect((await readMember(directory, workspaceId, other.memberId))?.state).toBe("invited");
  });

  it("is for who is invited: a member in another state is not made active by it", async () => {
    const { memberId } = await invite({ state: "suspended", subject: "subject-bob" });
    expect(await accept(ADA)).toMatchObject(NOT_FOUND);
    expect((await readMember(directory, workspaceId, memberId))?.state).toBe("suspended");
  });

  it("counts an owner who holds everything, once", async () => {
    await invite({ role: "owner", scopes: API_SCOPES, services: "all" });
    await Promise.all([accept(ADA), accept(ADA), accept(ADA)]);
    expect((await readWorkspace(directory, workspaceId)).ownerCount).toBe(2);
  });

  it("counts no owner who holds less", async () => {
    await invite({ role: "owner", scopes: API_SCOPES, services: [] });
    await accept(ADA);
    expect((await readWorkspace(directory, workspaceId)).ownerCount).toBe(1);
  });

  it("logs neither the ID token nor the address, and answers without the subject", async () => {
    await invite();
    const answer = await accept(ADA);
    await accept({ ...ADA, subject: "subject-twin" });
    expect(output.join("")).toContain("/v1/invitations/accept");
    expect(output.join("")).not.toMatch(/marker|ada@|subject-/);
    expect(JSON.stringify(answer)).not.toContain("subject-ada");
  });
});
