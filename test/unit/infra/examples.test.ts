import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFeatureFlags } from "../../../infra/feature-flags.ts";
import { REPOSITORY } from "../architecture/module-graph.ts";
import { at, propertiesOf, type Resource, resourcesOf, type Template } from "./template.ts";

/** Each example is run, and what it is there to show is looked for in what it makes. */
const EXAMPLES = ["default", "custom-domain", "own-issuer", "embedded", "stages"] as const;
type Example = (typeof EXAMPLES)[number];

const folder = mkdtempSync(join(tmpdir(), "latchkey-examples-"));
const run = promisify(execFile);

beforeAll(async () => {
  // In one process, because it builds functions, embed and console once. An app reads where to write when it is made.
  const imports = EXAMPLES.map(
    (example) =>
      `process.env.CDK_OUTDIR = ${JSON.stringify(join(folder, example))}; await import("./examples/${example}.ts");`,
  );
  await run(process.execPath, ["--input-type=module", "--eval", imports.join("\n")], {
    cwd: REPOSITORY,
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(readFeatureFlags()) },
  });
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function templateOf(example: Example, stack = "Tokens"): Template {
  return JSON.parse(readFileSync(join(folder, example, `${stack}.template.json`), "utf8"));
}

it("default: all parts, with a user pool, and an address to open", () => {
  const template = templateOf("default");
  expect(resourcesOf(template, "AWS::Cognito::UserPool")).toHaveLength(1);
  expect(resourcesOf(template, "AWS::CloudWatch::Alarm")).toHaveLength(10);
  expect(resourcesOf(template, "AWS::CloudWatch::Dashboard")).toHaveLength(1);
  expect(resourcesOf(template, "AWS::SNS::Topic")).toEqual([]);
  expect(Object.keys(template.Outputs)).toContain("ConsoleUrl");
});

describe("custom-domain", () => {
  it("has its certificate where CloudFront looks for it, and records for both kinds of address", () => {
    const certificate = templateOf("custom-domain", "TokensCertificate");
    expect(propertiesOf(certificate, "AWS::CertificateManager::Certificate")).toMatchObject({
      DomainName: "tokens.example.com",
      ValidationMethod: "DNS",
    });
    const records = resourcesOf(templateOf("custom-domain"), "AWS::Route53::RecordSet").map(
      ({ Properties }) => Properties,
    );
    expect(records.map(({ Name, Type }) => [Name, Type])).toEqual([
      ["tokens.example.com.", "A"],
      ["tokens.example.com.", "AAAA"],
    ]);
  });

  it("answers under the name", () => {
    const template = templateOf("custom-domain");
    const distribution = at(propertiesOf(template, "AWS::CloudFront::Distribution"), "DistributionConfig");
    expect(distribution).toMatchObject({ Aliases: ["tokens.example.com"] });
    expect(Object.values(template.Outputs).map(({ Value }) => Value)).toContain("https://tokens.example.com");
  });
});

it("own-issuer: nothing of Cognito, and the functions believe the issuer", () => {
  const template = templateOf("own-issuer");
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  expect(types.filter((type) => type.startsWith("AWS::Cognito"))).toEqual([]);
  expect(environmentOf(template, "authorizer")).toMatchObject({
    ISSUER_URL: "https://login.example.com/",
    ISSUER_CLIENT_ID: "latchkey-console",
  });
});

describe("embedded", () => {
  it("tells the app's own topic", () => {
    const template = templateOf("embedded", "Shop");
    const [topic, ...others] = resourcesOf(template, "AWS::SNS::Topic");
    expect(others).toEqual([]);
    for (const { Properties } of resourcesOf(template, "AWS::CloudWatch::Alarm")) {
      expect(Properties.AlarmActions).toEqual([{ Ref: topic?.id }]);
    }
  });

  it("gives the app's function the API's address, and no right on a table", () => {
    const template = templateOf("embedded", "Shop");
    const policies = resourcesOf(template, "AWS::IAM::Policy").filter(({ id }) => id.startsWith("Checkout"));
    expect(policies).toHaveLength(1);
    expect(JSON.stringify(policies)).not.toContain("dynamodb");
    const [checkout] = resourcesOf(template, "AWS::Lambda::Function").filter(({ id }) => id.startsWith("Checkout"));
    expect(Object.keys(Object(at(checkout?.Properties, "Environment", "Variables")))).toContain("LATCHKEY_URL");
  });

  it("has a limit of its own for loads, which waits for the route", () => {
    const [stage] = resourcesOf(templateOf("embedded", "Shop"), "AWS::ApiGatewayV2::Stage");
    const route = "GET /embed/v1/configurators/{configuratorId}";
    expect(stage?.Properties.RouteSettings).toEqual({
      [route]: { ThrottlingRateLimit: 5000, ThrottlingBurstLimit: 2500 },
    });
    const [made] = resourcesOf(templateOf("embedded", "Shop"), "AWS::ApiGatewayV2::Route").filter(
      ({ Properties }) => Properties.RouteKey === route,
    );
    expect(stage?.DependsOn).toEqual([made?.id]);
  });
});

describe("stages", () => {
  it("staging keeps nothing, and watches nothing", () => {
    const staging = templateOf("stages", "Tokens-staging");
    expect(Object.values(staging.Resources).filter(({ DeletionPolicy }) => DeletionPolicy === "Retain")).toEqual([]);
    expect(resourcesOf(staging, "AWS::CloudWatch::Alarm")).toEqual([]);
    expect(resourcesOf(staging, "AWS::Lambda::Alias")).toEqual([]);
    expect(resourcesOf(staging, "AWS::WAFv2::WebACL")).toEqual([]);
  });

  it("production keeps its data and some environments ready, and asks those", () => {
    const production = templateOf("stages", "Tokens-production");
    for (const { DeletionPolicy } of resourcesOf(production, "AWS::DynamoDB::GlobalTable")) {
      expect(DeletionPolicy).toBe("Retain");
    }
    const aliases = [10, 5].map((environments) => {
      const [alias] = resourcesOf(production, "AWS::Lambda::Alias").filter(
        ({ Properties }) =>
          at(Properties, "ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions") === environments,
      );
      if (alias === undefined) throw new Error(`no alias keeps ${environments} ready`);
      return alias;
    });
    const uri = JSON.stringify(propertiesOf(production, "AWS::ApiGatewayV2::Authorizer").AuthorizerUri);
    const integrations = resourcesOf(production, "AWS::ApiGatewayV2::Integration").map(({ Properties }) =>
      JSON.stringify(Properties.IntegrationUri),
    );
    const [authorizer, embedLoad] = aliases.map(({ id }) => JSON.stringify({ Ref: id }));
    expect(uri).toContain(authorizer);
    expect(integrations.filter((integration) => integration === embedLoad)).toHaveLength(1);
    const permitted = resourcesOf(production, "AWS::Lambda::Permission").map(({ Properties }) =>
      JSON.stringify(Properties.FunctionName),
    );
    expect(permitted).toEqual(expect.arrayContaining([authorizer, embedLoad]));
  });

  it("production is behind a web ACL, mails its alarms and exports events", () => {
    const production = templateOf("stages", "Tokens-production");
    const [acl] = resourcesOf(production, "AWS::WAFv2::WebACL");
    const distribution = at(propertiesOf(production, "AWS::CloudFront::Distribution"), "DistributionConfig");
    expect(distribution).toMatchObject({ WebACLId: { "Fn::GetAtt": [acl?.id, "Arn"] } });
    expect(propertiesOf(production, "AWS::SNS::Subscription")).toMatchObject({
      Protocol: "email",
      Endpoint: "on-call@example.com",
    });
    expect(resourcesOf(production, "AWS::KinesisFirehose::DeliveryStream")).toHaveLength(1);
  });
});

function environmentOf(template: Template, name: string): unknown {
  const [found] = resourcesOf(template, "AWS::Lambda::Function").filter(
    ({ Properties }: Resource) => Properties.Description === `Latchkey ${name}`,
  );
  return at(found?.Properties, "Environment", "Variables");
}
