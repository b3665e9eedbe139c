import { OPERATIONS, type OperationId, routeKey } from "../../../contract/operations.ts";
import type { Principal } from "../../../functions/domain/decide.ts";
import type { LimitVerdict } from "../../../functions/domain/limits.ts";
import { readOrigin } from "../../../functions/domain/origin.ts";
import type { ApiEvent } from "../../../functions/http/event.ts";
import { SHOP, WORKSPACE_ID } from "../domain/records.ts";

export interface ApiEventOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  /** Absent: as on an open route, without an authorizer. */
  readonly principal?: Principal;
  /** How the principal's limits stand. */
  readonly limit?: LimitVerdict;
}

/** What an HTTP API hands to a function behind one operation, payload 2.0. */
export function createApiEvent(id: OperationId, options: ApiEventOptions = {}): ApiEvent {
  const { headers = {}, path, query, body, isBase64Encoded = false, principal, limit } = options;
  const operation = OPERATIONS[id];
  const context = {
    principal: JSON.stringify(principal),
    ...(limit !== undefined && { limit: JSON.stringify(limit) }),
  };
  const authorizer = principal === undefined ? undefined : { lambda: context };
  const event = {
    version: "2.0",
    routeKey: routeKey(operation),
    rawPath: operation.path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers,
    ...(query !== undefined && { queryStringParameters: query }),
    ...(path !== undefined && { pathParameters: path }),
    ...(body !== undefined && { body }),
    isBase64Encoded,
    requestContext: {
      accountId: "000000000000",
      apiId: "api",
      domainName: "api.example.com",
      domainPrefix: "api",
      http: {
        method: operation.method,
        path: operation.path,
        protocol: "HTTP/1.1",
        sourceIp: "203.0.113.7",
        userAgent: "test",
      },
      requestId: "request-1",
      routeKey: routeKey(operation),
      stage: "$default",
      time: "22/Nov/2026:12:00:00 +0000",
      timeEpoch: 1_795_348_800_000,
      ...(authorizer !== undefined && { authorizer }),
    },
  };
  // On open routes the gateway sends no authorizer at all, which the types of the event do not know.
  return event as ApiEvent;
}

/** A page of the shop with its public token. */
export function createPage(originHeader: string = SHOP): Principal {
  return {
    kind: "public",
    workspaceId: WORKSPACE_ID,
    id: "lkp_000000000001",
    scopes: ["embed:load", "embed:save", "embed:resume", "embed:track"],
    services: "all",
    owner: { type: "service_account", id: "web-shop", name: "web-shop" },
    origin: readOrigin(originHeader).origin,
  };
}

/** A server with a private token. */
export function createServerPrincipal(changes: Partial<Principal> = {}): Principal {
  return {
    kind: "private",
    workspaceId: WORKSPACE_ID,
    id: "lks_000000000001",
    role: "owner",
    scopes: ["account_management:write", "configurator:write"],
    services: "all",
    owner: { type: "service_account", id: "backend", name: "backend" },
    ...changes,
  };
}
