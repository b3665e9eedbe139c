import { createHash } from "node:crypto";

/** Where the stack pretends to be deployed. Every ARN and physical name is made from these. */
export const PARTITION = "aws";
export const REGION = "us-east-1";
export const ACCOUNT_ID = "000000000000";
export const URL_SUFFIX = "amazonaws.com";

export function formatArn(service: string, resource: string, { region = REGION, account = ACCOUNT_ID } = {}): string {
  return `arn:${PARTITION}:${service}:${region}:${account}:${resource}`;
}

/** An id as AWS would have made it, but the same at every start: `length` characters of a-z and 0-9. */
export function stableId(seed: string, length: number): string {
  return [...createHash("sha512").update(seed).digest()]
    .slice(0, length)
    .map((byte) => (byte % 36).toString(36))
    .join("");
}

export function stackArn(stackName: string): string {
  return formatArn("cloudformation", `stack/${stackName}/${stableId(stackName, 32)}`);
}
