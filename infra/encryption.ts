import { Duration, type RemovalPolicy, Stack } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";

/**
 * The key that secrets are encrypted with which must be shown or used again, such as service tokens. AWS makes new key material every
 * year and keeps the old, so that what was encrypted once can always be decrypted. Whoever deletes the key loses these secrets.
 */
export function createSecretsKey(scope: Construct, removalPolicy: RemovalPolicy): Key {
  return new Key(scope, "SecretsKey", {
    description: "Latchkey: secrets that must be shown or used again",
    // For people: functions name the key by its ARN.
    alias: `latchkey/${Stack.of(scope).stackName}`,
    enableKeyRotation: true,
    // The longest time that AWS gives to notice a deletion.
    pendingWindow: Duration.days(30),
    removalPolicy,
  });
}
