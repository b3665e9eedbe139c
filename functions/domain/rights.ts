/**
 * The closed lists that rights are made of. Types, routes, OpenAPI and tests derive from these lists.
 */

/** Low to high. A role is a ceiling on what the scopes allow. */
export const ROLES = ["viewer", "team_member", "workspace_manager", "administrator", "owner"] as const;
export type Role = (typeof ROLES)[number];

export const API_FAMILIES = ["account_management", "analytics", "billing", "configurator"] as const;
export type ApiFamily = (typeof API_FAMILIES)[number];

export const EFFECTS = ["read", "write"] as const;
/** What an operation does to data, declared per operation and never inferred from its HTTP verb. */
export type Effect = (typeof EFFECTS)[number];

export type ApiScope = `${ApiFamily}:${Effect}`;
export const API_SCOPES: readonly ApiScope[] = API_FAMILIES.flatMap((family) =>
  EFFECTS.map((effect): ApiScope => `${family}:${effect}`),
);

/** The only rights that a public token can hold. */
export const CAPABILITIES = ["embed:load", "embed:save", "embed:resume", "embed:track"] as const;
export type Capability = (typeof CAPABILITIES)[number];

export type Scope = ApiScope | Capability;
export const SCOPES: readonly Scope[] = [...API_SCOPES, ...CAPABILITIES];

export const TOKEN_KINDS = ["public", "private", "service"] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** What may authenticate a request: a token of some kind, or the access token of a console sign-in. */
export type CredentialKind = TokenKind | "session";

/** The services that a principal may see: every one, or the listed ones. An empty list means none. */
export type ServiceGrant = "all" | readonly string[];

export function isRoleAtLeast(role: Role, minimum: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(minimum);
}

/** Write includes read, within one API family. */
export function isScopeCovered(held: readonly string[], needed: Scope): boolean {
  if (held.includes(needed)) return true;
  return needed.endsWith(":read") && held.includes(`${needed.slice(0, -5)}:write`);
}

// What two holders have in common: a token can do what it was given and its owner still has.

export function lowerRole(left: Role, right: Role): Role {
  return isRoleAtLeast(left, right) ? right : left;
}

/** The scopes of `wanted` that `held` covers; a `:write` that is held as `:read` only becomes the `:read`. */
export function intersectScopes(held: readonly Scope[], wanted: readonly Scope[]): readonly Scope[] {
  const common = wanted.flatMap((scope): Scope[] => {
    if (isScopeCovered(held, scope)) return [scope];
    const reading = API_SCOPES.find((candidate) => candidate === `${scope.split(":")[0]}:read`);
    return reading !== undefined && scope.endsWith(":write") && isScopeCovered(held, reading) ? [reading] : [];
  });
  return [...new Set(common)];
}

export function intersectServices(held: ServiceGrant, wanted: ServiceGrant): ServiceGrant {
  if (held === "all") return wanted;
  return wanted === "all" ? held : wanted.filter((service) => held.includes(service));
}

/** Whether an operation on services finds nothing that this holder may see: it is refused then, rather than answered with an empty list. */
export function lacksServices(
  operation: { readonly byService?: boolean | undefined },
  holder: { readonly services: ServiceGrant } | undefined,
): boolean {
  return operation.byService === true && holder?.services.length === 0;
}

/** Whether a holder may see one service. */
export function isServicePermitted(services: ServiceGrant, serviceId: string): boolean {
  return services === "all" || services.includes(serviceId);
}
