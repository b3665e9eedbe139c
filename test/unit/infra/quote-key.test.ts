import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";
import {
  at,
  functionsOf,
  resourcesOf,
  statementsOf,
  synthesizeApp,
  synthesizeConstruct,
  type Template,
} from "./template.ts";

const template = synthesizeApp();
const EARLIER = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const keyOf = (from: Template) => {
  const keys = resourcesOf(from, "AWS::KMS::Key").filter(({ Properties }) => Properties.KeyUsage === "SIGN_VERIFY");
  if (keys.length !== 1) throw new Error(`there are ${keys.length} keys that sign`);
  return keys[0];
};
const quotesOf = (from: Template) => {
  const found = functionsOf(from).get("quotes");
  if (found === undefined) throw new Error("there is no function for quotes");
  return found;
};
const settingsOf = (from: Template) => at(quotesOf(from).properties, "Environment", "Variables");
const statementOf = (from: Template, sid: string) => statementsOf(quotesOf(from).role).find((each) => each.sid === sid);

describe("the quotes' key", () => {
  const key = keyOf(template);

  it("signs on P-256 and does nothing else, outlives the stack, and takes as long as possible to be deleted", () => {
    expect(key).toMatchObject({
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        KeySpec: "ECC_NIST_P256",
        KeyUsage: "SIGN_VERIFY",
        PendingWindowInDays: 30,
      },
    });
    // KMS refuses to create a key pair that is to be renewed.
    expect(key?.Properties).not.toHaveProperty("EnableKeyRotation");
  });

  it("keeps its logical id, because another one would be a new key that vouches for no quote of before", () => {
    expect(key?.id).toBe("LatchkeyQuoteKeyCD9EA58F");
  });

  it("is left to the account, so that the policies of roles alone say who may use it", () => {
    const [secretsKey] = resourcesOf(template, "AWS::KMS::Key");
    expect(key?.Properties.KeyPolicy).toEqual(secretsKey?.Properties.KeyPolicy);
  });

  it("signs digests with ES256 for one function, which may also read its public half", () => {
    expect(statementOf(template, "SignQuotes")).toEqual({
      sid: "SignQuotes",
      effect: "Allow",
      actions: ["kms:Sign"],
      resource: { "Fn::GetAtt": [key?.id, "Arn"] },
      condition: { StringEquals: { "kms:SigningAlgorithm": "ECDSA_SHA_256", "kms:MessageType": "DIGEST" } },
    });
    expect(statementOf(template, "GetPublicKeyOfQuotes")).toEqual({
      sid: "GetPublicKeyOfQuotes",
      effect: "Allow",
      actions: ["kms:GetPublicKey"],
      resource: { "Fn::GetAtt": [key?.id, "Arn"] },
      condition: undefined,
    });
    const users = [...functionsOf(template)].filter(([, { role, properties }]) =>
      JSON.stringify([role, properties]).includes(String(key?.id)),
    );
    expect(users.map(([name]) => name)).toEqual(["quotes"]);
  });
});

describe("the function that signs quotes", () => {
  it("is told its key, how long a quote holds, and where the deployment is", () => {
    const distribution = resourcesOf(template, "AWS::CloudFront::Distribution")[0]?.id;
    expect(settingsOf(template)).toMatchObject({
      QUOTE_KEY_ARN: { "Fn::GetAtt": [keyOf(template)?.id, "Arn"] },
      EARLIER_QUOTE_KEY_ARNS: "none",
      QUOTE_LIFETIME_SECONDS: "86400",
      BASE_URL: { "Fn::Join": ["", ["https://", { "Fn::GetAtt": [distribution, "DomainName"] }]] },
    });
  });

  it("makes no circle: it waits for the distribution, which waits for no function", () => {
    const waitsFor = new Map(
      Object.entries(template.Resources).map(([id, resource]) => [id, referencesIn(resource, template)]),
    );
    const reached = new Set<string>();
    const walk = (id: string): void => {
      for (const next of waitsFor.get(id) ?? []) {
        if (reached.has(next)) continue;
        reached.add(next);
        walk(next);
      }
    };
    walk(resourcesOf(template, "AWS::CloudFront::Distribution")[0]?.id ?? "");
    expect(reached.size).toBeGreaterThan(3);
    expect([...reached].filter((id) => template.Resources[id]?.Type === "AWS::Lambda::Function")).toEqual([]);
  });
});

describe("another generation of the key", () => {
  const next = synthesizeConstruct(() => ({ quoteKeyGeneration: 2, earlierQuoteKeyArns: [EARLIER] }));

  it("is another key, with a name that the former one does not have", () => {
    expect(keyOf(next)?.id).toMatch(/^LatchkeyQuoteKey2/);
    const names = resourcesOf(next, "AWS::KMS::Alias").map(({ Properties }) => Properties.AliasName);
    expect(names).toContain("alias/latchkey/Mine/quotes-2");
  });

  it("signs alone, while the public half of the former one is still read", () => {
    const arn = { "Fn::GetAtt": [keyOf(next)?.id, "Arn"] };
    expect(statementOf(next, "SignQuotes")?.resource).toEqual(arn);
    expect(statementOf(next, "GetPublicKeyOfQuotes")?.resource).toEqual([EARLIER, arn]);
    expect(settingsOf(next)).toMatchObject({ QUOTE_KEY_ARN: arn, EARLIER_QUOTE_KEY_ARNS: EARLIER });
  });
});

it("takes another lifetime, and goes with the stack when that is wanted", () => {
  const other = synthesizeConstruct(() => ({ quoteLifetimeSeconds: 60, removalPolicy: RemovalPolicy.DESTROY }));
  expect(settingsOf(other)).toMatchObject({ QUOTE_LIFETIME_SECONDS: "60" });
  expect(keyOf(other)?.DeletionPolicy).toBe("Delete");
});

it.each([0, 59, 2_592_001, 60.5, Number.NaN])("refuses quotes that hold for %d seconds, and says why", (seconds) => {
  expect(() => synthesizeConstruct(() => ({ quoteLifetimeSeconds: seconds }))).toThrow(/cannot be taken back/);
});

it("takes the shortest and the longest lifetime", () => {
  for (const quoteLifetimeSeconds of [60, 2_592_000]) synthesizeConstruct(() => ({ quoteLifetimeSeconds }));
});

it.each([0, -1, 1.5])("refuses the generation %d", (quoteKeyGeneration) => {
  expect(() => synthesizeConstruct(() => ({ quoteKeyGeneration }))).toThrow("quoteKeyGeneration");
});

it.each([
  "alias/latchkey",
  "arn:aws:kms:eu-central-1:111122223333:alias/latchkey",
  "arn:aws:s3:::bucket",
  `${EARLIER},x`,
])("refuses %s as an earlier key", (arn) => {
  expect(() => synthesizeConstruct(() => ({ earlierQuoteKeyArns: [arn] }))).toThrow("earlierQuoteKeyArns");
});

it("takes an earlier key that is known at deployment only", () => {
  const other = synthesizeConstruct((scope) => ({
    earlierQuoteKeyArns: [Stack.of(scope).formatArn({ service: "kms", resource: "key", resourceName: "x" })],
  }));
  expect(JSON.stringify(settingsOf(other))).toContain("AWS::AccountId");
});

/** Ids of resources that a part of the template names. */
function referencesIn(part: unknown, { Resources }: Template): readonly string[] {
  const named: string[] = [];
  JSON.stringify(part, (key, value: unknown) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (key === "Ref" || key === "DependsOn") named.push(...list.map(String));
    if (key === "Fn::GetAtt") named.push(String(list[0]).split(".")[0] ?? "");
    if (key === "Fn::Sub") named.push(...[...String(list[0]).matchAll(/\$\{(\w+)/g)].map(([, id = ""]) => id));
    return value;
  });
  return named.filter((id) => id in Resources);
}
