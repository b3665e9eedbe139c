import { ArnFormat, type RemovalPolicy, Stack } from "aws-cdk-lib";
import { CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage, HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { API, type OperationShape } from "../contract/api.ts";
import { type FunctionName, OPERATIONS, type Operation, routeKey } from "../contract/operations.ts";
import { acknowledge } from "./acknowledge.ts";
import type { LatchkeyFunctions } from "./functions.ts";
import type { Invocable, Warm } from "./provisioned.ts";
import { type RouteThrottling, routeSettings, type Throttling } from "./throttling.ts";
import { meterAccessLog } from "./usage-metering.ts";

export interface GatewayProps {
  readonly functions: LatchkeyFunctions;
  /** What is asked in place of a function. */
  readonly warm: Warm;
  readonly throttling: Throttling;
  readonly routeThrottling: RouteThrottling;
  /** Where deliveries of the access log end that were given up. */
  readonly deadLetters: IQueue;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

export interface Gateway {
  readonly api: HttpApi;
  /** How lines of the access log reach usage metering. */
  readonly metering: { readonly logGroupName: string; readonly filterName: string };
}

/**
 * One line per request. Neither path nor query: a public token may be in the query, and ids in the path say more than
 * the route does. `authorizer.*` values are what the authorizer put into its context. Usage is metered from these lines: `parseAccessLine` reads them.
 * Every byte is paid for with each request, so there is nothing in it that nobody needs; the address would be CloudFront's.
 */
const ACCESS_LOG = {
  requestId: "$context.requestId",
  requestTime: "$context.requestTimeEpoch",
  routeKey: "$context.routeKey",
  status: "$context.status",
  latencyMs: "$context.responseLatency",
  tokenId: "$context.authorizer.tokenId",
  workspaceId: "$context.authorizer.workspaceId",
  /** Of the gateway, the authorizer and the function, in this order: `- - -` when there is none. */
  errors: "$context.error.responseType $context.authorizer.error $context.integration.error",
} as const;

/**
 * The HTTP API: one route per operation of the contract, one authorizer for all that are not open. There is no CORS
 * configuration on it, because with one the gateway would answer every origin alike and drop what the functions say.
 *
 * Authorizer, integrations, routes and stage are written out in CloudFormation's own terms: this is the part of the stack
 * where a default of somebody else's could open a door.
 */
export function createGateway(scope: Construct, props: GatewayProps): Gateway {
  const parent = new Construct(scope, "Gateway");
  const api = new HttpApi(parent, "Api", { apiName: "Latchkey", createDefaultStage: false });
  const { stage, metering } = createStage(parent, api, props);
  const asked = { ...props.functions, ...props.warm };
  const authorizer = createAuthorizer(parent, api, asked.authorizer);
  const targetOf = createIntegrations(parent, api, asked);

  const operations: readonly [string, Operation][] = Object.entries(OPERATIONS);
  const shapes: Readonly<Record<string, OperationShape>> = API;
  for (const [id, operation] of operations) {
    const isOpen = operation.credentials.length === 0;
    const route = new CfnRoute(parent, id, {
      apiId: api.apiId,
      routeKey: routeKey(operation),
      target: targetOf(operation.function),
      ...(isOpen ? { authorizationType: "NONE" } : { authorizationType: "CUSTOM", authorizerId: authorizer.ref }),
    });
    // A stage takes no settings of a route that is not there yet.
    if (id in props.routeThrottling) stage.addResourceDependency(route);
    if (isOpen) acknowledge(route, "AwsSolutions-APIG4", `Open to everybody by contract: ${shapes[id]?.summary}.`);
  }
  return { api, metering };
}

function createAuthorizer(scope: Construct, api: HttpApi, handler: Invocable): CfnAuthorizer {
  const { partition, region } = Stack.of(scope);
  const authorizer = new CfnAuthorizer(scope, "Authorizer", {
    apiId: api.apiId,
    name: "Latchkey",
    authorizerType: "REQUEST",
    authorizerUri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${handler.functionArn}/invocations`,
    authorizerPayloadFormatVersion: "2.0",
    enableSimpleResponses: true,
    // The gateway keeps no verdict: one that was reached for one origin would be replayed to another.
    authorizerResultTtlInSeconds: 0,
    // A request that lacks an identity source is refused without asking the function, and no header is in all requests.
    identitySource: [],
  });
  handler.addPermission("Authorizer", {
    principal: new ServicePrincipal("apigateway.amazonaws.com"),
    sourceArn: executeApiArn(api, `authorizers/${authorizer.ref}`),
  });
  return authorizer;
}

/** One integration per function, made when the first route asks for it: function name -> the target of its routes. */
function createIntegrations(
  scope: Construct,
  api: HttpApi,
  functions: Readonly<Record<FunctionName, Invocable>>,
): (name: FunctionName) => string {
  const parent = new Construct(scope, "Integrations");
  const create = (name: FunctionName): CfnIntegration => {
    functions[name].addPermission("Gateway", {
      principal: new ServicePrincipal("apigateway.amazonaws.com"),
      sourceArn: executeApiArn(api, "*/*/*"),
    });
    return new CfnIntegration(parent, name, {
      apiId: api.apiId,
      integrationType: "AWS_PROXY",
      integrationUri: functions[name].functionArn,
      payloadFormatVersion: "2.0",
    });
  };
  const integrations = new Map<FunctionName, CfnIntegration>();
  return (name) => {
    const integration = integrations.get(name) ?? create(name);
    integrations.set(name, integration);
    return `integrations/${integration.ref}`;
  };
}

interface StageParts extends Pick<Gateway, "metering"> {
  readonly stage: CfnStage;
}

function createStage(scope: Construct, api: HttpApi, props: GatewayProps): StageParts {
  const { functions, throttling, routeThrottling, deadLetters, logRetention, removalPolicy } = props;
  const logGroup = new LogGroup(scope, "AccessLogs", { retention: logRetention, removalPolicy });
  const filterName = meterAccessLog(scope, { logGroup, run: functions["usage-metering"], deadLetters });
  const stage = new CfnStage(scope, "Stage", {
    apiId: api.apiId,
    stageName: "$default",
    autoDeploy: true,
    defaultRouteSettings: { throttlingRateLimit: throttling.rate, throttlingBurstLimit: throttling.burst },
    ...(Object.keys(routeThrottling).length > 0 && { routeSettings: routeSettings(routeThrottling) }),
    accessLogSettings: {
      // Without the `:*` at the end that the group's own attribute has, because API Gateway stores it without, and drift
      // detection compares.
      destinationArn: Stack.of(scope).formatArn({
        service: "logs",
        resource: "log-group",
        resourceName: logGroup.logGroupName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
      format: JSON.stringify(ACCESS_LOG),
    },
  });
  return { stage, metering: { logGroupName: logGroup.logGroupName, filterName } };
}

function executeApiArn(api: HttpApi, resourceName: string): string {
  return Stack.of(api).formatArn({ service: "execute-api", resource: api.apiId, resourceName });
}
