import { describe, expect, it } from "vitest";
import { createPolicyEvaluator, type PolicyRequest } from "../../../local/iam/policy-evaluator.ts";

const TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/Directory";

const allow = (more: object = {}) => ({ Effect: "Allow", Action: "dynamodb:GetItem", Resource: TABLE, ...more });
const deny = (more: object = {}) => ({ ...allow(more), Effect: "Deny" });
const request = (more: Partial<PolicyRequest> = {}): PolicyRequest => ({
  action: "dynamodb:GetItem",
  resource: TABLE,
  context: {},
  ...more,
});
const isAllowed = (statements: readonly unknown[], asked: PolicyRequest) =>
  createPolicyEvaluator(statements).decide(asked).isAllowed;

describe("decide", () => {
  it("refuses without any statement", () => {
    expect(createPolicyEvaluator([]).decide(request())).toEqual({ isAllowed: false, reason: "no_allow" });
  });

  it("names every statement that allows", () => {
    const evaluator = createPolicyEvaluator([
      allow({ Action: "dynamodb:PutItem" }),
      allow(),
      allow({ Action: "dynamodb:*" }),
    ]);
    expect(evaluator.decide(request())).toEqual({ isAllowed: true, statementIndexes: [1, 2] });
  });

  it("lets a Deny win over every Allow, wherever it stands, and names it", () => {
    const decision = { isAllowed: false, reason: "explicit_deny" };
    expect(createPolicyEvaluator([allow(), deny()]).decide(request())).toEqual({ ...decision, statementIndex: 1 });
    expect(createPolicyEvaluator([deny(), allow()]).decide(request())).toEqual({ ...decision, statementIndex: 0 });
  });

  it("ignores a Deny whose condition does not hold", () => {
    const statements = [allow(), deny({ Condition: { StringEquals: { "dynamodb:Select": "ALL_ATTRIBUTES" } } })];
    expect(isAllowed(statements, request())).toBe(true);
    expect(isAllowed(statements, request({ context: { "dynamodb:Select": ["ALL_ATTRIBUTES"] } }))).toBe(false);
  });
});

describe("actions", () => {
  it.each([
    ["dynamodb:GetItem", true],
    ["dynamodb:getitem", true],
    ["dynamodb:Get*", true],
    ["dynamodb:*", true],
    ["*", true],
    ["dynamodb:GetItem2", false],
    ["dynamodb:Get", false],
    ["dynamodb:BatchGetItem", false],
    ["s3:*", false],
  ])("%s covers dynamodb:GetItem: %s", (Action, expected) => {
    expect(isAllowed([allow({ Action })], request())).toBe(expected);
  });

  it("covers each of a list", () => {
    expect(isAllowed([allow({ Action: ["dynamodb:Query", "dynamodb:GetItem"] })], request())).toBe(true);
  });
});

describe("resources", () => {
  it.each([
    [TABLE, true],
    ["*", true],
    ["arn:aws:dynamodb:us-east-1:000000000000:table/*", true],
    ["arn:aws:dynamodb:*:*:table/Directory", true],
    ["arn:aws:dynamodb:us-east-1:000000000000:table/Director?", true],
    ["arn:aws:dynamodb:us-east-1:000000000000:table/directory", false],
    ["arn:aws:dynamodb:us-east-1:000000000000:table/Directory/index/*", false],
    ["arn:aws:dynamodb:us-east-1:111111111111:table/Directory", false],
    ["arn:aws:s3:us-east-1:000000000000:table/Directory", false],
  ])("%s covers the table: %s", (Resource, expected) => {
    expect(isAllowed([allow({ Resource })], request())).toBe(expected);
  });

  it("keeps a table apart from its indexes, unless the star covers both", () => {
    const index = request({ resource: `${TABLE}/index/byOwner` });
    expect(isAllowed([allow()], index)).toBe(false);
    expect(isAllowed([allow({ Resource: `${TABLE}/index/byOwner` })], index)).toBe(true);
    expect(isAllowed([allow({ Resource: `${TABLE}*` })], index)).toBe(true);
  });

  it("keeps a star within its part of the ARN", () => {
    const Resource = "arn:aws:dynamodb:us-*:table/Directory:x:y";
    expect(isAllowed([allow({ Resource })], request({ resource: "arn:aws:dynamodb:us-1:2:table/Directory:x:y" }))).toBe(
      false,
    );
  });
});

describe("conditions", () => {
  const keys = (...values: string[]) => request({ context: { "dynamodb:LeadingKeys": values } });
  const returning = (value?: string) =>
    request({ context: value === undefined ? {} : { "dynamodb:ReturnValues": [value] } });

  it.each([
    [["TOKEN#1"], true],
    [["TOKEN#1", "SUBJECT#x"], true],
    [["TOKEN#"], true],
    [[], true],
    [["TOKEN#1", "WS#1"], false],
    [["token#1"], false],
    [["XTOKEN#1"], false],
  ])("ForAllValues:StringLike holds for %j: %s", (values, expected) => {
    const Condition = { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["TOKEN#*", "SUBJECT#?"] } };
    expect(isAllowed([allow({ Condition })], keys(...values))).toBe(expected);
  });

  it("ForAllValues holds when the request does not have the key, as in AWS", () => {
    const Condition = { "ForAllValues:StringEquals": { "dynamodb:Attributes": ["pk"] } };
    expect(isAllowed([allow({ Condition })], request())).toBe(true);
  });

  it("takes a star literally in StringEquals", () => {
    const Condition = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "WS#*" } };
    expect(isAllowed([allow({ Condition })], keys("WS#1"))).toBe(false);
    expect(isAllowed([allow({ Condition })], keys("WS#*"))).toBe(true);
  });

  it.each([
    ["StringEquals", "NONE", true],
    ["StringEquals", "ALL_OLD", false],
    ["StringEquals", undefined, false],
    ["StringEqualsIfExists", "NONE", true],
    ["StringEqualsIfExists", "ALL_OLD", false],
    ["StringEqualsIfExists", undefined, true],
    ["StringLike", "NONE", true],
    ["StringLike", undefined, false],
  ])("%s NONE holds for %s: %s", (operator, value, expected) => {
    const Condition = { [operator]: { "dynamodb:ReturnValues": "NONE" } };
    expect(isAllowed([allow({ Condition })], returning(value))).toBe(expected);
  });

  it("wants all operators and keys, and one of the values", () => {
    const Condition = {
      "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["WS#*", "TOKEN#*"] },
      StringEqualsIfExists: { "dynamodb:ReturnValues": "NONE", "dynamodb:Select": "SPECIFIC_ATTRIBUTES" },
    };
    const context = { "dynamodb:LeadingKeys": ["WS#1"], "dynamodb:ReturnValues": ["NONE"] };
    expect(isAllowed([allow({ Condition })], request({ context }))).toBe(true);
    expect(isAllowed([allow({ Condition })], request({ context: { ...context, "dynamodb:LeadingKeys": ["X"] } }))).toBe(
      false,
    );
    expect(isAllowed([allow({ Condition })], request({ context: { ...context, "dynamodb:Select": ["COUNT"] } }))).toBe(
      false,
    );
  });
});

describe("what cannot be evaluated is refused when it is loaded", () => {
  it.each([
    ["NotAction", allow({ NotAction: "dynamodb:Scan" }), "NotAction"],
    ["NotResource", allow({ NotResource: TABLE }), "NotResource"],
    ["a principal", allow({ Principal: "*" }), "Principal"],
    ["a missing effect", { Action: "dynamodb:GetItem", Resource: TABLE }, "Effect"],
    ["another effect", allow({ Effect: "allow" }), "Effect"],
    ["no action", allow({ Action: undefined }), "Action"],
    ["an empty list of actions", allow({ Action: [] }), "empty"],
    ["a star inside an action", allow({ Action: "dynamodb:*Item" }), "trailing *"],
    ["an action without service", allow({ Action: "GetItem" }), "trailing *"],
    ["an intrinsic function", allow({ Resource: { "Fn::GetAtt": ["T", "Arn"] } }), "string"],
    ["a resource that is no ARN", allow({ Resource: "Directory" }), "ARN"],
    ["an unknown operator", allow({ Condition: { StringNotEquals: { "dynamodb:Select": "x" } } }), "StringNotEquals"],
    ["ForAnyValue", allow({ Condition: { "ForAnyValue:StringLike": { "dynamodb:LeadingKeys": "x" } } }), "ForAnyValue"],
    ["an unknown key", allow({ Condition: { StringEquals: { "aws:SourceIp": "x" } } }), "aws:SourceIp"],
    ["a key in another case", allow({ Condition: { StringEquals: { "dynamodb:select": "x" } } }), "dynamodb:select"],
    [
      "a set operator on a single value",
      allow({ Condition: { "ForAllValues:StringLike": { "dynamodb:Select": "x" } } }),
      "AWS does not define",
    ],
    [
      "no set operator on several values",
      allow({ Condition: { StringLike: { "dynamodb:LeadingKeys": "x" } } }),
      "AWS does not define",
    ],
    [
      "a policy variable",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how a policy writes a variable
      allow({ Condition: { StringEquals: { "dynamodb:Select": "${aws:username}" } } }),
      "policy variable",
    ],
    ["no object", "Allow", "object"],
    ["null", null, "object"],
  ])("%s", (_name, statement, message) => {
    expect(() => createPolicyEvaluator([allow(), statement])).toThrow(message);
  });
});
