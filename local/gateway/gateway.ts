import type { IncomingMessage, ServerResponse } from "node:http";
import { type HttpResponse, headBytes, jsonResponse, readBody, sendResponse } from "../http/message.ts";
import { EVENT_TOO_LARGE, type LambdaRuntime } from "../lambda/runtime.ts";
import type { LogSink } from "../logs/log-sink.ts";
import { ACCOUNT_ID } from "../template/account.ts";
import type { LocalApi, LocalRoute } from "../template/api.ts";
import { type AccessLogValues, formatAccessLogLine } from "./access-log.ts";
import { createAuthorize } from "./authorizer.ts";
import { type AuthorizerContext, createIntegrationEvent, formatTime } from "./event.ts";
import { parseIntegrationResponse } from "./integration-response.ts";
import { type GatewayRequest, parseRequest } from "./request.ts";
import { createRouter, type RouteMatch } from "./router.ts";
import { createTokenBucket, type TakeToken } from "./throttle.ts";
import { withTimeout } from "./with-timeout.ts";

export interface GatewayOptions {
  readonly api: LocalApi;
  readonly lambda: LambdaRuntime;
  readonly logs: LogSink;
  /** Who else gets each line of the access log. */
  readonly onAccessLine?: (line: string) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Request line and header lines together. */
export const HEAD_BYTES_MAX = 10_240;
export const BODY_BYTES_MAX = 10 * 1024 * 1024;

/**
 * An API Gateway HTTP API: answers requests as AWS does, for everything that `LocalApi` can say. What it cannot say was
 * refused when the template was read.
 */
export function createGateway({ api, lambda, logs, onAccessLine = () => {}, now = Date.now }: GatewayOptions) {
  const findRoute = createRouter(api.routes);
  const authorize = createAuthorize(api, lambda, now);
  const throttles = new Map<LocalRoute, TakeToken>();
  for (const route of api.routes) {
    if (route.throttle !== undefined) throttles.set(route, createTokenBucket(route.throttle, now));
  }

  /** What the access log says, filled in as the request goes its way. */
  type Notes = Record<string, string | number | undefined>;

  async function answer(request: GatewayRequest, body: Buffer | undefined, notes: Notes): Promise<HttpResponse> {
    if (body === undefined) return refuse(413, "Request Entity Too Large", "REQUEST_TOO_LARGE", notes);
    const match = findRoute(request.method, request.pathSegments);
    if (match === undefined) return refuse(404, "Not Found", "ROUTE_NOT_FOUND", notes);
    notes.routeKey = match.route.routeKey;
    if (throttles.get(match.route)?.() === false) return refuse(429, "Too Many Requests", "THROTTLED", notes);

    let context: AuthorizerContext | undefined;
    if (match.route.authorizer !== undefined) {
      const startedAtMs = now();
      const verdict = await authorize(match.route.authorizer, request, match);
      notes["authorizer.latency"] = now() - startedAtMs;
      switch (verdict.kind) {
        case "unidentified":
          return refuse(401, "Unauthorized", "UNAUTHORIZED", notes);
        case "failed":
          notes["authorizer.error"] = verdict.error;
          return refuse(500, "Internal Server Error", "AUTHORIZER_FAILURE", notes);
        case "denied":
          noteContext(verdict.context, notes);
          return refuse(403, "Forbidden", "ACCESS_DENIED", notes);
        case "allowed":
          noteContext(verdict.context, notes);
          context = verdict.context;
      }
    }
    return integrate(request, match, body, context, notes);
  }

  async function integrate(
    request: GatewayRequest,
    match: RouteMatch,
    body: Buffer,
    context: AuthorizerContext | undefined,
    notes: Notes,
  ): Promise<HttpResponse> {
    const { functionArn, timeoutMs, isInvokePermitted } = match.route;
    const fail = (error: string) => {
      notes["integration.error"] = error;
      return refuse(500, "Internal Server Error", "INTEGRATION_FAILURE", notes);
    };
    if (!isInvokePermitted) return fail("no permission lets the API invoke the function");
    const startedAtMs = now();
    const result = await withTimeout(
      lambda.invoke(functionArn, createIntegrationEvent(api, request, match, body, context)),
      timeoutMs,
    );
    notes["integration.latency"] = now() - startedAtMs;
    if (result === undefined) return refuse(503, "Service Unavailable", "INTEGRATION_TIMEOUT", notes);
    if (!result.ok) {
      if (result.error.errorType === EVENT_TOO_LARGE)
        return refuse(413, "Request Entity Too Large", "REQUEST_TOO_LARGE", notes);
      return fail(result.error.errorMessage);
    }
    notes["integration.integrationStatus"] = 200;
    return (
      parseIntegrationResponse(result.payload) ?? fail("the function's answer is not a response of payload format 2.0")
    );
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const receivedAt = new Date(now());
    const request = parseRequest(incoming, api.domainName, receivedAt);
    const notes: Notes = {};
    const body = await readBody(incoming, BODY_BYTES_MAX);
    const response = await answerParsed(request, body, headBytes(incoming), notes);
    const requestId = request?.requestId ?? "";
    sendResponse(incoming, outgoing, { ...response, headers: [...response.headers, ["apigw-requestid", requestId]] });
    if (request !== undefined && api.accessLog !== undefined) {
      const values = { ...describe(api, request, now), ...notes, ...describeResponse(response, notes) };
      const line = formatAccessLogLine(api.accessLog, values);
      logs.write({ kind: "access", requestId, line });
      onAccessLine(line);
    }
  }

  async function answerParsed(
    request: GatewayRequest | undefined,
    body: Buffer | undefined,
    bytes: number,
    notes: Notes,
  ): Promise<HttpResponse> {
    if (bytes > HEAD_BYTES_MAX) return refuse(431, "Request Header Fields Too Large", "REQUEST_TOO_LARGE", notes);
    if (request === undefined) return refuse(400, "Bad Request", "BAD_REQUEST", notes);
    return answer(request, body, notes);
  }

  /** A request listener. A client that goes away, and nothing else, ends a request without an answer. */
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    handle(incoming, outgoing).catch((error: unknown) => {
      if (incoming.destroyed && !incoming.complete) return;
      logs.write({
        kind: "platform",
        line: `the local gateway failed: ${error instanceof Error ? error.stack : String(error)}`,
      });
      if (!outgoing.headersSent)
        sendResponse(incoming, outgoing, jsonResponse(500, { message: "Internal Server Error" }));
    });
  };
}

function refuse(
  status: number,
  message: string,
  responseType: string,
  notes: Record<string, string | number | undefined>,
): HttpResponse {
  notes["error.message"] = message;
  notes["error.messageString"] = JSON.stringify(message);
  notes["error.responseType"] = responseType;
  return jsonResponse(status, { message });
}

function noteContext(context: AuthorizerContext, notes: Record<string, string | number | undefined>): void {
  for (const [key, value] of Object.entries(context)) {
    notes[`authorizer.${key}`] = typeof value === "string" ? value : JSON.stringify(value);
  }
}

function describe(api: LocalApi, request: GatewayRequest, now: () => number): AccessLogValues {
  return {
    accountId: ACCOUNT_ID,
    apiId: api.id,
    domainName: api.domainName,
    domainPrefix: api.id,
    extendedRequestId: request.requestId,
    httpMethod: request.method,
    "identity.sourceIp": request.sourceIp,
    "identity.userAgent": request.userAgent,
    path: request.path,
    protocol: request.protocol,
    requestId: request.requestId,
    requestTime: formatTime(request.receivedAt),
    requestTimeEpoch: request.receivedAt.getTime(),
    responseLatency: now() - request.receivedAt.getTime(),
    stage: api.stage,
  };
}

/** Some values have two names; `integrationStatus` is what Lambda said, `integration.status` what the function said. */
function describeResponse(response: HttpResponse, notes: AccessLogValues): AccessLogValues {
  const lambdaStatus = notes["integration.integrationStatus"];
  return {
    status: response.status,
    responseLength: response.body.length,
    integrationErrorMessage: notes["integration.error"],
    integrationLatency: notes["integration.latency"],
    integrationStatus: lambdaStatus,
    "integration.status": lambdaStatus === undefined ? undefined : response.status,
  };
}
