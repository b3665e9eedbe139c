import { App, CfnOutput, Stack } from "aws-cdk-lib";
import { buildAssets, Latchkey } from "../infra/index.ts";

/** People sign in where the company already has them; there is no user pool. The issuer must know `ConsoleUrl` as a redirect address. */
const app = new App();
const stack = new Stack(app, "Tokens");
const latchkey = new Latchkey(stack, "Latchkey", {
  assets: await buildAssets(),
  owner: { email: "owner@example.com" },
  signIn: {
    issuerUrl: "https://login.example.com/",
    clientId: "latchkey-console",
    jwksUri: "https://login.example.com/.well-known/jwks.json",
    scopes: ["openid", "email", "profile", "offline_access"],
  },
});
new CfnOutput(stack, "ConsoleUrl", { value: latchkey.consoleUrl });
new CfnOutput(stack, "BaseUrl", { value: latchkey.baseUrl });
