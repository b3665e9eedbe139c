import { describe, expect, it } from "vitest";
import { OPERATIONS, routeKey } from "../../../contract/operations.ts";
import { DEPLOYED_FUNCTION_NAMES } from "../../../infra/deployed-functions.ts";
import { GRANTS, KEY_GRANTS } from "../../../infra/grants.ts";
import { FILE_GRANTS } from "../../../infra/uploads.ts";
import {
  at,
  functionsOf,
  listAt,
  type ProductFunction,
  propertiesOf,
  resourcesOf,
  type Statement,
  statementsOf,
  synthesizeApp,
} from "./template.ts";

/** What Lambda hands a stream over with. */
const STREAM_ACTIONS = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"];

const template = synthesizeApp();
const routes = resourcesOf(template, "AWS::ApiGatewayV2::Route").map(({ Properties }) => Properties);
const functions = functionsOf(template);

describe("the gateway", () => {
  it("asks one authorizer about every request and keeps no verdict", () => {
    expect(propertiesOf(template, "AWS::ApiGatewayV2::Authorizer")).toEqual({
      ApiId: expect.anything(),
      Name: "Latchkey",
      AuthorizerType: "REQUEST",
      AuthorizerUri: expect.anything(),
      AuthorizerPayloadFormatVersion: "2.0",
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: [],
    });
  });

  it("names the authorizer function in the authorizer", () => {
    const { AuthorizerUri } = propertiesOf(template, "AWS::ApiGatewayV2::Authorizer");
    expect(JSON.stringify(AuthorizerUri)).toMatch(/LatchkeyFunctionsAuthorizerFunction\w+","Arn"/);
  });

  it("has a route for each operation and no other", () => {
    const contract = Object.values(OPERATIONS).map(routeKey);
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual(contract.sort());
  });

  it("leaves open these routes only", () => {
    const open = routes.filter(({ AuthorizationType }) => AuthorizationType !== "CUSTOM");
    expect(open.map(({ RouteKey, AuthorizationType }) => `${RouteKey} ${AuthorizationType}`).sort()).toEqual([
      "GET /.well-known/jwks.json NONE",
      "GET /docs/errors/{code} NONE",
      "GET /health NONE",
      "GET /openapi.json NONE",
      "GET /v1/deployment NONE",
      "OPTIONS /{proxy+} NONE",
      "POST /embed/v1/diagnose NONE",
      "POST /v1/invitations/accept NONE",
      "POST /v1/sign-in/workspaces NONE",
    ]);
  });

  it.each(Object.entries(OPERATIONS))(
    "authorizes %s by its credentials and sends it to its function",
    (_, operation) => {
      const route = routes.find(({ RouteKey }) => RouteKey === routeKey(operation));
      const isOpen = operation.credentials.length === 0;
      const [authorizer] = resourcesOf(template, "AWS::ApiGatewayV2::Authorizer");
      expect(route).toMatchObject({
        AuthorizationType: isOpen ? "NONE" : "CUSTOM",
        Target: { "Fn::Join": ["", ["integrations/", { Ref: integrationOf(operation.function) }]] },
      });
      expect(route?.AuthorizerId).toEqual(isOpen ? undefined : { Ref: authorizer?.id });
    },
  );

  it("has no CORS configuration, because the gateway would then answer every origin alike", () => {
    expect(propertiesOf(template, "AWS::ApiGatewayV2::Api")).toEqual({ Name: "Latchkey", ProtocolType: "HTTP" });
  });

  it("limits the rate of requests on its one stage", () => {
    expect(propertiesOf(template, "AWS::ApiGatewayV2::Stage")).toMatchObject({
      StageName: "$default",
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 500 },
    });
  });

  it("logs who asked for which route, and nothing that may hold a token", () => {
    const format = at(propertiesOf(template, "AWS::ApiGatewayV2::Stage"), "AccessLogSettings", "Format");
    expect(Object.values(JSON.parse(String(format))).sort()).toEqual([
      "$context.authorizer.tokenId",
      "$context.authorizer.workspaceId",
      "$context.error.responseType $context.authorizer.error $context.integration.error",
      "$context.requestId",
      "$context.requestTimeEpoch",
      "$context.responseLatency",
      "$context.routeKey",
      "$context.status",
    ]);
  });

  it("may invoke each function behind its routes, the authorizer as its authorizer, and no other function", () => {
    const all = resourcesOf(template, "AWS::Lambda::Permission").map(({ Properties }) => Properties);
    // Schedules, user pool and access log are the only other things that invoke functions: see schedule, sign-in and usage-metering.test.ts.
    const others = ["events.amazonaws.com", "cognito-idp.amazonaws.com", "logs.amazonaws.com"];
    const ofGateway = all.filter(({ Principal }) => !others.includes(String(Principal)));
    const permissions = ofGateway.map((Properties) => ({
      functionId: at(Properties, "FunctionName", "Fn::GetAtt", 0),
      principal: Properties.Principal,
      source: listAt(Properties, "SourceArn", "Fn::Join", 1).slice(-3),
    }));
    const [api] = resourcesOf(template, "AWS::ApiGatewayV2::Api");
    const [authorizer] = resourcesOf(template, "AWS::ApiGatewayV2::Authorizer");
    const behindRoutes = resourcesOf(template, "AWS::ApiGatewayV2::Integration").map(({ Properties }) => ({
      functionId: at(Properties, "IntegrationUri", "Fn::GetAtt", 0),
      principal: "apigateway.amazonaws.com",
      source: [":", { Ref: api?.id }, "/*/*/*"],
    }));
    expect(permissions).toHaveLength(behindRoutes.length + 1);
    expect(permissions).toEqual(expect.arrayContaining(behindRoutes));
    expect(permissions).toContainEqual({
      functionId: expect.stringContaining("FunctionsAuthorizer"),
      principal: "apigateway.amazonaws.com",
      source: [{ Ref: api?.id }, "/authorizers/", { Ref: authorizer?.id }],
    });
  });
});

describe("a function's role", () => {
  it.each(DEPLOYED_FUNCTION_NAMES)(
    "of %s holds its grants, the right to write its own log, and nothing else",
    (name) => {
      const { properties, role } = read(name);
      const [log, ...grants] = statementsOf(role);
      const data = grants.filter(({ actions }) => !isOtherwiseBound(actions));
      expect(log).toEqual({
        sid: "WriteLogs",
        effect: "Allow",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resource: { "Fn::GetAtt": [at(properties, "LoggingConfig", "LogGroup", "Ref"), "Arn"] },
        condition: undefined,
      });
      expect(data.map(inWordsOfTheTable)).toEqual(
        GRANTS[name].map(({ action, table, index, keys }) => ({
          actions: [`dynamodb:${action}`],
          on: index ? `${table}/${index}` : table,
          keys,
        })),
      );
      expect(grants.slice(data.length).flatMap(({ actions }) => actions)).toEqual([
        ...(name === "quotes"
          ? ["kms:Sign", "kms:GetPublicKey"]
          : (KEY_GRANTS[name]?.actions ?? []).map((action) => `kms:${action}`)),
        ...(FILE_GRANTS[name] ?? []).map(({ action }) => `s3:${action}`),
        ...(name === "usage-metering" ? ["sqs:SendMessage"] : []),
        ...(name === "event-export"
          ? [...STREAM_ACTIONS.map((action) => `dynamodb:${action}`), "firehose:PutRecordBatch"]
          : []),
      ]);
      expect(Object.keys(role.Properties).sort()).toEqual(["AssumeRolePolicyDocument", "Description", "Policies"]);
    },
  );

  const dataStatements = [...functions].flatMap(([name, { role }]) =>
    statementsOf(role)
      .slice(1)
      .filter(({ actions }) => !isOtherwiseBound(actions))
      .map((statement) => ({ name, ...statement })),
  );

  it.each(dataStatements)("allows one action on one table or index: $name $sid", ({ effect, actions, resource }) => {
    expect(effect).toBe("Allow");
    expect(actions).toEqual([
      expect.stringMatching(/^dynamodb:(GetItem|BatchGetItem|PutItem|UpdateItem|DeleteItem|ConditionCheckItem|Query)$/),
    ]);
    expect(JSON.stringify(resource)).not.toContain("*");
  });

  it.each(dataStatements)("is bound to partition keys of known records: $name $sid", ({ condition }) => {
    const keys = listAt(condition, "ForAllValues:StringLike", "dynamodb:LeadingKeys");
    expect(keys).not.toEqual([]);
    for (const key of keys)
      expect(key).toMatch(
        /^(WS#(ws_\?{12}$|\*#[A-Z]+)|TOKEN#\*$|SUBJECT#\*$|INVITED#\*$|EMBED#\*$|ORIGINS#\*$|USAGE#\*$|SUBSCRIPTIONS$|PLACE#\*$|ENDING_UPLOADS#\*$|PENDING#\*$|COUNTING$|BILLED$|WORKSPACES$|DATA$)/,
      );
  });

  it("lets the authorizer write when and where a token was used and how often, blindly, and nothing else", () => {
    const writes = dataStatements.filter(({ name, actions }) => name === "authorizer" && !/Get/.test(String(actions)));
    const blindly = (key: string, attributes: readonly string[]) => ({
      actions: ["dynamodb:UpdateItem"],
      condition: {
        "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [key] },
        "ForAllValues:StringEquals": { "dynamodb:Attributes": ["pk", "sk", ...attributes] },
        StringEqualsIfExists: { "dynamodb:ReturnValues": "NONE" },
      },
    });
    const ofToken = ["lastUsedAt", "lastUsedOrigin", "lastUsedIp", "idleSince", "previousLastUsedAt", "secretInUrlAt"];
    expect(writes.map(({ actions, condition }) => ({ actions, condition }))).toEqual([
      blindly("TOKEN#*", ofToken),
      blindly("USAGE#*", ["loads", "saves", "events", "otherUses", "ttl"]),
      blindly("ORIGINS#*", ["origin", "since", "uses", "firstSeenAt", "lastSeenAt", "ttl"]),
    ]);
  });

  it("is its own, and besides them there are those that copy files and deliver events", () => {
    expect(new Set([...functions.values()].map(({ role }) => role)).size).toBe(DEPLOYED_FUNCTION_NAMES.length);
    expect(resourcesOf(template, "AWS::IAM::Role")).toHaveLength(DEPLOYED_FUNCTION_NAMES.length + 2);
    expect(resourcesOf(template, "AWS::IAM::Policy")).toEqual([]);
    expect(resourcesOf(template, "AWS::IAM::ManagedPolicy")).toEqual([]);
  });
});

it("lets the function that copies files read releases, and write what a release has and nothing else", () => {
  const [role] = resourcesOf(template, "AWS::IAM::Role").filter(({ id }) => id.includes("DeploymentRole"));
  const statements = role ? statementsOf(role) : [];
  expect(
    statements.map(({ actions, resource }) => `${actions} ${JSON.stringify(resource).match(/"\/[^"]*"/g) ?? ""}`),
  ).toEqual([
    "logs:CreateLogStream,logs:PutLogEvents ",
    's3:GetObject "/*.zip"',
    "s3:ListBucket ",
    's3:PutObject "/assets/*","/console/assets/*","/console/index.html","/console/preview.html","/docs/index.html","/embed.js"',
  ]);
  expect(role?.Properties.ManagedPolicyArns).toBeUndefined();
});

/** Not by partition keys: see encryption.test.ts, quote-key.test.ts, uploads.test.ts, alarms.test.ts and event-export.test.ts. */
function isOtherwiseBound(actions: readonly string[]): boolean {
  return actions.some(
    (action) => /^(firehose|kms|s3|sqs):/.test(action) || STREAM_ACTIONS.some((name) => action === `dynamodb:${name}`),
  );
}

function read(name: string): ProductFunction {
  const found = functions.get(name);
  if (found === undefined) throw new Error(`the template has no function ${name}`);
  return found;
}

function integrationOf(name: string): string | undefined {
  return resourcesOf(template, "AWS::ApiGatewayV2::Integration").find(({ Properties }) => {
    const target = template.Resources[String(at(Properties, "IntegrationUri", "Fn::GetAtt", 0))];
    return target?.Properties === read(name).properties;
  })?.id;
}

function inWordsOfTheTable({ actions, resource, condition }: Statement) {
  const [, table = "", index] =
    /Latchkey(Directory|Catalogue|Telemetry)\w+","Arn"\](?:\},"\/index\/(\w+)")?/.exec(JSON.stringify(resource)) ?? [];
  return {
    actions,
    on: index ? `${table.toLowerCase()}/${index}` : table.toLowerCase(),
    keys: at(condition, "ForAllValues:StringLike", "dynamodb:LeadingKeys"),
  };
}
