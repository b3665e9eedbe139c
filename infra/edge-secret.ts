import type { SecretValue } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";

/**
 * What CloudFront shows to the API, so that the authorizer believes what it says about the caller's address. Made when the stack is deployed;
 * the template holds a reference, and only CloudFront's origin settings and the authorizer's environment hold the value.
 */
export function createEdgeSecret(scope: Construct): SecretValue {
  const secret = new Secret(scope, "EdgeSecret", {
    description: "Latchkey: proves to the authorizer that a request came through CloudFront",
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
  });
  acknowledge(
    secret,
    "AwsSolutions-SMG4",
    "It opens nothing: who knows it can only pretend another caller address. Replacing the resource replaces it everywhere at once; a rotation by itself would not reach CloudFront.",
  );
  return secret.secretValue;
}
