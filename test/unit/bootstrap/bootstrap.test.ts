import { randomBytes } from "node:crypto";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createBootstrap } from "../../../functions/bootstrap/bootstrap.ts";
import { DAY_MS } from "../../../functions/domain/expiry.ts";
import { isFullOwner, isInvitationOpen } from "../../../functions/domain/member.ts";
import { createLogger } from "../../../functions/http/logger.ts";
import { listAuditEvents } from "../../../functions/store/audit-trail.ts";
import { putSignIn, readMemberByEmail, updateMember } from "../../../functions/store/members.ts";
import { listInvited } from "../../../functions/store/sign-in-lists.ts";
import { transact } from "../../../functions/store/transact.ts";
import { readWorkspace } from "../../../functions/store/workspaces.ts";
import { NOON } from "../domain/records.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";

let directory: TestDirectory;
let answers: Record<string, unknown>[];
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());
beforeEach(() => {
  answers = [];
  vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => {
    answers.push(JSON.parse(body));
    return new Response();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const PROPERTIES = { workspaceName: "Shop", ownerEmail: "Ada@Example.com" };

/** An Update is one of the workspace `was`, whose properties were the usual ones. */
async function send(
  RequestType: string,
  StackId: string,
  properties: object = PROPERTIES,
  { Status = "SUCCESS", was = "ws_existing0000", former = PROPERTIES } = {},
) {
  const event = {
    RequestType,
    StackId,
    RequestId: "request-1",
    LogicalResourceId: "Bootstrap",
    ResponseURL: "https://cloudformation.example/answer",
    ResourceProperties: { ServiceToken: "arn", ...properties },
    ...(RequestType !== "Create" && { PhysicalResourceId: was, OldResourceProperties: former }),
  };
  await createBootstrap({ directory, randomBytes, logger: createLogger(), now: () => NOON })(
    event as unknown as CloudFormationCustomResourceEvent,
  );
  const answer = answers.at(-1);
  expect(answer).toMatchObject({ Status });
  return String(answer?.PhysicalResourceId);
}

describe("the first workspace", () => {
  it("invites an owner to everything, without an end, whom nobody counts before they come", async () => {
    const workspaceId = await send("Create", "stack/one");
    const workspace = await readWorkspace(directory, workspaceId);
    expect(workspace).toMatchObject({ id: workspaceId, name: "Shop", ownerCount: 0, revision: 1 });
    const owner = await readMemberByEmail(directory, workspaceId, "ada@example.com");
    expect(owner).toMatchObject({
      state: "invited",
      role: "owner",
      tokenCount: 0,
      revision: 1,
      createdBy: "bootstrap",
    });
    expect(owner !== undefined && isFullOwner(owner)).toBe(false);
    expect(owner !== undefined && isFullOwner({ ...owner, state: "active" })).toBe(true);
    expect(owner !== undefined && isInvitationOpen(owner, NOON + 100 * 365 * DAY_MS)).toBe(true);
    expect(await listInvited(directory, "ada@example.com", 100)).toContainEqual(owner);
  });

  it("has an audit event, by the system", async () => {
    const workspaceId = await send("Create", "stack/audited");
    const { items = [] } =
      (await listAuditEvents(directory, { workspaceId, filter: {}, limit: 10, cursor: undefined })) ?? {};
    expect(items).toMatchObject([
      {
        actor: { kind: "system", id: "bootstrap", name: "bootstrap" },
        operation: "createWorkspace",
        target: { type: "workspace", id: workspaceId },
        before: null,
        after: { name: "Shop", owner: { email: "ada@example.com", state: "invited" } },
      },
    ]);
  });

  it("is made once, however often the request comes", async () => {
    const workspaceId = await send("Create", "stack/two");
    const owner = await readMemberByEmail(directory, workspaceId, "ada@example.com");
    expect(await send("Create", "stack/two", { ...PROPERTIES, workspaceName: "Other" })).toBe(workspaceId);
    expect(await readWorkspace(directory, workspaceId)).toMatchObject({ name: "Shop", ownerCount: 0 });
    expect(await readMemberByEmail(directory, workspaceId, "ada@example.com")).toEqual(owner);
  });

  it("is neither changed nor removed with the stack, which keeps its owner", async () => {
    directory.forget();
    expect(await send("Update", "stack/three")).toBe("ws_existing0000");
    expect(await send("Delete", "stack/three")).toBe("ws_existing0000");
    expect(directory.count()).toBe(0);
  });

  it.each(["ada", "ada@", "@example.com", "ada @example.com", "ada@exämple.com", ""])(
    "is not made for %j, which no sign-in can have",
    async (ownerEmail) => {
      directory.forget();
      await send("Create", "stack/nobody", { ...PROPERTIES, ownerEmail }, { Status: "FAILED" });
      expect(directory.count()).toBe(0);
    },
  );

  describe("when it is deployed with another address", () => {
    const other = { ...PROPERTIES, ownerEmail: "Bob@Example.com" };
    const invitedTo = async (email: string, workspaceId: string) =>
      (await listInvited(directory, email, 100)).filter((member) => member.workspaceId === workspaceId);

    it("invites that one in place of the one that has not come, with an audit event, and back again", async () => {
      const was = await send("Create", "stack/mistyped");
      await send("Update", "stack/mistyped", other, { was });
      expect(await invitedTo("ada@example.com", was)).toEqual([]);
      const [owner] = await invitedTo("bob@example.com", was);
      expect(owner).toMatchObject({ state: "invited", role: "owner", services: "all", createdBy: "bootstrap" });
      expect(await readMemberByEmail(directory, was, "bob@example.com")).toEqual(owner);
      expect(await readMemberByEmail(directory, was, "ada@example.com")).toBeUndefined();
      const page = await listAuditEvents(directory, { workspaceId: was, filter: {}, limit: 10, cursor: undefined });
      expect(page?.items.map(({ operation }) => operation).sort()).toEqual(["createWorkspace", "inviteMember"]);
      await send("Update", "stack/mistyped", PROPERTIES, { was, former: other });
      expect(await invitedTo("ada@example.com", was)).toHaveLength(1);
      expect(await invitedTo("bob@example.com", was)).toEqual([]);
    });

    it("invites nobody once the owner has come", async () => {
      const was = await send("Create", "stack/taken");
      const owner = await readMemberByEmail(directory, was, "ada@example.com");
      if (owner === undefined) throw new Error("there is no owner");
      const joined = { state: "active", subject: "ada" } as const;
      await transact(directory.client, [...updateMember(directory, owner, joined), putSignIn(directory, "ada", owner)]);
      await send("Update", "stack/taken", other, { was });
      expect(await readMemberByEmail(directory, was, "ada@example.com")).toMatchObject(joined);
      expect(await readMemberByEmail(directory, was, "bob@example.com")).toBeUndefined();
    });

    it("fails for one that no sign-in can have, and keeps the former", async () => {
      const was = await send("Create", "stack/kept");
      await send("Update", "stack/kept", { ...PROPERTIES, ownerEmail: "bob" }, { was, Status: "FAILED" });
      expect(await invitedTo("ada@example.com", was)).toHaveLength(1);
    });
  });
});
