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
