import type { IncomingMessage } from "node:http";
import { matchesWildcard } from "../iam/wildcard.ts";
import type { CorsRule } from "../template/bucket-rules.ts";

/** What the answer to a request from a page says to the browser; nothing when no rule lets the page read it. */
export function corsHeaders(
  rules: readonly CorsRule[],
  { headers, method = "" }: IncomingMessage,
): Record<string, string> {
  const { origin } = headers;
  const rule = origin === undefined ? undefined : findRule(rules, origin, method, []);
  return origin === undefined || rule === undefined ? {} : allow(rule, origin);
}

/** The answer to a preflight; undefined when no rule allows the request that it asks about. */
export function preflightHeaders(
  rules: readonly CorsRule[],
  { headers }: IncomingMessage,
): Record<string, string> | undefined {
  const { origin = "", "access-control-request-method": method = "" } = headers;
  const asked = (headers["access-control-request-headers"] ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  const rule = findRule(rules, origin, method, asked);
  if (rule === undefined) return undefined;
  return {
    ...allow(rule, origin),
    "access-control-allow-methods": rule.methods.join(", "),
    ...(asked.length > 0 && { "access-control-allow-headers": asked.join(", ") }),
    ...(rule.maxAgeSeconds !== undefined && { "access-control-max-age": String(rule.maxAgeSeconds) }),
  };
}

function findRule(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  asked: readonly string[],
): CorsRule | undefined {
  const fits = (patterns: readonly string[], text: string) =>
    patterns.some((pattern) => matchesWildcard(pattern, text));
  return rules.find(
    ({ methods, origins, headers }) =>
      methods.includes(method) &&
      fits(origins, origin) &&
      asked.every((name) =>
        fits(
          headers.map((pattern) => pattern.toLowerCase()),
          name,
        ),
      ),
  );
}

function allow({ origins, exposedHeaders }: CorsRule, origin: string): Record<string, string> {
  return {
    "access-control-allow-origin": origins.includes("*") ? "*" : origin,
    ...(exposedHeaders.length > 0 && { "access-control-expose-headers": exposedHeaders.join(", ") }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}
