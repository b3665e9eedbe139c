import { request } from "node:http";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { deployCustomResources } from "../../../local/bootstrap.ts";
import type { LambdaRuntime } from "../../../local/lambda/runtime.ts";
import { readDeployment } from "../../../local/template/deployment.ts";
import { createAssembly, type Edits, noSecret, PARAMETERS, removeFolder } from "./fixture.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder);
});

/** A function that answers CloudFormation as `answer` says; undefined: not at all. */
function createLambda(answer: (event: Record<string, unknown>) => object | undefined) {
  const events: Record<string, unknown>[] = [];
  const lambda: LambdaRuntime = {
    async invoke(_, event) {
      const members: Record<string, unknown> = { ...Object(event) };
      events.push(members);
      const body = answer(members);
      if (body === undefined) return { ok: false, error: { errorType: "Error", errorMessage: "boom", trace: [] } };
      await put(String(members.ResponseURL), JSON.stringify(body));
      return { ok: true, payload: null };
    },
    stop: async () => {},
    drain: async () => {},
  };
  return { lambda, events };
}

function put(url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { method: "PUT" }, (response) => response.resume().on("end", resolve))
      .on("error", reject)
      .end(body);
  });
}

function deploymentOf(edits: Edits = {}) {
  const folder = createAssembly(edits);
  folders.push(folder);
  return { deployment: readDeployment(folder, PARAMETERS, noSecret), stateFile: join(folder, "state.json") };
}
const success = (id: string) => ({ Status: "SUCCESS", PhysicalResourceId: id, Data: { WorkspaceId: "ws_1" } });

describe("custom resources", () => {
  it("are created once, with the event that CloudFormation sends", async () => {
    const { deployment, stateFile } = deploymentOf();
    const { lambda, events } = createLambda(() => success("physical-1"));
    expect(await deployCustomResources(deployment, lambda, stateFile)).toEqual(
      new Map([["Made", { WorkspaceId: "ws_1" }]]),
    );
    expect(events).toEqual([
      {
        RequestType: "Create",
        ResponseURL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//),
        StackId: expect.stringMatching(/^arn:aws:cloudformation:us-east-1:000000000000:stack\/Test\/\w+$/),
        RequestId: expect.any(String),
        ResourceType: "Custom::Made",
        LogicalResourceId: "Made",
        ResourceProperties: {
          ServiceToken: deployment.functions[0]?.arn,
          name: "My workspace",
          count: "3",
          isOn: "true",
        },
      },
    ]);
    expect(await deployCustomResources(deployment, lambda, stateFile)).toEqual(
      new Map([["Made", { WorkspaceId: "ws_1" }]]),
    );
    expect(events).toHaveLength(1);
  });

  it("are updated when their properties changed", async () => {
    const first = deploymentOf();
    const { lambda, events } = createLambda(() => success("physical-1"));
    await deployCustomResources(first.deployment, lambda, first.stateFile);
    const { deployment } = deploymentOf({ "Resources.Made.Properties.name": "Other" });
    await deployCustomResources(deployment, lambda, first.stateFile);
    expect(events[1]).toMatchObject({
      RequestType: "Update",
      PhysicalResourceId: "physical-1",
      ResourceProperties: { name: "Other" },
      OldResourceProperties: { name: "My workspace" },
    });
  });

  it("are asked again with the same event when the function fails, twice", async () => {
    const { deployment, stateFile } = deploymentOf();
    const { lambda, events } = createLambda(() => (events.length < 3 ? undefined : success("physical-1")));
    await deployCustomResources(deployment, lambda, stateFile);
    expect(events).toHaveLength(3);
    expect(events[2]).toEqual(events[0]);
  });

  it.each([
    ["answers FAILED", { Status: "FAILED", Reason: "no room", PhysicalResourceId: "x" }, /FAILED: no room/],
    ["fails without an answer", undefined, /boom/],
    ["answers without an id", { Status: "SUCCESS" }, /PhysicalResourceId/],
  ])("stop the start when the function %s, and are created again next time", async (_, answer, message) => {
    const { deployment, stateFile } = deploymentOf();
    await expect(deployCustomResources(deployment, createLambda(() => answer).lambda, stateFile)).rejects.toThrow(
      message,
    );
    const { lambda, events } = createLambda(() => success("physical-1"));
    await deployCustomResources(deployment, lambda, stateFile);
    expect(events[0]).toMatchObject({ RequestType: "Create" });
  });
});
