import { createRequire } from "node:module";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { CfnUrl } from "aws-cdk-lib/aws-lambda";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { afterAll, expect, it } from "vitest";
import { readFeatureFlags } from "../../../infra/feature-flags.ts";
import { createApp, STACK_NAME } from "../../../infra/stack.ts";
import { createAssets, createFolder, removeFolder } from "./fixture.ts";

const folder = createFolder({});
afterAll(() => removeFolder(folder));

it("stops synthesis at a finding that nobody has acknowledged", () => {
  const app = createApp(join(folder, "out"), createAssets(folder));
  new Bucket(Stack.of(app.node.findChild(STACK_NAME)), "Careless");
  expect(() => app.synth()).toThrow("AwsSolutions-S10");
});

it("stops synthesis at what a rule of our own refuses, and says how to mend it", () => {
  const app = createApp(join(folder, "own"), createAssets(folder));
  new CfnUrl(Stack.of(app.node.findChild(STACK_NAME)), "Open", { authType: "NONE", targetFunctionArn: "open" });
  expect(() => app.synth()).toThrow(/past gateway and authorizer\. Set authType to AWS_IAM/);
});

it("leaves somebody's own app to its own checks", () => {
  const app = new App({ outdir: join(folder, "mine"), context: readFeatureFlags() });
  new CfnUrl(new Stack(app, "Mine"), "Open", { authType: "NONE", targetFunctionArn: "open" });
  expect(() => app.synth()).not.toThrow();
});

it("uses exactly the feature flags that this version of CDK recommends", () => {
  const recommended = createRequire(import.meta.url)("aws-cdk-lib/recommended-feature-flags.json");
  expect(readFeatureFlags()).toEqual(recommended);
});
