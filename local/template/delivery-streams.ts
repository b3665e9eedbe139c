import type { Json } from "./json.ts";
import { readRoleStatements } from "./policies.ts";
import type { Property } from "./property.ts";
import type { Stack } from "./stack.ts";

/** A delivery stream of Firehose that takes records from functions and writes them into a bucket. */
export interface LocalDeliveryStream {
  readonly name: string;
  readonly arn: string;
  readonly bucketArn: string;
  /** With `!{timestamp:yyyy-MM-dd}` for the UTC day. */
  readonly prefix: string;
  readonly fileExtension: string;
  /** Firehose's role, and what it may do. */
  readonly roleName: string;
  readonly statements: readonly Json[];
}

/** @throws TemplateError for another source or destination, and for files that are not compressed with gzip */
export function readDeliveryStreams(stack: Stack): LocalDeliveryStream[] {
  const roles = new Map(stack.ofType("AWS::IAM::Role").map((role) => [role.attributes.Arn, role]));
  return stack.ofType("AWS::KinesisFirehose::DeliveryStream").map(({ ref, attributes, properties }) => {
    const type = properties.get("DeliveryStreamType");
    if (type.string() !== "DirectPut") type.fail("must be DirectPut");
    const destination = properties.get("ExtendedS3DestinationConfiguration");
    const format = destination.get("CompressionFormat");
    if (format.string() !== "GZIP") format.fail("must be GZIP");
    const roleArn = destination.get("RoleARN");
    const role = roles.get(roleArn.string()) ?? roleArn.fail("is not a role of this stack");
    return {
      name: ref,
      arn: attributes.Arn ?? ref,
      bucketArn: destination.get("BucketARN").string(),
      prefix: readPrefix(destination.get("Prefix")),
      fileExtension: destination.find("FileExtension")?.string() ?? ".gz",
      roleName: role.ref,
      statements: readRoleStatements(stack, role),
    };
  });
}

/** Replaced by `local/firehose`. */
export const DAY_EXPRESSION = "!{timestamp:yyyy-MM-dd}";

function readPrefix(prefix: Property): string {
  const text = prefix.string();
  return text.replaceAll(DAY_EXPRESSION, "").includes("!{")
    ? prefix.fail(`is ${text}; the local runner implements ${DAY_EXPRESSION} only`)
    : text;
}
