import { Validations } from "aws-cdk-lib";
import type { Construct } from "constructs";

/** A rule's id as the report prints it: of cdk-nag, IAM findings with their part in brackets; or of a file in `rules/`. */
type Finding = `AwsSolutions-${string}` | `Serverless-${string}` | `CloudFormation-Validate::${Uppercase<string>}`;

/**
 * Accepts one finding of the template checks on one construct. Written beside what it is about, so that whoever changes the one sees the other;
 * docs/rule-exceptions.md lists them all.
 *
 * @param reason why the rule's risk does not exist here, or is accepted
 */
export function acknowledge(construct: Construct, finding: Finding, reason: string): void {
  Validations.of(construct).acknowledge({ id: finding, reason });
}
