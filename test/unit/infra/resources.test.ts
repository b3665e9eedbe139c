import { describe, expect, it } from "vitest";
import { EDGE_SECRET_HEADER, VIEWER_ADDRESS_HEADER } from "../../../functions/authorizer/caller-address.ts";
import {
  BY_CONFIGURATOR,
  BY_EXPIRY,
  BY_IDLE,
  BY_OWNER,
  BY_REFERENCE,
  BY_STATE,
  BY_WORKSPACE,
} from "../../../functions/store/list.ts";
import { DEPLOYED_FUNCTION_NAMES } from "../../../infra/deployed-functions.ts";
import { tablesOf } from "../../../infra/grant-statements.ts";
import { createViewerFunction } from "../../../local/edge/viewer-function.ts";
import { at, functionsOf, listAt, propertiesOf, resourcesOf, synthesizeApp } from "./template.ts";

const template = synthesizeApp();

describe("a table", () => {
  const tables = resourcesOf(template, "AWS::DynamoDB::GlobalTable");

  it("keeps its logical id, because another one would be a new and empty table", () => {
    expect(tables.map(({ id }) => id)).toEqual([
      "LatchkeyDirectory52085AA3",
      "LatchkeyCatalogue2F73222D",
      "LatchkeyTelemetry9DE89068",
    ]);
  });

  it.each(tables)("can be restored, cannot be deleted by accident, and outlives the stack: $id", (table) => {
    expect(table).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
    expect(listAt(table.Properties, "Replicas")).toEqual([
      expect.objectContaining({
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        ContributorInsightsSpecification: { Enabled: true, Mode: "THROTTLED_KEYS" },
      }),
    ]);
  });

  it.each(tables)("is paid by request, keyed by pk and sk, and tidied by ttl: $id", ({ Properties }) => {
    expect(Properties).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
    });
  });

  it("has the indexes that lists are read from", () => {
    const indexes = tables.map(({ Properties }) =>
      [Properties.GlobalSecondaryIndexes ?? []].flat().map((index) => ({
        name: at(index, "IndexName"),
        keys: listAt(index, "KeySchema").map((key) => at(key, "AttributeName")),
        projection: at(index, "Projection", "ProjectionType"),
      })),
    );
    const described = ({ name, partitionKey, sortKey }: Record<"name" | "partitionKey" | "sortKey", string>) => ({
      name,
      keys: [partitionKey, sortKey],
      projection: "ALL",
    });
    expect(indexes).toEqual([
      [BY_WORKSPACE, BY_OWNER, BY_STATE, BY_EXPIRY, BY_IDLE].map(described),
      [BY_WORKSPACE, BY_CONFIGURATOR, BY_REFERENCE].map(described),
      [],
    ]);
  });
});

describe("a function", () => {
  const functions = functionsOf(template);

  it("exists for each folder", () => {
    expect([...functions.keys()].sort()).toEqual([...DEPLOYED_FUNCTION_NAMES].sort());
  });

  it.each([...functions])("%s runs on Node 24, arm64, and logs JSON without platform lines", (name, { properties }) => {
    expect(properties).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      MemorySize: 512,
      Timeout:
        {
          authorizer: 3,
          "embed-load": 5,
          "sign-up": 5,
          "expiry-notices": 300,
          "file-cleanup": 300,
          "billing-run": 300,
          "usage-metering": 300,
          counting: 55,
          migrations: 900,
          "event-export": 60,
        }[String(name)] ?? 10,
      Handler: "index.handler",
      LoggingConfig: { LogFormat: "JSON", SystemLogLevel: "WARN", ApplicationLogLevel: "INFO" },
    });
  });

  it.each([...functions])("%s has a log group of its own that forgets", (_, { properties }) => {
    const logGroup = template.Resources[String(at(properties, "LoggingConfig", "LogGroup", "Ref"))];
    expect(logGroup).toMatchObject({ Type: "AWS::Logs::LogGroup", Properties: { RetentionInDays: 90 } });
  });

  it.each(DEPLOYED_FUNCTION_NAMES)("%s is told of the tables that it holds grants on", (name) => {
    const variables = Object.keys(Object(at(functions.get(name)?.properties, "Environment", "Variables")));
    expect(variables.filter((variable) => variable.endsWith("_TABLE")).sort()).toEqual(
      tablesOf(name)
        .map((table) => `${table.toUpperCase()}_TABLE`)
        .sort(),
    );
  });
});

describe("the edge", () => {
  const distribution = at(propertiesOf(template, "AWS::CloudFront::Distribution"), "DistributionConfig");
  const behaviors = new Map(listAt(distribution, "CacheBehaviors").map((each) => [at(each, "PathPattern"), each]));

  it("caches configurator loads by everything that the decision depends on, for a minute at most", () => {
    expect(at(propertiesOf(template, "AWS::CloudFront::CachePolicy"), "CachePolicyConfig")).toEqual({
      Name: expect.anything(),
      Comment: expect.any(String),
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 60,
      ParametersInCacheKeyAndForwardedToOrigin: {
        QueryStringsConfig: { QueryStringBehavior: "all" },
        HeadersConfig: { HeaderBehavior: "whitelist", Headers: ["Origin", "Authorization"] },
        CookiesConfig: { CookieBehavior: "none" },
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
      },
    });
    const [policy] = resourcesOf(template, "AWS::CloudFront::CachePolicy");
    expect(behaviors.get("embed/v1/configurators/*")).toMatchObject({
      AllowedMethods: ["GET", "HEAD", "OPTIONS"],
      CachePolicyId: { Ref: policy?.id },
      OriginRequestPolicyId: CORS_PREFLIGHT_HEADERS,
      ViewerProtocolPolicy: "https-only",
    });
  });

  it("caches nothing else of the API and hands over the whole request", () => {
    expect(at(distribution, "DefaultCacheBehavior")).toMatchObject({
      AllowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
      CachePolicyId: CACHING_DISABLED,
      OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
      ViewerProtocolPolicy: "https-only",
    });
  });

  it("shows the API a secret that is made at deployment, which the authorizer alone knows too", () => {
    const [secret, ...others] = resourcesOf(template, "AWS::SecretsManager::Secret");
    expect(others).toEqual([]);
    expect(secret?.Properties).toMatchObject({
      GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 48 },
    });
    const reference = {
      "Fn::Join": ["", ["{{resolve:secretsmanager:", { Ref: secret?.id }, ":SecretString:::}}"]],
    };
    expect(listAt(distribution, "Origins")[0]).toMatchObject({
      OriginCustomHeaders: [{ HeaderName: EDGE_SECRET_HEADER, HeaderValue: reference }],
    });
    const knowing = [...functionsOf(template)].filter(([, { properties }]) =>
      JSON.stringify(properties).includes(secret?.id ?? "-"),
    );
    expect(knowing.map(([name]) => name)).toEqual(["authorizer"]);
    expect(at(knowing[0]?.[1].properties, "Environment", "Variables", "EDGE_SECRET")).toEqual(reference);
  });

  it("tells the API the viewer's address wherever it hands over all headers, whatever the viewer wrote there", () => {
    const [viewerAddress] = resourcesOf(template, "AWS::CloudFront::Function").filter(({ id }) =>
      id.includes("ViewerAddress"),
    );
    const association = {
      EventType: "viewer-request",
      FunctionARN: { "Fn::GetAtt": [viewerAddress?.id, "FunctionARN"] },
    };
    const all = [at(distribution, "DefaultCacheBehavior"), ...behaviors.values()];
    const handing = all.filter((each) => JSON.stringify(each).includes(ALL_VIEWER_EXCEPT_HOST_HEADER));
    expect(handing).toHaveLength(1);
    for (const each of handing) expect(listAt(each, "FunctionAssociations")).toEqual([association]);

    const run = createViewerFunction(String(at(viewerAddress?.Properties, "FunctionCode")));
    const headers = new Map([
      [VIEWER_ADDRESS_HEADER, "192.0.2.1"],
      ["x-own", "1"],
    ]);
    const request = { method: "GET", path: "/v1/tokens", queryString: "", address: "203.0.113.9", headers };
    expect(run(request)).toEqual({
      type: "request",
      request: { ...request, headers: new Map([...headers, [VIEWER_ADDRESS_HEADER, "203.0.113.9"]]) },
    });
    expect(run({ ...request, path: "/" })).toMatchObject({
      type: "response",
      response: { status: 302, headers: [["location", "/console/"]] },
    });
  });

  it("keeps no refusal and no fault", () => {
    const kept = listAt(distribution, "CustomErrorResponses").map((each) => [
      at(each, "ErrorCode"),
      at(each, "ErrorCachingMinTTL"),
    ]);
    expect(kept).toEqual([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map((status) => [status, 0]));
  });

  it.each(["embed.js", "assets/*", "console/assets/*"])("serves %s to every page, from the bucket", (path) => {
    const [policy] = resourcesOf(template, "AWS::CloudFront::ResponseHeadersPolicy").filter(({ Properties }) =>
      JSON.stringify(Properties).includes("CorsConfig"),
    );
    expect(behaviors.get(path)).toMatchObject({
      ResponseHeadersPolicyId: { Ref: policy?.id },
      TargetOriginId: at(listAt(distribution, "Origins")[1], "Id"),
    });
    expect(at(policy, "Properties", "ResponseHeadersPolicyConfig")).toMatchObject({
      CorsConfig: {
        AccessControlAllowOrigins: { Items: ["*"] },
        AccessControlAllowMethods: { Items: ["GET", "HEAD"] },
        AccessControlAllowCredentials: false,
        OriginOverride: true,
      },
      CustomHeadersConfig: {
        Items: [{ Header: "cross-origin-resource-policy", Value: "cross-origin", Override: true }],
      },
    });
  });

  it("has no other path", () => {
    expect([...behaviors.keys()]).toEqual([
      "embed/v1/configurators/*",
      "embed.js",
      "assets/*",
      "console/assets/*",
      "console/preview.html",
      "console",
      "console/*",
      "workspace/*",
      "docs",
      "docs/",
    ]);
  });
});

describe("the deployment", () => {
  it("creates the workspace and its owner from the parameters", () => {
    expect(propertiesOf(template, "Custom::LatchkeyBootstrap")).toEqual({
      ServiceToken: { "Fn::GetAtt": [expect.stringContaining("FunctionsBootstrap"), "Arn"] },
      ServiceTimeout: "120",
      workspaceName: { Ref: "WorkspaceName" },
      ownerEmail: { Ref: "OwnerEmail" },
    });
  });

  it("says where everything is", () => {
    expect(Object.keys(template.Outputs)).toEqual([
      "ConsoleUrl",
      "FirstSignIn",
      "EmbedSnippet",
      "BaseUrl",
      "ApiEndpoint",
      "DistributionDomain",
      "EmbedScriptUrl",
      "PinnedEmbedScriptUrl",
      "EmbedScriptIntegrity",
      "UploadsOrigin",
      "WorkspaceId",
      "DashboardUrl",
      "AlarmTopic",
      "UserPoolId",
      "EventBucket",
    ]);
  });

  it("is bound to no account and no Region", () => {
    const { Resources } = template;
    const [dashboard] = resourcesOf(template, "AWS::CloudWatch::Dashboard");
    // CloudFront's metrics are in one Region, wherever the stack is.
    expect(JSON.stringify(dashboard).match(/(us|eu|ap)-[a-z]+-\d/g)).toEqual(["us-east-1"]);
    const others = Object.entries(Resources).filter(([id]) => id !== dashboard?.id);
    const text = JSON.stringify({ ...template, Resources: others }).replace(/[0-9a-f]{64}/g, "");
    expect(text).not.toMatch(/\d{12}|(us|eu|ap)-[a-z]+-\d/);
  });
});

// Ids of CloudFront's managed policies, the same in every account.
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
const CORS_PREFLIGHT_HEADERS = "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf";
