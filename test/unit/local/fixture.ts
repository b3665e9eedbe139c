// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes Fn::Sub like this
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { LogEntry, LogSink } from "../../../local/logs/log-sink.ts";

/** Path in the template -> what is put there; `REMOVED` takes it away. */
export type Edits = Readonly<Record<string, unknown>>;
export const REMOVED = Symbol("removed");

export function createFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-local-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export function createMemoryLogs(): LogSink & { readonly written: Omit<LogEntry, "time">[] } {
  const written: Omit<LogEntry, "time">[] = [];
  return { file: "", written, write: (entry) => written.push(entry), entries: () => [], close: () => {} };
}

/** For templates without secrets. */
export function noSecret(): never {
  throw new Error("the template has a secret");
}

export const PARAMETERS = { IssuerUrl: "http://localhost:1" };

/** What CDK makes of a small stack with one of everything that the runner reads. */
function createTemplate(): Record<string, unknown> {
  const getArn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
  const asset = (hash: string) => ({
    S3Bucket: { "Fn::Sub": "assets-${AWS::AccountId}-${AWS::Region}" },
    S3Key: `${hash}.zip`,
  });
  const nodeFunction = (hash: string, role: string, variables: object) => ({
    Type: "AWS::Lambda::Function",
    Properties: {
      Architectures: ["arm64"],
      Code: asset(hash),
      Environment: { Variables: variables },
      Handler: "index.handler",
      LoggingConfig: { ApplicationLogLevel: "INFO", LogFormat: "JSON", SystemLogLevel: "WARN" },
      MemorySize: 256,
      Role: getArn(role),
      Runtime: "nodejs24.x",
      Timeout: 5,
    },
  });
  const role = (statements: object[]) => ({
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: { Version: "2012-10-17" },
      Policies: [{ PolicyName: "Grants", PolicyDocument: { Version: "2012-10-17", Statement: statements } }],
    },
  });
  return {
    Parameters: {
      IssuerUrl: { Type: "String", AllowedPattern: "^https?://.*$" },
      Name: { Type: "String", Default: "My workspace" },
      BootstrapVersion: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/cdk-bootstrap/version" },
    },
    Resources: {
      Table: {
        Type: "AWS::DynamoDB::GlobalTable",
        Properties: {
          AttributeDefinitions: ["pk", "sk", "gpk"].map((name) => ({ AttributeName: name, AttributeType: "S" })),
          BillingMode: "PAY_PER_REQUEST",
          GlobalSecondaryIndexes: [
            {
              IndexName: "byOwner",
              KeySchema: [{ AttributeName: "gpk", KeyType: "HASH" }],
              Projection: { ProjectionType: "ALL" },
            },
          ],
          KeySchema: [
            { AttributeName: "pk", KeyType: "HASH" },
            { AttributeName: "sk", KeyType: "RANGE" },
          ],
          Replicas: [{ Region: { Ref: "AWS::Region" }, DeletionProtectionEnabled: true }],
          TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
        },
      },
      Role: role([
        {
          Sid: "GetItem",
          Effect: "Allow",
          Action: "dynamodb:GetItem",
          Resource: { "Fn::Join": ["", [getArn("Table"), "/index/byOwner"]] },
        },
      ]),
      Function: nodeFunction("code", "Role", { TABLE: { Ref: "Table" }, ISSUER: { Ref: "IssuerUrl" } }),
      Guard: nodeFunction("code", "Role", {}),
      HelperRole: { Type: "AWS::IAM::Role", Properties: { ManagedPolicyArns: ["arn:aws:iam::aws:policy/Anything"] } },
      Helper: {
        Type: "AWS::Lambda::Function",
        Properties: {
          Code: asset("helper"),
          Handler: "index.handler",
          Layers: [{ Ref: "Layer" }],
          Role: getArn("HelperRole"),
          Runtime: "python3.13",
        },
      },
      Layer: { Type: "AWS::Lambda::LayerVersion", Properties: { Content: asset("layer") } },
      Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "Api", ProtocolType: "HTTP" } },
      Stage: {
        Type: "AWS::ApiGatewayV2::Stage",
        Properties: {
          AccessLogSettings: {
            DestinationArn: "arn",
            Format: '{"status":"$context.status","route":"$context.routeKey"}',
          },
          ApiId: { Ref: "Api" },
          AutoDeploy: true,
          DefaultRouteSettings: { ThrottlingBurstLimit: 500, ThrottlingRateLimit: 1000 },
          StageName: "$default",
        },
      },
      Authorizer: {
        Type: "AWS::ApiGatewayV2::Authorizer",
        Properties: {
          ApiId: { Ref: "Api" },
          AuthorizerPayloadFormatVersion: "2.0",
          AuthorizerResultTtlInSeconds: 0,
          AuthorizerType: "REQUEST",
          AuthorizerUri: {
            "Fn::Join": [
              "",
              ["arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/", getArn("Guard"), "/invocations"],
            ],
          },
          EnableSimpleResponses: true,
          IdentitySource: [],
          Name: "Authorizer",
        },
      },
      Integration: {
        Type: "AWS::ApiGatewayV2::Integration",
        Properties: {
          ApiId: { Ref: "Api" },
          IntegrationType: "AWS_PROXY",
          IntegrationUri: getArn("Function"),
          PayloadFormatVersion: "2.0",
        },
      },
      Route: {
        Type: "AWS::ApiGatewayV2::Route",
        Properties: {
          ApiId: { Ref: "Api" },
          AuthorizationType: "CUSTOM",
          AuthorizerId: { Ref: "Authorizer" },
          RouteKey: "GET /things/{id}",
          Target: { "Fn::Join": ["", ["integrations/", { Ref: "Integration" }]] },
        },
      },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: {
          Action: "lambda:InvokeFunction",
          FunctionName: getArn("Function"),
          Principal: "apigateway.amazonaws.com",
          SourceArn: { "Fn::Sub": "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*" },
        },
      },
      Bucket: { Type: "AWS::S3::Bucket", Properties: { BucketEncryption: {} } },
      BucketPolicy: {
        Type: "AWS::S3::BucketPolicy",
        Properties: {
          Bucket: { Ref: "Bucket" },
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: "s3:GetObject",
                Principal: { Service: "cloudfront.amazonaws.com" },
                Resource: { "Fn::Join": ["", [getArn("Bucket"), "/*"]] },
                Condition: {
                  StringEquals: {
                    "AWS:SourceArn": {
                      "Fn::Sub": "arn:aws:cloudfront::${AWS::AccountId}:distribution/${Distribution}",
                    },
                  },
                },
              },
            ],
          },
        },
      },
      Files: {
        Type: "Custom::CDKBucketDeployment",
        Properties: {
          ServiceToken: getArn("Helper"),
          SourceBucketNames: ["assets"],
          SourceObjectKeys: ["files.zip"],
          DestinationBucketName: { Ref: "Bucket" },
          SystemMetadata: { "cache-control": "public, max-age=300" },
          Prune: false,
        },
      },
      Access: {
        Type: "AWS::CloudFront::OriginAccessControl",
        Properties: {
          OriginAccessControlConfig: {
            Name: "x",
            OriginAccessControlOriginType: "s3",
            SigningBehavior: "always",
            SigningProtocol: "sigv4",
          },
        },
      },
      Cache: {
        Type: "AWS::CloudFront::CachePolicy",
        Properties: {
          CachePolicyConfig: {
            Name: "x",
            MinTTL: 0,
            DefaultTTL: 0,
            MaxTTL: 60,
            ParametersInCacheKeyAndForwardedToOrigin: {
              CookiesConfig: { CookieBehavior: "none" },
              EnableAcceptEncodingBrotli: true,
              EnableAcceptEncodingGzip: true,
              HeadersConfig: { HeaderBehavior: "whitelist", Headers: ["Origin", "Authorization"] },
              QueryStringsConfig: { QueryStringBehavior: "all" },
            },
          },
        },
      },
      Distribution: {
        Type: "AWS::CloudFront::Distribution",
        Properties: {
          DistributionConfig: {
            Enabled: true,
            CacheBehaviors: [
              {
                PathPattern: "things/*",
                CachePolicyId: { Ref: "Cache" },
                TargetOriginId: "api",
                ViewerProtocolPolicy: "https-only",
              },
              {
                PathPattern: "*.js",
                CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
                Compress: true,
                TargetOriginId: "files",
                ViewerProtocolPolicy: "https-only",
              },
            ],
            CustomErrorResponses: [{ ErrorCode: 404, ErrorCachingMinTTL: 0 }],
            DefaultCacheBehavior: {
              AllowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
              CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
              OriginRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
              TargetOriginId: "api",
              ViewerProtocolPolicy: "https-only",
            },
            Origins: [
              {
                Id: "api",
                DomainName: {
                  "Fn::Join": [
                    "",
                    [{ Ref: "Api" }, ".execute-api.", { Ref: "AWS::Region" }, ".", { Ref: "AWS::URLSuffix" }],
                  ],
                },
                CustomOriginConfig: { OriginProtocolPolicy: "https-only" },
              },
              {
                Id: "files",
                DomainName: { "Fn::GetAtt": ["Bucket", "RegionalDomainName"] },
                OriginAccessControlId: { "Fn::GetAtt": ["Access", "Id"] },
                S3OriginConfig: { OriginAccessIdentity: "" },
              },
            ],
          },
        },
      },
      Made: {
        Type: "Custom::Made",
        Properties: { ServiceToken: getArn("Function"), name: { Ref: "Name" }, count: 3, isOn: true },
      },
    },
    Outputs: { Made: { Value: { "Fn::GetAtt": ["Made", "Id"] } } },
  };
}

function edit(target: unknown, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (typeof target !== "object" || target === null) throw new Error(`nothing to edit at ${key}`);
  if (rest.length > 0) edit(Reflect.get(target, key), rest, value);
  else if (value === REMOVED) Reflect.deleteProperty(target, key);
  else Reflect.set(target, key, value);
}

/** Writes a cloud assembly and returns its folder. */
export function createAssembly(edits: Edits = {}): string {
  const template = createTemplate();
  for (const [path, value] of Object.entries(edits)) edit(template, path.split("."), value);
  const asset = (name: string) => ({
    source: { path: `asset.${name}`, packaging: "zip" },
    destinations: { here: { bucketName: "assets", objectKey: `${name}.zip` } },
  });
  return createFolder({
    "manifest.json": JSON.stringify({
      artifacts: { Test: { type: "aws:cloudformation:stack", properties: { templateFile: "Test.template.json" } } },
    }),
    "Test.assets.json": JSON.stringify({ files: { code: asset("code"), files: asset("files") } }),
    "Test.template.json": JSON.stringify(template),
    "asset.code/index.mjs": "export const handler = async () => ({ statusCode: 200 });\n",
    "asset.files/embed.js": "// the embed\n",
    "asset.files/assets/a.1.js": "// a chunk\n",
  });
}
