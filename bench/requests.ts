import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import type { IssuedToken } from "./tokens.ts";

export const LOAD_ROUTE = "GET /embed/v1/configurators/{configuratorId}";
export const LIST_ROUTE = "GET /v1/tokens";

/** The request of a shop's page with its public token, as an HTTP API hands it to an authorizer. */
export function requestOfPage(token: IssuedToken): APIGatewayRequestAuthorizerEventV2 {
  return createEvent(LOAD_ROUTE, { origin: token.origin }, { access_token: token.value });
}

/** The request of a server with its private token. */
export function requestOfServer(token: IssuedToken): APIGatewayRequestAuthorizerEventV2 {
  return createEvent(LIST_ROUTE, { authorization: `Bearer ${token.value}` });
}

function createEvent(
  routeKey: string,
  headers: Readonly<Record<string, string>>,
  query?: Readonly<Record<string, string>>,
): APIGatewayRequestAuthorizerEventV2 {
  const [method = "", path = ""] = routeKey.split(" ");
  const event = {
    version: "2.0",
    type: "REQUEST",
    routeArn: `arn:aws:execute-api:us-east-1:000000000000:a1b2c3d4e5/$default/${method}${path}`,
    identitySource: [],
    routeKey,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    cookies: [],
    headers: {
      accept: "*/*",
      "accept-encoding": "gzip, deflate, br, zstd",
      "accept-language": "en-US,en;q=0.9",
      host: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
      "user-agent":
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36",
      "x-forwarded-for": "203.0.113.7",
      ...headers,
    },
    ...(query !== undefined && { queryStringParameters: query }),
    requestContext: {
      accountId: "000000000000",
      apiId: "a1b2c3d4e5",
      domainName: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
      domainPrefix: "a1b2c3d4e5",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "203.0.113.7", userAgent: "Mozilla/5.0" },
      requestId: "JKJaXmPLvHcESHA=",
      routeKey,
      stage: "$default",
      time: "22/Nov/2026:12:00:00 +0000",
      timeEpoch: 1_795_348_800_000,
    },
  } satisfies APIGatewayRequestAuthorizerEventV2;
  // The runtime parses each event from JSON: its strings are flat and share nothing with the ones above.
  return JSON.parse(JSON.stringify(event)) as APIGatewayRequestAuthorizerEventV2;
}
