import type { LambdaRuntime } from "../lambda/runtime.ts";
import type { LocalApi, LocalAuthorizer } from "../template/api.ts";
import type { IdentitySource } from "../template/identity-source.ts";
import { isJsonObject, type Json } from "../template/json.ts";
import { type AuthorizerContext, createAuthorizerEvent } from "./event.ts";
import type { GatewayRequest } from "./request.ts";
import type { RouteMatch } from "./router.ts";
import { withTimeout } from "./with-timeout.ts";

export type Verdict =
  | { readonly kind: "allowed" | "denied"; readonly context: AuthorizerContext }
  /** An identity source is missing: 401, and the function was not asked. */
  | { readonly kind: "unidentified" }
  /** The function threw, took too long or answered something else than a verdict: 500. `error` is for the access log. */
  | { readonly kind: "failed"; readonly error: string };

export type Authorize = (authorizer: LocalAuthorizer, request: GatewayRequest, match: RouteMatch) => Promise<Verdict>;

/** The gateway's own limit, whatever the function's is. */
const TIMEOUT_MS = 10_000;
const CACHE_ENTRIES_MAX = 10_000;

interface CachedVerdict {
  readonly verdict: Verdict;
  readonly expiresAtMs: number;
}

/**
 * Asks authorizers, and keeps their verdicts for as long as the template says, under the values of all identity sources:
 * one verdict serves every route, unless `$context.routeKey` is among the sources. Refusals are kept like permissions,
 * failures never.
 */
export function createAuthorize(api: LocalApi, lambda: LambdaRuntime, now: () => number): Authorize {
  const cache = new Map<string, CachedVerdict>();

  return async (authorizer, request, match) => {
    const identity = readIdentity(authorizer.identitySources, request, match);
    if (identity === undefined) return { kind: "unidentified" };
    if (authorizer.ttlSeconds === 0) return ask(authorizer, request, match, identity);

    const key = JSON.stringify([authorizer.id, ...identity]);
    const kept = cache.get(key);
    if (kept !== undefined && now() < kept.expiresAtMs) return kept.verdict;
    const verdict = await ask(authorizer, request, match, identity);
    if (verdict.kind !== "failed") remember(cache, key, { verdict, expiresAtMs: now() + authorizer.ttlSeconds * 1000 });
    return verdict;
  };

  async function ask(
    authorizer: LocalAuthorizer,
    request: GatewayRequest,
    match: RouteMatch,
    identity: readonly string[],
  ): Promise<Verdict> {
    if (!authorizer.isInvokePermitted)
      return { kind: "failed", error: "no permission lets the API invoke the authorizer" };
    const event = createAuthorizerEvent(api, request, match, identity);
    const result = await withTimeout(lambda.invoke(authorizer.functionArn, event), TIMEOUT_MS);
    if (result === undefined) return { kind: "failed", error: `the authorizer did not answer in ${TIMEOUT_MS} ms` };
    return result.ok ? parseVerdict(result.payload) : { kind: "failed", error: result.error.errorMessage };
  }
}

function parseVerdict(payload: Json): Verdict {
  const { isAuthorized, context = {} } = isJsonObject(payload) ? payload : {};
  if (typeof isAuthorized !== "boolean")
    return { kind: "failed", error: "the authorizer's answer has no boolean isAuthorized" };
  if (!isJsonObject(context)) return { kind: "failed", error: "the authorizer's context is not an object" };
  return { kind: isAuthorized ? "allowed" : "denied", context };
}

/** @returns undefined when one is missing or empty */
function readIdentity(
  sources: readonly IdentitySource[],
  request: GatewayRequest,
  match: RouteMatch,
): string[] | undefined {
  const values = sources.map((source) => readSource(source, request, match) ?? "");
  return values.includes("") ? undefined : values;
}

function readSource(source: IdentitySource, request: GatewayRequest, { route }: RouteMatch): string | undefined {
  switch (source.kind) {
    case "header":
      return request.headers.get(source.name);
    case "querystring":
      return request.query.get(source.name);
    case "context":
      switch (source.variable) {
        case "routeKey":
          return route.routeKey;
        case "path":
          return request.path;
        case "httpMethod":
          return request.method;
        case "identity.sourceIp":
          return request.sourceIp;
        case "identity.userAgent":
          return request.userAgent;
        case "domainName":
          return request.headers.get("host");
        case "stage":
          return "$default";
      }
  }
}

function remember(cache: Map<string, CachedVerdict>, key: string, entry: CachedVerdict): void {
  cache.delete(key);
  cache.set(key, entry);
  const [oldest] = cache.keys();
  if (cache.size > CACHE_ENTRIES_MAX && oldest !== undefined) cache.delete(oldest);
}
