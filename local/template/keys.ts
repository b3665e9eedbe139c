import type { Stack } from "./stack.ts";

/** The kinds of keys that the local KMS has, and what each is for. */
const USAGES = { SYMMETRIC_DEFAULT: "ENCRYPT_DECRYPT", ECC_NIST_P256: "SIGN_VERIFY" } as const;
export type KeySpec = keyof typeof USAGES;

/** A KMS key: for symmetric encryption, or for signatures on P-256. */
export interface LocalKey {
  readonly arn: string;
  readonly spec: KeySpec;
}

/** @throws TemplateError for a key of another kind, and for a key policy that does not leave everything to the policies of roles */
export function readKeys(stack: Stack): LocalKey[] {
  return stack.ofType("AWS::KMS::Key").map(({ properties, attributes, ref }) => {
    const spec = properties.find("KeySpec")?.string() ?? "SYMMETRIC_DEFAULT";
    if (!isKeySpec(spec)) return properties.get("KeySpec").fail(`must be one of ${Object.keys(USAGES).join(", ")}`);
    const usage = properties.find("KeyUsage")?.string() ?? "ENCRYPT_DECRYPT";
    if (usage !== USAGES[spec]) properties.fail(`must have the KeyUsage ${USAGES[spec]}`);
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
    return { arn: attributes.Arn ?? ref, spec };
  });
}

function isKeySpec(text: string): text is KeySpec {
  return Object.hasOwn(USAGES, text);
}
