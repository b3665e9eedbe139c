import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Deployment, readDeployment } from "../../../local/template/deployment.ts";
import { createAssembly, type Edits, noSecret, PARAMETERS, REMOVED, removeFolder } from "./fixture.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder);
});

function read(edits: Edits = {}, parameters: Record<string, string> = PARAMETERS): Deployment {
  const folder = createAssembly(edits);
  folders.push(folder);
  return readDeployment(folder, parameters, noSecret);
}

describe("readDeployment", () => {
  it("reads functions with environment, code folder, limits and the statements of their role", () => {
    const { functions } = read();
    expect(functions.map(({ logicalId }) => logicalId)).toEqual(["Function", "Guard"]);
    expect(functions[0]).toMatchObject({
      name: "Test-Function",
      arn: "arn:aws:lambda:us-east-1:000000000000:function:Test-Function",
      handler: "index.handler",
      timeoutSeconds: 5,
      memoryMb: 256,
      environment: { TABLE: "Test-Table", ISSUER: "http://localhost:1" },
      roleName: "Test-Role",
      statements: [
        {
          Sid: "GetItem",
          Effect: "Allow",
          Action: "dynamodb:GetItem",
          Resource: "arn:aws:dynamodb:us-east-1:000000000000:table/Test-Table/index/byOwner",
        },
      ],
    });
    expect(functions[0]?.codeDirectory).toMatch(/asset\.code$/);
  });

  it("reads the statements of attached policies as well as inline ones", () => {
    const { functions } = read({
      "Resources.More": {
        Type: "AWS::IAM::Policy",
        Properties: {
          PolicyName: "More",
          Roles: [{ Ref: "Role" }],
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "dynamodb:Query", Resource: "*" }],
          },
        },
      },
    });
    expect(functions[0]?.statements).toHaveLength(2);
  });

  it("reads tables with keys, indexes and the TTL attribute", () => {
    expect(read().tables).toEqual([
      {
        logicalId: "Table",
        name: "Test-Table",
        arn: "arn:aws:dynamodb:us-east-1:000000000000:table/Test-Table",
        partitionKey: { name: "pk", type: "S" },
        sortKey: { name: "sk", type: "S" },
        indexes: [{ name: "byOwner", partitionKey: { name: "gpk", type: "S" }, projection: "ALL" }],
        ttlAttribute: "ttl",
      },
    ]);
  });

  it("reads the API's route with its function, authorizer, throttle and permission", () => {
    const { api } = read();
    expect(api.routes).toMatchObject([
      {
        routeKey: "GET /things/{id}",
        functionArn: "arn:aws:lambda:us-east-1:000000000000:function:Test-Function",
        timeoutMs: 30_000,
        isInvokePermitted: true,
        throttle: { rate: 1000, burst: 500 },
        authorizer: { identitySources: [], ttlSeconds: 0, isInvokePermitted: false },
      },
    ]);
    expect(api.accessLog).toEqual({ texts: ['{"status":"', '","route":"', '"}'], variables: ["status", "routeKey"] });
  });

  it("reads the distribution's behaviors in order, with their policies and origins", () => {
    const { distribution, api } = read();
    expect(distribution.behaviors.map(({ pathPattern }) => pathPattern)).toEqual(["things/*", "*.js", "*"]);
    expect(distribution.behaviors[0]).toMatchObject({
      allowedMethods: ["GET", "HEAD"],
      cachePolicy: {
        maxTtlSeconds: 60,
        headers: { kind: "only", names: ["origin", "authorization"] },
        queryStrings: { kind: "all" },
      },
      origin: { kind: "http", domainName: api.domainName },
    });
    expect([...distribution.errorTtlSeconds]).toEqual([[404, 0]]);
  });

  it("reads what bucket deployments upload, and who may read it", () => {
    const [bucket] = read().buckets;
    expect([...(bucket?.objects.keys() ?? [])].sort()).toEqual(["assets/a.1.js", "embed.js"]);
    expect(bucket?.objects.get("embed.js")?.metadata).toEqual({ "cache-control": "public, max-age=300" });
    expect(bucket?.access).toMatchObject([{ canRead: true, canList: false }]);
  });

  it("reads custom resources of its own functions, every scalar as text as CloudFormation sends it", () => {
    expect(read().customResources).toMatchObject([
      {
        logicalId: "Made",
        type: "Custom::Made",
        functionName: "Test-Function",
        properties: { name: "My workspace", count: "3", isOn: "true" },
      },
    ]);
  });

  it("leaves out resources whose condition is false", () => {
    const { tables } = read({
      Conditions: { Never: { "Fn::Equals": ["a", "b"] } },
      "Resources.Other": { Type: "AWS::DynamoDB::Table", Condition: "Never", Properties: {} },
    });
    expect(tables).toHaveLength(1);
  });

  it("stops at a name of a resource whose condition is false, unless it stands where the condition leaves it out", () => {
    const absent = {
      Conditions: { Never: { "Fn::Equals": ["a", "b"] } },
      "Resources.Other": { Type: "AWS::DynamoDB::Table", Condition: "Never", Properties: {} },
    };
    const variable = (value: unknown) =>
      read({ ...absent, "Resources.Function.Properties.Environment.Variables.A": value });
    for (const reference of [{ Ref: "Other" }, { "Fn::GetAtt": ["Other", "Arn"] }]) {
      expect(() => variable(reference)).toThrow(/Other.* does not exist or has no local value/);
      expect(variable({ "Fn::If": ["Never", reference, "b"] }).functions[0]?.environment).toMatchObject({ A: "b" });
    }
  });

  it("stops at a condition that is not the name of one", () => {
    expect(() => read({ "Resources.Table.Condition": { "Fn::Equals": ["a", "a"] } })).toThrow(/has a Condition/);
    expect(() => read({ "Resources.Table.Condition": "Nowhere" })).toThrow(/condition Nowhere, which does not exist/);
  });
});

const FILES = "Resources.Files.Properties";
const AUTHORIZER = "Resources.Authorizer.Properties";
const DISTRIBUTION = "Resources.Distribution.Properties.DistributionConfig";
const DENIAL = { Effect: "Deny", Action: "s3:GetObject", Principal: "*", Resource: "*" };
const PRUNING = {
  Type: "Custom::CDKBucketDeployment",
  Properties: {
    ServiceToken: "x",
    SourceObjectKeys: ["files.zip"],
    DestinationBucketName: { Ref: "Bucket" },
    Prune: true,
  },
};

describe("what the runner does not implement stops it", () => {
  it.each<[string, Edits, RegExp]>([
    [
      "an unknown resource type",
      { "Resources.Stream": { Type: "AWS::Kinesis::Stream" } },
      /Resources\.Stream: the resource type AWS::Kinesis::Stream/,
    ],
    [
      "an unknown property of a function",
      { "Resources.Function.Properties.VpcConfig": { SubnetIds: ["a"] } },
      /Resources\.Function \(AWS::Lambda::Function\): the property VpcConfig\.SubnetIds/,
    ],
    [
      "an unknown property deep inside",
      { "Resources.Table.Properties.GlobalSecondaryIndexes.0.WarmThroughput": { ReadUnitsPerSecond: 1 } },
      /GlobalSecondaryIndexes\.0\.WarmThroughput/,
    ],
    [
      "an unknown property of a route",
      { "Resources.Route.Properties.ApiKeyRequired": true },
      /the property ApiKeyRequired/,
    ],
    [
      "an unknown property of a behavior",
      { [`${DISTRIBUTION}.DefaultCacheBehavior.FunctionAssociations`]: [{ EventType: "viewer-request" }] },
      /DefaultCacheBehavior\.FunctionAssociations/,
    ],
    ["an unknown property of a bucket deployment", { [`${FILES}.UserMetadata`]: { a: "b" } }, /UserMetadata/],
    ["an unknown member of a resource", { "Resources.Function.UpdatePolicy": {} }, /UpdatePolicy/],
    [
      "an intrinsic function that is not known",
      { "Resources.Function.Properties.Timeout": { "Fn::Length": [] } },
      /Fn::Length/,
    ],
    ["a transform, which would change the template", { Transform: "AWS::Serverless-2016-10-31" }, /section Transform/],
    [
      "CORS settings on the API",
      { "Resources.Api.Properties.CorsConfiguration": { AllowOrigins: ["*"] } },
      /CorsConfiguration/,
    ],
    ["a JWT authorizer", { [`${AUTHORIZER}.AuthorizerType`]: "JWT" }, /AuthorizerType is JWT/],
    [
      "an authorizer without a written TTL, whose default is 300 s",
      { [`${AUTHORIZER}.AuthorizerResultTtlInSeconds`]: REMOVED },
      /has no AuthorizerResultTtlInSeconds/,
    ],
    [
      "an authorizer that keeps verdicts under no key",
      { [`${AUTHORIZER}.AuthorizerResultTtlInSeconds`]: 1 },
      /no IdentitySource/,
    ],
    [
      "an authorizer with policy responses",
      { [`${AUTHORIZER}.EnableSimpleResponses`]: false },
      /EnableSimpleResponses/,
    ],
    ["an unknown identity source", { [`${AUTHORIZER}.IdentitySource`]: ["$stageVariables.x"] }, /stageVariables/],
    [
      "an IAM-authorized route",
      { "Resources.Route.Properties.AuthorizationType": "AWS_IAM" },
      /AuthorizationType AWS_IAM/,
    ],
    ["a $default route", { "Resources.Route.Properties.RouteKey": "$default" }, /\$default/],
    ["an ANY route", { "Resources.Route.Properties.RouteKey": "ANY /x" }, /ANY/],
    ["payload format 1.0", { "Resources.Integration.Properties.PayloadFormatVersion": "1.0" }, /must be 2\.0/],
    ["a stage with a name", { "Resources.Stage.Properties.StageName": "prod" }, /\$default/],
    [
      "an access-log variable without a value",
      { "Resources.Stage.Properties.AccessLogSettings.Format": "$context.awsEndpointRequestId" },
      /awsEndpointRequestId/,
    ],
    [
      "a throttle for a route that does not exist",
      { "Resources.Stage.Properties.RouteSettings": { "GET /x": { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 } } },
      /GET \/x, which is not a route/,
    ],
    ["another runtime version", { "Resources.Function.Properties.Runtime": "nodejs22.x" }, /nodejs24\.x/],
    [
      "a managed policy on a function's role",
      { "Resources.Role.Properties.ManagedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"] },
      /AdministratorAccess/,
    ],
    ["a permissions boundary", { "Resources.Role.Properties.PermissionsBoundary": "arn" }, /PermissionsBoundary/],
    ["provisioned tables", { "Resources.Table.Properties.BillingMode": "PROVISIONED" }, /PAY_PER_REQUEST/],
    [
      "tables in two Regions",
      { "Resources.Table.Properties.Replicas": [{ Region: "a" }, { Region: "b" }] },
      /several Regions/,
    ],
    [
      "a managed cache policy that is not written down",
      { [`${DISTRIBUTION}.DefaultCacheBehavior.CachePolicyId`]: "unknown" },
      /does not know/,
    ],
    [
      "an origin that gets the viewer's Host header",
      {
        [`${DISTRIBUTION}.DefaultCacheBehavior.OriginRequestPolicyId`]: { Ref: "Forwarding" },
        "Resources.Forwarding": forwarding("allViewer"),
      },
      /Host header/,
    ],
    [
      "a cache key with cookies",
      {
        "Resources.Cache.Properties.CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.CookiesConfig": {
          CookieBehavior: "all",
        },
      },
      /cookie/,
    ],
    ["a distribution that is off", { [`${DISTRIBUTION}.Enabled`]: false }, /Enabled must be true/],
    [
      "two deployments of which one prunes",
      { "Resources.Again": PRUNING },
      /Again prunes and would delete the files of Files/,
    ],
    [
      "a bucket policy that denies something else",
      { "Resources.BucketPolicy.Properties.PolicyDocument.Statement": [DENIAL] },
      /denies something/,
    ],
    [
      "a route to a function that is not Node",
      { "Resources.Integration.Properties.IntegrationUri": { "Fn::GetAtt": ["Helper", "Arn"] } },
      /no Node function/,
    ],
  ])("%s", (_, edits, message) => {
    expect(() => read(edits)).toThrow(message);
  });

  it("a parameter without a value, with a value that breaks its rules, or that does not exist", () => {
    expect(() => read({}, {})).toThrow(/IssuerUrl has no default/);
    expect(() => read({}, { IssuerUrl: "ftp://x" })).toThrow(/does not match/);
    expect(() => read({}, { ...PARAMETERS, Other: "x" })).toThrow(/parameter Other, which the template does not have/);
  });

  it("an asset outside the assembly, and one that is missing", () => {
    const folder = createAssembly();
    folders.push(folder);
    const source = { path: "../elsewhere", packaging: "zip" };
    const files = { code: { source, destinations: { here: { objectKey: "code.zip" } } } };
    writeFileSync(join(folder, "Test.assets.json"), JSON.stringify({ files }));
    expect(() => readDeployment(folder, PARAMETERS, noSecret)).toThrow(/outside/);
    writeFileSync(join(folder, "Test.assets.json"), JSON.stringify({ files: {} }));
    expect(() => readDeployment(folder, PARAMETERS, noSecret)).toThrow(/no asset/);
  });

  it("names everything at once", () => {
    const edits = {
      "Resources.Function.Properties.VpcConfig": { A: 1 },
      "Resources.Topic": { Type: "AWS::Kinesis::Stream" },
    };
    expect(() => read(edits)).toThrow(/VpcConfig\.A[\s\S]*AWS::Kinesis::Stream[\s\S]*ignored\.ts/);
  });
});

function forwarding(headerBehavior: string): object {
  return {
    Type: "AWS::CloudFront::OriginRequestPolicy",
    Properties: {
      OriginRequestPolicyConfig: {
        Name: "x",
        HeadersConfig: { HeaderBehavior: headerBehavior },
        CookiesConfig: { CookieBehavior: "none" },
        QueryStringsConfig: { QueryStringBehavior: "all" },
      },
    },
  };
}
