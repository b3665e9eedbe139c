import type { APIGatewayProxyEventV2WithLambdaAuthorizer } from "aws-lambda";
import type { Principal } from "../domain/decide.ts";

/** An HTTP API event, payload format 2.0. On open routes there is no `authorizer`. */
export type ApiEvent = APIGatewayProxyEventV2WithLambdaAuthorizer<
  { principal?: string; sourceIp?: string; limit?: string } | undefined
>;

/** Who the authorizer says it is. Undefined on open routes. */
export function readPrincipal(event: ApiEvent): Principal | undefined {
  const text = event.requestContext.authorizer?.lambda?.principal;
  // The authorizer wrote it; nobody else can set this context.
  return text === undefined ? undefined : (JSON.parse(text) as Principal);
}

/**
 * The caller's address as the authorizer found it out. Open routes have no authorizer: there it is the other end of the gateway's connection,
 * which may be CloudFront.
 */
export function readSourceIp(event: ApiEvent): string {
  return event.requestContext.authorizer?.lambda?.sourceIp ?? event.requestContext.http.sourceIp;
}
