import { accessDenied, invalidArgument, S3Error } from "./s3-error.ts";

/** Fields of a form by name in lower case, without the file. */
export type FormFields = ReadonlyMap<string, string>;

/** Fields that no condition is about. */
const UNCONDITIONED = new Set(["policy", "x-amz-signature"]);

/**
 * Holds a form against its policy, whose signature has been checked: not expired, every condition holds, and every field has a condition.
 * @throws S3Error
 */
export function assertPolicy(policyText: string, fields: FormFields, fileBytes: number, nowEpochMs: number): void {
  const { expiration, conditions } = parsePolicy(policyText);
  if (!(Date.parse(expiration) > nowEpochMs)) throw accessDenied("Invalid according to Policy: Policy expired.");
  const covered = new Set<string>();
  for (const condition of conditions.flatMap(readCondition)) {
    if (condition.operator === "content-length-range") {
      const { min, max } = condition;
      if (fileBytes < min)
        throw new S3Error(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
      if (fileBytes > max)
        throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
      continue;
    }
    const { operator, field, value } = condition;
    const given = fields.get(field);
    const holds = operator === "eq" ? given === value : (given?.startsWith(value) ?? false);
    if (!holds)
      throw accessDenied(
        `Invalid according to Policy: Policy Condition failed: ${JSON.stringify([operator, `$${field}`, value])}`,
      );
    covered.add(field);
  }
  const extra = [...fields.keys()].find((name) => !covered.has(name) && !UNCONDITIONED.has(name));
  if (extra !== undefined) throw accessDenied(`Invalid according to Policy: Extra input fields: ${extra}`);
}

type Condition =
  | { readonly operator: "eq" | "starts-with"; readonly field: string; readonly value: string }
  | { readonly operator: "content-length-range"; readonly min: number; readonly max: number };

function parsePolicy(text: string): { readonly expiration: string; readonly conditions: readonly unknown[] } {
  const invalid = new S3Error(
    400,
    "InvalidPolicyDocument",
    "Invalid Policy: it must be JSON with an expiration and conditions",
  );
  let policy: unknown;
  try {
    policy = JSON.parse(Buffer.from(text, "base64").toString());
  } catch {
    throw invalid;
  }
  if (typeof policy !== "object" || policy === null || !("expiration" in policy) || !("conditions" in policy))
    throw invalid;
  const { expiration, conditions } = policy;
  if (typeof expiration !== "string" || !Array.isArray(conditions)) throw invalid;
  return { expiration, conditions };
}

/** `{ "key": "a" }`, `["eq", "$key", "a"]`, `["starts-with", "$key", "a"]` or `["content-length-range", 1, 10]`. */
function readCondition(condition: unknown): Condition[] {
  if (Array.isArray(condition)) {
    const [operator, first, second]: readonly unknown[] = condition;
    if (operator === "content-length-range" && Number.isInteger(first) && Number.isInteger(second)) {
      return [{ operator, min: Number(first), max: Number(second) }];
    }
    if ((operator === "eq" || operator === "starts-with") && typeof first === "string" && typeof second === "string") {
      return [{ operator, field: first.replace(/^\$/, "").toLowerCase(), value: second }];
    }
  } else if (typeof condition === "object" && condition !== null) {
    return Object.entries(condition).map(([name, value]) => {
      if (typeof value !== "string") throw invalidArgument("A condition of the policy is not a text");
      return { operator: "eq", field: name.toLowerCase(), value };
    });
  }
  throw new S3Error(400, "InvalidPolicyDocument", "Invalid Policy: a condition that the local S3 does not know");
}
