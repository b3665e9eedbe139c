import { App, CfnOutput, Stack } from "aws-cdk-lib";
import { buildAssets, Latchkey } from "../infra/index.ts";

/** All of Latchkey with its defaults. Only the first owner has none. */
const app = new App();
const stack = new Stack(app, "Tokens");
const latchkey = new Latchkey(stack, "Latchkey", {
  assets: await buildAssets(),
  owner: { email: "owner@example.com" },
});
new CfnOutput(stack, "ConsoleUrl", { value: latchkey.consoleUrl });
new CfnOutput(stack, "BaseUrl", { value: latchkey.baseUrl });
