import type { Stack } from "./stack.ts";

/** A KMS key for symmetric encryption. */
export interface LocalKey {
  readonly arn: string;
}

/** @throws TemplateError for a key of another kind, and for a key policy that does not leave everything to the policies of roles */
export function readKeys(stack: Stack): LocalKey[] {
  return stack.ofType("AWS::KMS::Key").map(({ properties, attributes, ref }) => {
    const spec = properties.find("KeySpec");
    if (spec !== undefined && spec.string() !== "SYMMETRIC_DEFAULT") spec.fail("must be SYMMETRIC_DEFAULT");
    const policy = properties.get("KeyPolicy");
    const [statement, ...others] = policy.get("Statement").items();
    const leavesItToRoles =
      statement !== undefined &&
      others.length === 0 &&
      statement.get("Effect").string() === "Allow" &&
      statement.get("Action").string() === "kms:*" &&
      statement.get("Resource").string() === "*" &&
      statement.get("Principal").get("AWS").string().endsWith(":root");
    if (!leavesItToRoles)
      policy.fail("must give the key to the account and to nobody else: the local KMS asks roles only");
    policy.get("Version").string();
    return { arn: attributes.Arn ?? ref };
  });
}
