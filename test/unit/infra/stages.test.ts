import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createApp } from "../../../infra/stack.ts";
import { createAssets, createFolder, removeFolder } from "./fixture.ts";

let folder: string;
beforeEach(() => {
  folder = createFolder({});
});
afterEach(() => {
  vi.unstubAllEnvs();
  removeFolder(folder);
});

/** As `cdk deploy -c stage=…` hands it over. */
function stacksOf(stage?: unknown) {
  vi.stubEnv("CDK_CONTEXT_JSON", JSON.stringify(stage === undefined ? {} : { stage }));
  const { stacks } = createApp(join(folder, "out"), createAssets(folder)).synth();
  return stacks.map(({ stackName, tags }) => ({ stackName, tags }));
}

it("is one stack without a stage, tagged for the bill", () => {
  expect(stacksOf()).toEqual([
    { stackName: "Latchkey", tags: { application: "latchkey", "latchkey:stage": "production" } },
  ]);
});

it("is a stack of its own with a stage", () => {
  expect(stacksOf("staging")).toEqual([
    { stackName: "Latchkey-staging", tags: { application: "latchkey", "latchkey:stage": "staging" } },
  ]);
});

it.each(["Staging", "", "a/b", "1st", "a".repeat(21), 5])("refuses %j as a stage", (stage) => {
  expect(() => stacksOf(stage)).toThrow(/must be up to twenty small letters/);
});
