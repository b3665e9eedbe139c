import { ACCOUNT_ID } from "../template/account.ts";
import { type LocalApi, routeArn } from "../template/api.ts";
import type { JsonObject } from "../template/json.ts";
import type { GatewayRequest } from "./request.ts";
import type { RouteMatch } from "./router.ts";

/** What an authorizer put into its `context`. */
export type AuthorizerContext = JsonObject;

/** The event of a Lambda integration, payload format 2.0. Members without a value are left out, as AWS does. */
export function createIntegrationEvent(
  api: LocalApi,
  request: GatewayRequest,
  match: RouteMatch,
  body: Buffer,
  authorizer: AuthorizerContext | undefined,
): object {
  const isText = isTextType(request.headers.get("content-type"));
  return {
    version: "2.0",
    routeKey: match.route.routeKey,
    ...requestMembers(request, match),
    requestContext: {
      ...requestContext(api, request, match),
      ...(authorizer === undefined ? {} : { authorizer: { lambda: authorizer } }),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** The event of a REQUEST authorizer, payload format 2.0. It never holds the body. */
export function createAuthorizerEvent(
  api: LocalApi,
  request: GatewayRequest,
  match: RouteMatch,
  identitySource: readonly string[],
): object {
  return {
    version: "2.0",
    type: "REQUEST",
    routeArn: routeArn(api.id, api.stage, { method: request.method, path: request.path }),
    identitySource,
    routeKey: match.route.routeKey,
    ...requestMembers(request, match),
    requestContext: requestContext(api, request, match),
  };
}

function requestMembers(
  { path, rawQueryString, cookies, headers, query }: GatewayRequest,
  { pathParameters }: RouteMatch,
): object {
  return {
    rawPath: path,
    rawQueryString,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers: Object.fromEntries(headers),
    ...(query.size === 0 ? {} : { queryStringParameters: Object.fromEntries(query) }),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
  };
}

function requestContext(api: LocalApi, request: GatewayRequest, { route }: RouteMatch): object {
  return {
    accountId: ACCOUNT_ID,
    apiId: api.id,
    domainName: api.domainName,
    domainPrefix: api.id,
    http: {
      method: request.method,
      path: request.path,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: request.userAgent,
    },
    requestId: request.requestId,
    routeKey: route.routeKey,
    stage: api.stage,
    time: formatTime(request.receivedAt),
    timeEpoch: request.receivedAt.getTime(),
  };
}

/**
 * The content types whose body arrives as text; any other, and none, arrives as base64. Measured on AWS and written down in
 * https://github.com/ministackorg/ministack/pull/766.
 */
function isTextType(contentType: string | undefined): boolean {
  const [type = ""] = (contentType ?? "").toLowerCase().split(";");
  return (
    type.startsWith("text/") || ["application/json", "application/xml", "application/javascript"].includes(type.trim())
  );
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `12/Mar/2020:19:03:58 +0000` */
export function formatTime(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2, "0");
  return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
}
