import { type AccessLogFormat, parseAccessLogFormat } from "./access-log-format.ts";
import { ACCOUNT_ID, formatArn, REGION, URL_SUFFIX } from "./account.ts";
import { type IdentitySource, parseIdentitySource } from "./identity-source.ts";
import { type InvokePermission, isInvokePermitted, readInvokePermissions } from "./permissions.ts";
import type { Property } from "./property.ts";
import { parseRouteKey, type RoutePath } from "./route-key.ts";
import type { Resource, Stack } from "./stack.ts";
import { TemplateError } from "./template-error.ts";
import { readThrottle, type Throttle } from "./throttling.ts";

/** An HTTP API with its one stage, `$default`. */
export interface LocalApi {
  readonly id: string;
  readonly domainName: string;
  readonly stage: string;
  readonly routes: readonly LocalRoute[];
  readonly accessLog?: AccessLogFormat;
  /** The log group that the access log is written to. */
  readonly accessLogGroup?: string;
}

export interface LocalRoute extends RoutePath {
  /** The `Function` that answers, by ARN. */
  readonly functionArn: string;
  readonly timeoutMs: number;
  /** Whether a permission lets this route invoke its function; without one AWS answers 500. */
  readonly isInvokePermitted: boolean;
  readonly authorizer?: LocalAuthorizer;
  readonly throttle?: Throttle;
}

export interface LocalAuthorizer {
  readonly id: string;
  readonly functionArn: string;
  /** All must be in a request; together they are the key under which a verdict is kept. */
  readonly identitySources: readonly IdentitySource[];
  /** 0: no verdict is kept. */
  readonly ttlSeconds: number;
  readonly isInvokePermitted: boolean;
}

const INTEGRATION_TIMEOUT_MS = 30_000;

/** @throws TemplateError unless the stack has one HTTP API made of parts that the local gateway implements */
export function readApi(stack: Stack): LocalApi {
  const [api, ...others] = stack.ofType("AWS::ApiGatewayV2::Api");
  if (api === undefined || others.length > 0) throw new TemplateError("the local runner runs exactly one HTTP API");
  const { properties, ref: id } = api;
  const protocol = properties.get("ProtocolType");
  if (protocol.string() !== "HTTP") protocol.fail("must be HTTP");
  if (properties.find("CorsConfiguration") !== undefined) {
    properties.fail(
      "has a CorsConfiguration: the gateway would replace what the functions say about each origin, so the local runner refuses it",
    );
  }

  const permissions = readInvokePermissions(stack);
  const stage = readStage(stack, id);
  const authorizers = new Map(
    stack
      .ofType("AWS::ApiGatewayV2::Authorizer")
      .map((resource) => [resource.ref, readAuthorizer(resource, id, permissions)]),
  );
  const integrations = new Map(
    stack.ofType("AWS::ApiGatewayV2::Integration").map((resource) => [resource.ref, readIntegration(resource, id)]),
  );
  const routes = stack.ofType("AWS::ApiGatewayV2::Route").map((resource): LocalRoute => {
    const route = readRoute(resource, id);
    const integration =
      integrations.get(route.integrationId) ??
      resource.properties.fail("has a Target that is not an integration of this stack");
    const throttle = stage.routeThrottles.get(route.path.routeKey) ?? stage.throttle;
    const authorizer = route.authorizerId === undefined ? undefined : authorizers.get(route.authorizerId);
    if (route.authorizerId !== undefined && authorizer === undefined)
      resource.properties.fail("names an authorizer that is not in this stack");
    return {
      ...route.path,
      ...integration,
      isInvokePermitted: isInvokePermitted(permissions, integration.functionArn, routeArn(id, stage.name, route.path)),
      ...(authorizer === undefined ? {} : { authorizer }),
      ...(throttle === undefined ? {} : { throttle }),
    };
  });
  assertRouteSettingsUsed(stage, routes);
  return {
    id,
    domainName: `${id}.execute-api.${REGION}.${URL_SUFFIX}`,
    stage: stage.name,
    routes,
    ...(stage.accessLog === undefined ? {} : { accessLog: stage.accessLog }),
    ...(stage.accessLogGroup === undefined ? {} : { accessLogGroup: stage.accessLogGroup }),
  };
}

/** As it is in an authorizer's event and in the source ARN of permissions. */
export function routeArn(apiId: string, stage: string, { method, path }: Pick<RoutePath, "method" | "path">): string {
  return formatArn("execute-api", `${apiId}/${stage}/${method}${path}`);
}

interface Stage {
  readonly name: string;
  readonly throttle: Throttle | undefined;
  readonly routeThrottles: ReadonlyMap<string, Throttle>;
  readonly accessLog: AccessLogFormat | undefined;
  readonly accessLogGroup: string | undefined;
}

function readStage(stack: Stack, apiId: string): Stage {
  const [stage, ...others] = stack.ofType("AWS::ApiGatewayV2::Stage");
  if (stage === undefined || others.length > 0) throw new TemplateError("the local runner runs exactly one stage");
  const { properties } = stage;
  assertApi(properties, apiId);
  const name = properties.get("StageName");
  if (name.string() !== "$default") name.fail("must be $default: the local gateway puts no stage into paths");
  if (!properties.find("AutoDeploy")?.boolean())
    properties.fail("must have AutoDeploy: the local gateway has no deployments");
  const routeSettings = properties.find("RouteSettings");
  const routeThrottles = (routeSettings?.keys() ?? []).flatMap((key): [string, Throttle][] => {
    const throttle = readThrottle(routeSettings?.get(key));
    return throttle === undefined ? [] : [[key, throttle]];
  });
  const accessLog = properties.find("AccessLogSettings");
  const format = accessLog?.get("Format");
  return {
    name: name.string(),
    throttle: readThrottle(properties.find("DefaultRouteSettings")),
    routeThrottles: new Map(routeThrottles),
    accessLog: format === undefined ? undefined : parseAccessLogFormat(format),
    accessLogGroup: accessLog?.find("DestinationArn")?.string().split(":log-group:")[1],
  };
}

function assertRouteSettingsUsed(stage: Stage, routes: readonly LocalRoute[]): void {
  for (const key of stage.routeThrottles.keys()) {
    if (!routes.some(({ routeKey }) => routeKey === key))
      throw new TemplateError(`RouteSettings name ${key}, which is not a route`);
  }
}

function readAuthorizer(
  { ref: id, properties }: Resource,
  apiId: string,
  permissions: readonly InvokePermission[],
): LocalAuthorizer {
  assertApi(properties, apiId);
  const type = properties.get("AuthorizerType");
  if (type.string() !== "REQUEST") type.fail(`is ${type.string()}; the local gateway implements REQUEST only`);
  const payload = properties.get("AuthorizerPayloadFormatVersion");
  if (payload.string() !== "2.0") payload.fail("must be 2.0");
  if (!properties.find("EnableSimpleResponses")?.boolean()) properties.fail("must have EnableSimpleResponses");
  const identitySources = (properties.find("IdentitySource")?.items() ?? []).map(parseIdentitySource);
  // The default of 300 seconds must be a decision that somebody wrote down.
  const ttlSeconds = properties.get("AuthorizerResultTtlInSeconds").number();
  if (ttlSeconds < 0 || ttlSeconds > 3600) properties.fail("must have AuthorizerResultTtlInSeconds from 0 to 3600");
  if (ttlSeconds > 0 && identitySources.length === 0)
    properties.fail("keeps verdicts but has no IdentitySource to keep them under: AWS refuses that");
  const functionArn = readFunctionArn(properties.get("AuthorizerUri"));
  return {
    id,
    functionArn,
    identitySources,
    ttlSeconds,
    isInvokePermitted: isInvokePermitted(
      permissions,
      functionArn,
      formatArn("execute-api", `${apiId}/authorizers/${id}`),
    ),
  };
}

function readIntegration({ properties }: Resource, apiId: string): Pick<LocalRoute, "functionArn" | "timeoutMs"> {
  assertApi(properties, apiId);
  const type = properties.get("IntegrationType");
  if (type.string() !== "AWS_PROXY") type.fail("must be AWS_PROXY");
  const payload = properties.get("PayloadFormatVersion");
  if (payload.string() !== "2.0") payload.fail("must be 2.0");
  return {
    functionArn: readFunctionArn(properties.get("IntegrationUri")),
    timeoutMs: properties.find("TimeoutInMillis")?.number() ?? INTEGRATION_TIMEOUT_MS,
  };
}

interface Route {
  readonly path: RoutePath;
  readonly integrationId: string;
  readonly authorizerId?: string;
}

function readRoute({ properties }: Resource, apiId: string): Route {
  assertApi(properties, apiId);
  const path = parseRouteKey(properties.get("RouteKey"));
  const [, integrationId] = /^integrations\/(\w+)$/.exec(properties.get("Target").string()) ?? [];
  if (integrationId === undefined) return properties.get("Target").fail("must name an integration");
  const type = properties.find("AuthorizationType")?.string() ?? "NONE";
  if (type === "NONE") return { path, integrationId };
  if (type !== "CUSTOM")
    return properties.fail(`has AuthorizationType ${type}; the local gateway implements NONE and CUSTOM`);
  return { path, integrationId, authorizerId: properties.get("AuthorizerId").string() };
}

function assertApi(properties: Property, apiId: string): void {
  if (properties.get("ApiId").string() !== apiId) properties.get("ApiId").fail("is not the API of this stack");
}

/** A function is named by its ARN or, for authorizers, inside the ARN of its invoke path. */
function readFunctionArn(uri: Property): string {
  const text = uri.string();
  const [, arn] = /:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(text) ?? [undefined, text];
  const prefix = formatArn("lambda", "function:", { account: ACCOUNT_ID });
  return arn?.startsWith(prefix) ? arn : uri.fail(`is ${text}, not a Lambda function of this stack`);
}
