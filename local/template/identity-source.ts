import type { Property } from "./property.ts";

export type IdentitySource =
  /** Lower case. */
  | { readonly kind: "header"; readonly name: string }
  | { readonly kind: "querystring"; readonly name: string }
  | { readonly kind: "context"; readonly variable: ContextVariable };

const CONTEXT_VARIABLES = [
  "routeKey",
  "path",
  "httpMethod",
  "identity.sourceIp",
  "identity.userAgent",
  "domainName",
  "stage",
] as const;
export type ContextVariable = (typeof CONTEXT_VARIABLES)[number];

export function parseIdentitySource(property: Property): IdentitySource {
  const source = property.string();
  const [, kind, name] = /^\$(?:request\.(header|querystring)|context)\.(.+)$/.exec(source) ?? [];
  if (name === undefined) return property.fail(`is ${source}, which the local gateway does not implement`);
  if (kind === "header") return { kind, name: name.toLowerCase() };
  if (kind === "querystring") return { kind, name };
  const variable = CONTEXT_VARIABLES.find((known) => known === name);
  return variable === undefined
    ? property.fail(`is ${source}, which the local gateway does not implement`)
    : { kind: "context", variable };
}
