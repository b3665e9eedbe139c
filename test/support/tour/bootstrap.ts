import { expect } from "vitest";
import { startReceiver } from "../receiver.ts";
import type { Guide } from "./guide.ts";

/** What CloudFormation asks of a stack, beside the first deployment: another one, with another address of the owner who has not come yet. */
export async function visitBootstrap({ test: { platform } }: Guide): Promise<void> {
  const resource = platform.deployment().customResources.find(({ type }) => type === "Custom::LatchkeyBootstrap");
  if (resource === undefined) throw new Error("the stack makes no first workspace");
  const receiver = await startReceiver();
  const [mistyped, right] = ["tuor@demo.example", "tour-owner@demo.example"];
  const ask = async (event: object, ownerEmail: string) => {
    const request = { StackId: "tour", RequestId: "tour", LogicalResourceId: resource.logicalId, ...event };
    const ResourceProperties = { workspaceName: "Tour", ownerEmail };
    await platform.invoke(resource.functionName, { ...request, ResponseURL: receiver.url, ResourceProperties });
    const answer: unknown = JSON.parse(receiver.messages.at(-1)?.body ?? "{}");
    expect(answer).toMatchObject({ Status: "SUCCESS", PhysicalResourceId: expect.stringMatching(/^ws_/) });
    return Object(answer).PhysicalResourceId;
  };
  const PhysicalResourceId = await ask({ RequestType: "Create" }, mistyped);
  const OldResourceProperties = { ownerEmail: mistyped };
  await ask({ RequestType: "Update", PhysicalResourceId, OldResourceProperties }, right);
  await receiver.close();
}
