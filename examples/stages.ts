import { App, CfnOutput, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { buildAssets, Latchkey, type LatchkeyProps } from "../infra/index.ts";

/** Two stages in two accounts, from one build: staging may be thrown away, production may not and keeps environments ready. */
type Settings = Omit<LatchkeyProps, "assets" | "owner">;

const app = new App();
const assets = await buildAssets();

createStage(
  "staging",
  { account: "111122223333", region: "us-east-1" },
  {
    removalPolicy: RemovalPolicy.DESTROY,
    logRetention: RetentionDays.ONE_WEEK,
    throttling: { rate: 50, burst: 50 },
    alarms: false,
  },
);
createStage(
  "production",
  { account: "444455556666", region: "us-east-1" },
  {
    logRetention: RetentionDays.SIX_MONTHS,
    throttling: { rate: 5000, burst: 2500 },
    // Of the account's concurrency, 100 must stay free: a new account needs a higher quota first.
    provisionedConcurrency: { authorizer: 10, embedLoad: 5 },
    webAcl: "managed",
    alarms: { email: "on-call@example.com" },
    eventExport: {},
  },
);

function createStage(stage: string, env: NonNullable<StackProps["env"]>, settings: Settings): void {
  const stack = new Stack(app, `Tokens-${stage}`, {
    env,
    // Activated once in the bill's settings, the tag gives each stage its own line.
    tags: { application: "latchkey", "latchkey:stage": stage },
    terminationProtection: settings.removalPolicy !== RemovalPolicy.DESTROY,
  });
  const latchkey = new Latchkey(stack, "Latchkey", { assets, owner: { email: "owner@example.com" }, ...settings });
  new CfnOutput(stack, "ConsoleUrl", { value: latchkey.consoleUrl });
  new CfnOutput(stack, "BaseUrl", { value: latchkey.baseUrl });
}
