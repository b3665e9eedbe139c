import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "../sdk/src/index.ts";
import type { Aws } from "./aws.ts";
import type { Deployed } from "./deploy.ts";

/** An issuer that only has to be named: nobody signs in at it. */
export const OWN_ISSUER = {
  IssuerUrl: "https://issuer.example.com",
  IssuerClientId: "console",
  IssuerJwksUri: "https://issuer.example.com/jwks",
} as const;

/** Lambda reads a table's stream in batches of a minute. */
const EXPORT_TIMEOUT_MS = 100_000;

/** @returns how many files there are @throws Error when there is none in time */
export async function findExportedFiles(aws: Aws, { outputs }: Deployed): Promise<number> {
  const { EventBucket: bucket } = outputs;
  if (bucket === undefined) throw new Error("the stack tells no bucket of events");
  const endMs = Date.now() + EXPORT_TIMEOUT_MS;
  for (;;) {
    const keys = await aws.listObjects(bucket, "events/");
    if (keys.length > 0) return keys.length;
    if (Date.now() > endMs) throw new Error(`${bucket} has no file below events/`);
    await wait(1000);
  }
}

export async function checkOwnIssuer(
  aws: Aws,
  { outputs, fetch }: Deployed,
  userPoolId: string | undefined,
  token: string,
): Promise<void> {
  const client = createClient({ baseUrl: outputs.BaseUrl, token, fetch });
  const { signIn } = await client.deployment();
  if (signIn.issuer !== OWN_ISSUER.IssuerUrl || signIn.clientId !== OWN_ISSUER.IssuerClientId)
    throw new Error(`the console is told to sign in at ${signIn.issuer} as ${signIn.clientId}`);
  await client.serviceAccounts.list({ limit: 1 });
  if (outputs.UserPoolId !== undefined) throw new Error("the stack still tells a user pool");
  await aws.callJson("cognito-idp", "AWSCognitoIdentityProviderService.DescribeUserPool", { UserPoolId: userPoolId });
}
