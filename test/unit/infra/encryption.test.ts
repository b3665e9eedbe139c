import { describe, expect, it } from "vitest";
import { DEPLOYED_FUNCTION_NAMES } from "../../../infra/deployed-functions.ts";
import { KEY_GRANTS } from "../../../infra/grants.ts";
import { at, functionsOf, resourcesOf, statementsOf, synthesizeApp } from "./template.ts";

const template = synthesizeApp();
const functions = functionsOf(template);
const [key] = resourcesOf(template, "AWS::KMS::Key");

describe("the secrets' key", () => {
  it("is the only one that encrypts, is renewed every year, outlives the stack, and takes as long as possible to be deleted", () => {
    const others = resourcesOf(template, "AWS::KMS::Key").filter(({ id }) => id !== key?.id);
    expect(others.map(({ Properties }) => Properties.KeyUsage)).toEqual(["SIGN_VERIFY"]);
    expect(key).toMatchObject({
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: { EnableKeyRotation: true, PendingWindowInDays: 30 },
    });
  });

  it("keeps its logical id, because another one would be a new key that decrypts nothing", () => {
    expect(key?.id).toBe("LatchkeySecretsKey6E2F1EAA");
  });

  it("has a name that two stacks in one account do not both want", () => {
    const [alias] = resourcesOf(template, "AWS::KMS::Alias");
    expect(alias?.Properties).toMatchObject({ AliasName: "alias/latchkey/Latchkey" });
  });

  it("is left to the account, so that the policies of roles alone say who may use it", () => {
    expect(at(key?.Properties, "KeyPolicy", "Statement")).toEqual([
      {
        Effect: "Allow",
        Action: "kms:*",
        Resource: "*",
        Principal: {
          AWS: { "Fn::Join": ["", ["arn:", { Ref: "AWS::Partition" }, ":iam::", { Ref: "AWS::AccountId" }, ":root"]] },
        },
      },
    ]);
  });
});

describe("a function's role", () => {
  const keyStatements = DEPLOYED_FUNCTION_NAMES.flatMap((name) => {
    const role = functions.get(name)?.role;
    const statements = role === undefined ? [] : statementsOf(role);
    return (
      statements
        // What the key of quotes is for: see quote-key.test.ts.
        .filter(({ actions }) => actions.some((action) => /^kms:(?!Sign$|GetPublicKey$)/.test(action)))
        .map((statement) => ({ name, ...statement }))
    );
  });

  it("names the key in the roles of functions with a grant only, which are told its ARN", () => {
    expect([...new Set(keyStatements.map(({ name }) => name))].sort()).toEqual(Object.keys(KEY_GRANTS).sort());
    const told = [...functions].filter(([, { properties }]) => JSON.stringify(properties).includes("SECRETS_KEY_ARN"));
    expect(told.map(([name]) => name).sort()).toEqual(Object.keys(KEY_GRANTS).sort());
  });

  it.each(keyStatements)("allows one action, for secrets of one kind: $name $sid", ({ name, ...statement }) => {
    const context = KEY_GRANTS[name]?.context ?? {};
    expect(statement).toEqual({
      sid: expect.stringMatching(/^(Encrypt|Decrypt)Secrets$/),
      effect: "Allow",
      actions: [`kms:${statement.sid.replace("Secrets", "")}`],
      resource: { "Fn::GetAtt": [key?.id, "Arn"] },
      condition: {
        StringLike: Object.fromEntries(
          Object.entries(context).map(([part, pattern]) => [`kms:EncryptionContext:${part}`, pattern]),
        ),
        "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": Object.keys(context) },
      },
    });
    expect(context.workspaceId).toMatch(/^ws_\?{12}$/);
    expect(Object.keys(context)).toHaveLength(2);
  });

  it("lets no two functions reach each other's secrets but those that have the same kind in common", () => {
    const kinds = Object.entries(KEY_GRANTS).map(([name, { context }]) => [name, Object.keys(context)[1]]);
    expect(kinds.filter(([, kind]) => kind === "tokenId")).toEqual([["services", "tokenId"]]);
  });
});
