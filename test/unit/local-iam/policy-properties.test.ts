import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPolicyEvaluator, type PolicyRequest } from "../../../local/iam/policy-evaluator.ts";
import { matchesWildcard } from "../../../local/iam/wildcard.ts";

const ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/";
const ACTIONS = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"];
const LEADING_KEYS = ["WS#1", "WS#2#AUDIT", "TOKEN#1", "SUBJECT#1"];
const PATTERNS = ["WS#*", "WS#*#AUDIT", "TOKEN#*", "*", "WS#1", "SUBJECT#?"];

const condition = fc.record(
  {
    "ForAllValues:StringLike": fc.record({
      "dynamodb:LeadingKeys": fc.uniqueArray(fc.constantFrom(...PATTERNS), { minLength: 1 }),
    }),
    StringEqualsIfExists: fc.record({ "dynamodb:ReturnValues": fc.constantFrom("NONE", "ALL_OLD") }),
    StringEquals: fc.record({ "dynamodb:Select": fc.constantFrom("COUNT", "ALL_ATTRIBUTES") }),
  },
  { requiredKeys: [] },
);
const statement = fc.record({
  Effect: fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
  Action: fc.uniqueArray(fc.constantFrom(...ACTIONS, "dynamodb:*", "dynamodb:Get*"), { minLength: 1 }),
  Resource: fc.uniqueArray(
    fc.constantFrom(`${ARN}Directory`, `${ARN}Catalogue`, `${ARN}*`, `${ARN}Directory/index/*`, "*"),
    { minLength: 1 },
  ),
  Condition: condition,
});
const statements = fc.array(statement, { maxLength: 5 });
const request: fc.Arbitrary<PolicyRequest> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  resource: fc.constantFrom(`${ARN}Directory`, `${ARN}Catalogue`, `${ARN}Directory/index/byOwner`),
  context: fc.record(
    {
      "dynamodb:LeadingKeys": fc.uniqueArray(fc.constantFrom(...LEADING_KEYS)),
      "dynamodb:ReturnValues": fc.constantFrom("NONE", "ALL_OLD", "ALL_NEW").map((value) => [value]),
      "dynamodb:Select": fc.constantFrom("COUNT", "ALL_ATTRIBUTES").map((value) => [value]),
    },
    { requiredKeys: [] },
  ),
});

const isAllowed = (policy: readonly unknown[], asked: PolicyRequest) =>
  createPolicyEvaluator(policy).decide(asked).isAllowed;

describe("properties of policies", () => {
  it("removing an Allow never allows more, and adding a Deny never does", () => {
    fc.assert(
      fc.property(statements, statement, fc.nat(), request, (policy, more, at, asked) => {
        const allows = policy.filter(({ Effect }) => Effect === "Allow");
        const removed = allows[at % Math.max(allows.length, 1)];
        fc.pre(removed !== undefined);
        const smaller = policy.filter((kept) => kept !== removed);
        if (isAllowed(smaller, asked)) expect(isAllowed(policy, asked)).toBe(true);
        if (isAllowed([...policy, { ...more, Effect: "Deny" }], asked)) expect(isAllowed(policy, asked)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("does not depend on the order of the statements", () => {
    fc.assert(
      fc.property(statements, request, (policy, asked) => {
        expect(isAllowed([...policy].reverse(), asked)).toBe(isAllowed(policy, asked));
      }),
    );
  });

  it("names exactly the statements that allow the request on their own", () => {
    fc.assert(
      fc.property(statements, request, (policy, asked) => {
        const decision = createPolicyEvaluator(policy).decide(asked);
        const alone = policy.flatMap((single, index) => (isAllowed([single], asked) ? [index] : []));
        if (decision.isAllowed) expect(decision.statementIndexes).toEqual(alone);
      }),
    );
  });

  it("more leading keys in a request never allow more", () => {
    fc.assert(
      fc.property(statements, request, fc.constantFrom(...LEADING_KEYS), (policy, asked, key) => {
        const allows = policy.filter(({ Effect }) => Effect === "Allow");
        const present = asked.context["dynamodb:LeadingKeys"] ?? [];
        const wider = { ...asked, context: { ...asked.context, "dynamodb:LeadingKeys": [...present, key] } };
        if (isAllowed(allows, wider)) expect(isAllowed(allows, asked)).toBe(true);
      }),
    );
  });

  it("matches wildcards as a regular expression would", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "#", "\n"), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "#", "*", "?"), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (wildcard, candidate) => {
        const expression = wildcard.replaceAll("*", "[^]*").replaceAll("?", "[^]");
        expect(matchesWildcard(wildcard, candidate)).toBe(new RegExp(`^${expression}$`).test(candidate));
      }),
      { numRuns: 5000 },
    );
  });

  it("matches hostile patterns in time", () => {
    const started = performance.now();
    expect(matchesWildcard(`${"*a".repeat(200)}b`, "a".repeat(2048))).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
