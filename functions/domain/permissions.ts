import { areNetworksWithin } from "./address-list.ts";
import type { Principal } from "./decide.ts";
import { isRoleAtLeast, isScopeCovered, type Role, type Scope, type ServiceGrant } from "./rights.ts";
import type { Owner } from "./token-record.ts";

/** Rights that somebody has, or wants to give, and for how long. */
export interface Rights {
  readonly role?: Role | undefined;
  readonly scopes: readonly Scope[];
  readonly services: ServiceGrant;
  /** Absent: for ever. */
  readonly expiresAtEpochMs?: number | undefined;
  /** From which networks. Absent: from everywhere. */
  readonly networks?: readonly string[] | undefined;
}

export type RightsField = "role" | "scopes" | "services" | "expiresAt" | "allowedAddresses";

/**
 * Which of the rights the holder does not have, by field. Nobody can give, or take over, more than they have, nor for longer, nor
 * from more places: a token that leaked must not make itself, or a twin, outlive its expiry or leave its networks.
 */
export function findExcessRights(holder: Rights, wanted: Rights): readonly RightsField[] {
  const { role, services, expiresAtEpochMs = Number.POSITIVE_INFINITY } = wanted;
  const excess: RightsField[] = [];
  if (role !== undefined && (holder.role === undefined || !isRoleAtLeast(holder.role, role))) excess.push("role");
  if (!wanted.scopes.every((scope) => isCapability(scope) || isScopeCovered(holder.scopes, scope)))
    excess.push("scopes");
  if (!isServiceGrantWithin(holder.services, services)) excess.push("services");
  if (expiresAtEpochMs > (holder.expiresAtEpochMs ?? Number.POSITIVE_INFINITY)) excess.push("expiresAt");
  const { networks } = wanted;
  if (holder.networks !== undefined && (networks === undefined || !areNetworksWithin(holder.networks, networks)))
    excess.push("allowedAddresses");
  return excess;
}

/** Capabilities are harmless by design: whoever may issue tokens may give them. */
function isCapability(scope: Scope): boolean {
  return scope.startsWith("embed:");
}

function isServiceGrantWithin(held: ServiceGrant, wanted: ServiceGrant): boolean {
  if (held === "all") return true;
  return wanted !== "all" && wanted.every((service) => held.includes(service));
}

/** What must be known of a token to say whose it is. */
export interface TokenProvenance {
  readonly id: string;
  readonly owner: Owner;
  /** The token or member that issued it, and whom that one belonged to. */
  readonly createdBy: string;
  readonly createdByOwner: Pick<Owner, "type" | "id">;
}

/**
 * Anyone may disable or revoke what they created or own, whatever their role. A member in the console is the person; a token is only
 * itself, so that a leaked token of a low role cannot stop its owner's other tokens.
 */
export function isOwnToken(principal: Principal, token: TokenProvenance): boolean {
  if (principal.kind !== "session") return token.id === principal.id || token.createdBy === principal.id;
  return isSameOwner(principal.owner, token.owner) || isSameOwner(principal.owner, token.createdByOwner);
}

export function isSameOwner(left: Pick<Owner, "type" | "id">, right: Pick<Owner, "type" | "id">): boolean {
  return left.type === right.type && left.id === right.id;
}
