import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";

export interface RequestOptions {
  readonly routeKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly sourceIp?: string;
  readonly requestId?: string;
}

export const LOAD_ROUTE = "GET /embed/v1/configurators/{configuratorId}";
export const SAVE_ROUTE = "POST /embed/v1/configurations";
export const LIST_ROUTE = "GET /v1/tokens";

/** What an HTTP API hands to a Lambda authorizer, payload 2.0: header names in lower case, repeated values joined with commas. */
export function createEvent(options: RequestOptions = {}): APIGatewayRequestAuthorizerEventV2 {
  const { routeKey = LOAD_ROUTE, headers = {}, query, sourceIp = "203.0.113.7", requestId = "request-1" } = options;
  const [method = "GET", path = "/"] = routeKey.split(" ");
  return {
    version: "2.0",
    type: "REQUEST",
    routeArn: `arn:aws:execute-api:us-east-1:000000000000:api/$default/${method}${path}`,
    identitySource: [],
    routeKey,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    cookies: [],
    headers,
    ...(query !== undefined && { queryStringParameters: query }),
    requestContext: {
      accountId: "000000000000",
      apiId: "api",
      domainName: "api.example.com",
      domainPrefix: "api",
      http: { method, path, protocol: "HTTP/1.1", sourceIp, userAgent: "test" },
      requestId,
      routeKey,
      stage: "$default",
      time: "22/Nov/2026:12:00:00 +0000",
      timeEpoch: 1_795_348_800_000,
    },
  };
}

export function bearer(value: string): { authorization: string } {
  return { authorization: `Bearer ${value}` };
}
