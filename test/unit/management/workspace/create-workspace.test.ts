import { randomBytes } from "node:crypto";
import type { Context } from "aws-lambda";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { API } from "../../../../contract/api.ts";
import { OPERATIONS } from "../../../../contract/operations.ts";
import { isFullOwner } from "../../../../functions/domain/member.ts";
import { API_SCOPES } from "../../../../functions/domain/rights.ts";
import { createHandler } from "../../../../functions/http/create-handler.ts";
import { createLogger } from "../../../../functions/http/logger.ts";
import { sessionPrincipal } from "../../../../functions/http/session-principal.ts";
import { createWorkspace } from "../../../../functions/management/workspace/create-workspace.ts";
import { listAuditEvents } from "../../../../functions/store/audit-trail.ts";
import { readMemberBySubject, removeMember, type StoredMember } from "../../../../functions/store/members.ts";
import { createNewWorkspace } from "../../../../functions/store/new-workspace.ts";
import { listMemberships } from "../../../../functions/store/sign-in-lists.ts";
import { transact } from "../../../../functions/store/transact.ts";
import { readWorkspace } from "../../../../functions/store/workspaces.ts";
import { NOON } from "../../domain/records.ts";
import { createApiEvent } from "../../http/api-events.ts";
import { startDirectory, type TestDirectory } from "../../store/directory-table.ts";

let directory: TestDirectory;
let ada: StoredMember & { readonly subject: string };
let count = 0;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());
beforeEach(async () => {
  count += 1;
  const subject = `subject-${count}`;
  const home = createNewWorkspace(directory, {
    workspaceId: `ws_${String(count).padStart(12, "0")}`,
    name: "Home",
    owner: { memberId: "mem_000000000001", email: "ada@example.com", subject, createdBy: "mem_000000000001" },
    nowEpochMs: NOON,
  });
  await transact(directory.client, [...home.writes]);
  ada = { ...home.owner, subject };
});

async function create(name: string, key?: string) {
  const parts = { directory, randomBytes };
  const handler = createHandler(
    createLogger(),
    { operations: OPERATIONS, shapes: API },
    { createWorkspace: (request) => createWorkspace(parts, request) },
    () => NOON,
  );
  const event = createApiEvent("createWorkspace", {
    body: JSON.stringify({ name }),
    headers: { "content-type": "application/json", ...(key !== undefined && { "idempotency-key": key }) },
    principal: sessionPrincipal(ada),
  });
  const response = await handler(event, {} as Context);
  return { status: response.statusCode, body: JSON.parse(response.body ?? "{}") };
}

describe("another workspace", () => {
  it("has whoever made it as its one owner, who holds everything there and signs in as before", async () => {
    const { status, body } = await create("Second");
    expect([status, body]).toEqual([201, API.createWorkspace.response.parse(body)]);
    const owner = await readMemberBySubject(directory, body.id, ada.subject);
    expect(owner).toMatchObject({ email: ada.email, state: "active", role: "owner", scopes: API_SCOPES });
    expect(owner !== undefined && isFullOwner(owner)).toBe(true);
    expect(owner?.memberId).not.toBe(ada.memberId);
    expect(owner?.createdBy).toBe(owner?.memberId);
    expect(await readWorkspace(directory, body.id)).toMatchObject({ name: "Second", ownerCount: 1 });
    const memberships = await listMemberships(directory, ada.subject, 100);
    expect(memberships.map(({ workspaceId }) => workspaceId).sort()).toEqual([ada.workspaceId, body.id].sort());
  });

  it("has the audit event of its making, by the person as it knows them, and the former workspace has none", async () => {
    const { body } = await create("Second");
    const owner = await readMemberBySubject(directory, body.id, ada.subject);
    const eventsOf = async (workspaceId: string) =>
      (await listAuditEvents(directory, { workspaceId, filter: {}, limit: 10, cursor: undefined }))?.items;
    expect(await eventsOf(body.id)).toMatchObject([
      {
        actor: { kind: "session", id: owner?.memberId, name: ada.email },
        operation: "createWorkspace",
        target: { type: "workspace", id: body.id },
        after: { name: "Second", owner: { id: owner?.memberId, email: ada.email, state: "active" } },
      },
    ]);
    expect(await eventsOf(ada.workspaceId)).toEqual([]);
  });

  it("is made once under one key, and shown again only to who is still in it", async () => {
    const [first, again] = [await create("Second", "k"), await create("Second", "k")];
    expect(again).toEqual(first);
    expect(await create("Third", "k")).toMatchObject({ status: 409, body: { code: "idempotency_key_reused" } });
    expect(await listMemberships(directory, ada.subject, 100)).toHaveLength(2);
    const owner = await readMemberBySubject(directory, first.body.id, ada.subject);
    if (owner === undefined) throw new Error("the new workspace has no owner");
    await transact(directory.client, [...removeMember(directory, owner)]);
    expect(await create("Second", "k")).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  it("is made once by requests under one key at the same time", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => create("Second", "k")));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await listMemberships(directory, ada.subject, 100)).toHaveLength(2);
  });

  it("is not made for who has been removed meanwhile", async () => {
    await transact(directory.client, [...removeMember(directory, ada)]);
    expect(await create("Second")).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await listMemberships(directory, ada.subject, 100)).toEqual([]);
  });
});
