import { App, CfnOutput, Stack } from "aws-cdk-lib";
import { Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Topic } from "aws-cdk-lib/aws-sns";
import { buildAssets, Latchkey } from "../infra/index.ts";

/**
 * As a part of an app that is already there: its alarms go where the app's go, and the app's own function is told where the API is. It has no right on
 * Latchkey's tables; it calls the API, with a private token that somebody puts into the secret once.
 */
const app = new App();
const shop = new Stack(app, "Shop");
const onCall = new Topic(shop, "OnCall", { enforceSSL: true });

const latchkey = new Latchkey(shop, "Latchkey", {
  assets: await buildAssets(),
  owner: { email: "owner@example.com" },
  workspaceName: "Shop",
  alarms: { topic: onCall },
  routeThrottling: { loadConfigurator: { rate: 5000, burst: 2500 } },
});

new CfnOutput(shop, "ConsoleUrl", { value: latchkey.consoleUrl });
new CfnOutput(shop, "BaseUrl", { value: latchkey.baseUrl });

const privateToken = new Secret(shop, "PrivateToken", { description: "A private token of Latchkey, for the checkout" });
const checkout = new LambdaFunction(shop, "Checkout", {
  runtime: Runtime.NODEJS_24_X,
  handler: "index.handler",
  code: Code.fromInline("exports.handler = async () => ({ statusCode: 204 });"),
  environment: { LATCHKEY_URL: latchkey.baseUrl, LATCHKEY_TOKEN_SECRET: privateToken.secretName },
});
privateToken.grantRead(checkout);
