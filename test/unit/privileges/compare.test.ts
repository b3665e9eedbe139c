import { describe, expect, it } from "vitest";
import { createDynamoDbAuthorizer } from "../../../local/iam/dynamodb-authorizer.ts";
import type { PolicyRequest } from "../../../local/iam/policy-evaluator.ts";
import { type Comparison, compare, isLeastPrivilege } from "../../../privileges/compare.ts";
import type { NotExercised } from "../../../privileges/not-exercised.ts";
import { createRecording } from "../../../privileges/recording.ts";
import { formatFindings } from "../../../privileges/report.ts";

const TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/Directory";
const LOG = "arn:aws:logs:eu-west-1:123456789012:log-group:tokens:*";
const statement = (action: string, keys: readonly string[], more: object = {}) => ({
  Effect: "Allow",
  Action: `dynamodb:${action}`,
  Resource: TABLE,
  Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": keys }, ...more },
});
const READ = statement("GetItem", ["TOKEN#*", "WS#*"]);
const WRITE_LOGS = { Effect: "Allow", Action: ["logs:PutLogEvents"], Resource: LOG };
const LOGS: NotExercised = { role: "*", actions: ["logs:PutLogEvents"], reason: "goes to a file" };

const call = (action: string, key: string, more: PolicyRequest["context"] = {}): PolicyRequest => ({
  action: `dynamodb:${action}`,
  resource: TABLE,
  context: { "dynamodb:LeadingKeys": [key], ...more },
});

/** What is found when calls are made under some policies, and compared with those of the template. */
function run(
  granted: readonly object[],
  calls: readonly PolicyRequest[],
  { template = granted, reasons = [] }: { template?: readonly object[]; reasons?: readonly NotExercised[] } = {},
): Comparison {
  const authorizer = createDynamoDbAuthorizer({
    roles: new Map([["KEY1", { roleName: "Stack-TokensRole", statements: granted }]]),
    tableArns: new Map([["Directory", TABLE]]),
    administrativeAccessKeyId: "ADMIN",
  });
  for (const part of calls) authorizer.judge({ accessKeyId: "KEY1", operation: "GetItem" }, [part]);
  return compare({
    roles: [{ roleName: "Stack-TokensRole", label: "Tokens", statements: JSON.parse(JSON.stringify(template)) }],
    recordings: authorizer.roleUses().map(createRecording),
    reasons,
  });
}
const findings = (comparison: Comparison) => formatFindings(comparison, (arn) => arn.slice(arn.lastIndexOf("/") + 1));
const BOTH = [call("GetItem", "TOKEN#1"), call("GetItem", "WS#1")];

describe("the comparison of what is granted with what calls needed", () => {
  it("finds nothing when each entry of each list was needed", () => {
    const comparison = run([READ], BOTH);
    expect(findings(comparison)).toEqual([]);
    expect(isLeastPrivilege(comparison)).toBe(true);
  });

  it("finds a statement that no call needed", () => {
    const comparison = run([READ, statement("DeleteItem", ["TOKEN#*"])], BOTH);
    expect(findings(comparison)).toEqual([
      "unused   Tokens: dynamodb:DeleteItem on Directory, dynamodb:LeadingKeys TOKEN#*",
    ]);
    expect(isLeastPrivilege(comparison)).toBe(false);
  });

  it("finds a key pattern that no call needed", () => {
    expect(findings(run([READ], [call("GetItem", "TOKEN#1")]))).toEqual([
      "unused   Tokens: dynamodb:GetItem on Directory, dynamodb:LeadingKeys WS#*",
    ]);
  });

  it("finds an attribute that no call named", () => {
    const attributes = { "ForAllValues:StringEquals": { "dynamodb:Attributes": ["pk", "lastUsedAt"] } };
    const calls = [call("UpdateItem", "TOKEN#1", { "dynamodb:Attributes": ["pk"] })];
    expect(findings(run([statement("UpdateItem", ["TOKEN#*"], attributes)], calls))).toEqual([
      "unused   Tokens: dynamodb:UpdateItem on Directory, dynamodb:Attributes lastUsedAt",
    ]);
  });

  it("finds what another entry or another statement allows as well", () => {
    const wider = run([statement("GetItem", ["TOKEN#*", "TOKEN#1*"])], [call("GetItem", "TOKEN#1")]);
    expect(findings(wider)).toHaveLength(2);
    expect(findings(run([READ, statement("GetItem", ["TOKEN#*"])], BOTH))).toEqual([
      "unused   Tokens: dynamodb:GetItem on Directory, dynamodb:LeadingKeys TOKEN#*",
      "unused   Tokens: dynamodb:GetItem on Directory, dynamodb:LeadingKeys TOKEN#*",
    ]);
  });

  it("finds a grant that is missing, with the key that was asked for", () => {
    const comparison = run([READ], [...BOTH, call("PutItem", "TOKEN#1")]);
    expect(findings(comparison)).toEqual([
      "missing  Tokens: dynamodb:PutItem on Directory, dynamodb:LeadingKeys TOKEN#1",
    ]);
    expect(isLeastPrivilege(comparison)).toBe(false);
  });

  it("takes nothing from platforms whose role had other policies", () => {
    const comparison = run([], BOTH, { template: [READ] });
    expect(comparison.otherPolicies).toEqual(["Stack-TokensRole"]);
    expect(comparison.roles.flatMap(({ missing }) => missing)).toEqual([]);
    expect(findings(comparison)).toHaveLength(2);
  });
});

describe("a reason why something is not exercised", () => {
  it("stands for what it names", () => {
    const comparison = run([READ, WRITE_LOGS], BOTH, { reasons: [LOGS] });
    expect(findings(comparison)).toEqual([]);
    expect(comparison.roles[0]?.notExercised.map(({ reason }) => reason)).toEqual(["goes to a file"]);
  });

  it("is stale when what it names is used after all", () => {
    const use = { action: "logs:PutLogEvents", resource: LOG, context: {} };
    const comparison = run([READ, WRITE_LOGS], [...BOTH, use], { reasons: [LOGS] });
    expect(findings(comparison)).toEqual(['stale    "goes to a file": logs:PutLogEvents of * is used by Tokens']);
    expect(isLeastPrivilege(comparison)).toBe(false);
  });

  it("is stale when nobody is granted what it names", () => {
    expect(findings(run([READ], BOTH, { reasons: [LOGS] }))).toEqual([
      'stale    "goes to a file": logs:PutLogEvents of * is granted to nobody',
    ]);
  });
});
