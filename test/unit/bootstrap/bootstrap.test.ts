import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createBootstrap } from "../../../functions/bootstrap/bootstrap.ts";
import { isFullOwner } from "../../../functions/domain/member.ts";
import { createLogger } from "../../../functions/http/logger.ts";
import { readMemberByEmail, readMemberBySubject } from "../../../functions/store/members.ts";
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

const PROPERTIES = { workspaceName: "Shop", ownerEmail: "Ada@Example.com", ownerSubject: "subject-ada" };

async function send(RequestType: string, StackId: string, properties: object = PROPERTIES): Promise<string> {
  const event = {
    RequestType,
    StackId,
    RequestId: "request-1",
    LogicalResourceId: "Bootstrap",
    ResponseURL: "https://cloudformation.example/answer",
    ResourceProperties: { ServiceToken: "arn", ...properties },
    ...(RequestType !== "Create" && { PhysicalResourceId: "ws_existing0000" }),
  };
  await createBootstrap({ directory, logger: createLogger(), now: () => NOON })(
    event as unknown as CloudFormationCustomResourceEvent,
  );
  const answer = answers.at(-1);
  expect(answer).toMatchObject({ Status: "SUCCESS" });
  return String(answer?.PhysicalResourceId);
}

describe("the first workspace", () => {
  it("has an owner who holds everything, as the store writes members, and is counted", async () => {
    const workspaceId = await send("Create", "stack/one");
    const workspace = await readWorkspace(directory, workspaceId);
    expect(workspace).toMatchObject({ id: workspaceId, name: "Shop", ownerCount: 1, revision: 1 });
    const owner = await readMemberByEmail(directory, workspaceId, "ada@example.com");
    expect(owner).toMatchObject({ state: "active", role: "owner", tokenCount: 0, revision: 1, createdBy: "bootstrap" });
    expect(owner !== undefined && isFullOwner(owner)).toBe(true);
    expect(await readMemberBySubject(directory, workspaceId, "subject-ada")).toEqual(owner);
  });

  it("is made once, however often the request comes", async () => {
    const workspaceId = await send("Create", "stack/two");
    const owner = await readMemberByEmail(directory, workspaceId, "ada@example.com");
    expect(await send("Create", "stack/two", { ...PROPERTIES, workspaceName: "Other" })).toBe(workspaceId);
    expect(await readWorkspace(directory, workspaceId)).toMatchObject({ name: "Shop", ownerCount: 1 });
    expect(await readMemberByEmail(directory, workspaceId, "ada@example.com")).toEqual(owner);
  });

  it("is neither changed nor removed with the stack", async () => {
    directory.forget();
    expect(await send("Update", "stack/three")).toBe("ws_existing0000");
    expect(await send("Delete", "stack/three")).toBe("ws_existing0000");
    expect(directory.count()).toBe(0);
  });
});
