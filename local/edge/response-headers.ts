import type { HttpResponse } from "../http/message.ts";
import type { CorsRules, HeaderRule, ResponseHeadersPolicy } from "../template/response-headers-policies.ts";
import type { ViewerRequest } from "./viewer-request.ts";

/** What a response headers policy adds, replaces and removes, for this viewer. */
export function applyResponseHeaders(
  request: ViewerRequest,
  response: HttpResponse,
  policy: ResponseHeadersPolicy | undefined,
): HttpResponse {
  if (policy === undefined) return response;
  const rules = [...policy.headers, ...(policy.cors === undefined ? [] : corsHeaders(request, policy.cors))];
  const kept = response.headers.filter(([name]) => !policy.remove.includes(name));
  const has = (name: string) => kept.some(([header]) => header === name);
  const effective = rules.filter(({ name, override }) => override || !has(name));
  return {
    ...response,
    headers: [
      ...kept.filter(([name]) => !effective.some((rule) => rule.name === name)),
      ...effective.map(({ name, value }) => [name, value] as const),
    ],
  };
}

/** CloudFront adds CORS headers to answers of CORS requests only, and most of them to preflights only. */
function corsHeaders({ method, headers }: ViewerRequest, cors: CorsRules): HeaderRule[] {
  const origin = headers.get("origin");
  const allowed =
    origin === undefined ? undefined : cors.allowOrigins.find((candidate) => candidate === "*" || candidate === origin);
  if (allowed === undefined) return [];
  const isPreflight = method === "OPTIONS" && headers.has("access-control-request-method");
  const values: [string, string][] = [
    ["access-control-allow-origin", allowed],
    ...(cors.allowCredentials ? [["access-control-allow-credentials", "true"] satisfies [string, string]] : []),
    ...listHeader("access-control-expose-headers", cors.exposeHeaders),
    ...(isPreflight ? listHeader("access-control-allow-methods", cors.allowMethods) : []),
    ...(isPreflight ? listHeader("access-control-allow-headers", cors.allowHeaders) : []),
    ...(isPreflight && cors.maxAgeSeconds !== undefined
      ? listHeader("access-control-max-age", [String(cors.maxAgeSeconds)])
      : []),
    ...(allowed === "*" ? [] : listHeader("vary", ["Origin"])),
  ];
  return values.map(([name, value]) => ({ name, value, override: cors.override }));
}

function listHeader(name: string, values: readonly string[]): [string, string][] {
  return values.length === 0 ? [] : [[name, values.join(", ")]];
}
