import { Validations } from "aws-cdk-lib";
import type { Construct } from "constructs";

/**
 * Accepts one finding of cdk-nag on one construct. Written beside what it is about, so that whoever changes the one sees
 * the other.
 *
 * @param finding rule id as cdk-nag prints it; IAM findings with their part in brackets
 * @param reason why the rule's risk does not exist here, or is accepted
 */
export function acknowledge(construct: Construct, finding: `AwsSolutions-${string}`, reason: string): void {
  Validations.of(construct).acknowledge({ id: finding, reason });
}
