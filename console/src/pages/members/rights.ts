import {
  API_FAMILIES,
  API_SCOPES,
  type ApiFamily,
  type ApiScope,
  isRoleAtLeast,
  isScopeCovered,
  type Role,
} from "../../../../functions/domain/rights.ts";
import type { GrantableRights } from "../../../../sdk/src/generated/types.ts";

export type Services = GrantableRights["services"];

/** How far somebody may use one API. Writing includes reading. */
export const LEVELS = ["none", "read", "write"] as const;
export type Level = (typeof LEVELS)[number];
export type Levels = Readonly<Record<ApiFamily, Level>>;

/** What a form gives to a person or a service account. */
export interface ChosenRights {
  readonly role: Role;
  readonly levels: Levels;
  readonly services: Services;
}

export interface HeldRights {
  readonly role: Role | null;
  readonly scopes: readonly string[];
  readonly services: Services;
}

export function levelsOf(scopes: readonly string[]): Levels {
  const level = (family: ApiFamily): Level =>
    scopes.includes(`${family}:write`) ? "write" : scopes.includes(`${family}:read`) ? "read" : "none";
  return {
    account_management: level("account_management"),
    analytics: level("analytics"),
    billing: level("billing"),
    configurator: level("configurator"),
  };
}

export function scopesOf(levels: Levels): readonly ApiScope[] {
  return API_SCOPES.filter((scope) => API_FAMILIES.some((family) => scope === `${family}:${levels[family]}`));
}

/** Of a service account whose tokens are all public: those open no API. */
export const NO_RIGHTS: ChosenRights = { role: "viewer", levels: levelsOf([]), services: [] };

/** What a form begins with. */
export function startRights(grantable: GrantableRights): ChosenRights {
  return { role: "viewer", levels: startLevels(grantable, "viewer"), services: grantable.services };
}

/** Another role. APIs that nobody has touched yet follow it. */
export function chooseRole(grantable: GrantableRights, rights: ChosenRights, role: Role): ChosenRights {
  const isTouched = !isSameLevels(rights.levels, startLevels(grantable, rights.role));
  return { ...rights, role, levels: isTouched ? rights.levels : startLevels(grantable, role) };
}

/** Everything that can be given; a viewer writes nothing, so reading is all that is of use to them. */
function startLevels(grantable: GrantableRights, role: Role): Levels {
  const given = grantable.scopes.filter((entry) => entry.grantable).map(({ scope }) => scope);
  return levelsOf(role === "viewer" ? given.map((scope) => scope.replace(":write", ":read")) : given);
}

function isSameLevels(left: Levels, right: Levels): boolean {
  return API_FAMILIES.every((family) => left[family] === right[family]);
}

/** Only what differs from what somebody has: the API leaves the rest as it is. */
export function changedRights(
  before: HeldRights,
  { role, levels, services }: ChosenRights,
): { readonly role?: Role; readonly scopes?: readonly ApiScope[]; readonly services?: Services } {
  return {
    ...(role !== before.role && { role }),
    ...(!isSameLevels(levels, levelsOf(before.scopes)) && { scopes: scopesOf(levels) }),
    ...(!isSameServices(services, before.services) && { services }),
  };
}

function isSameServices(left: Services, right: Services): boolean {
  if (left === "all" || right === "all") return left === right;
  return left.length === right.length && left.every((service) => right.includes(service));
}

/** Whether somebody holds more than another, who then cannot change them: the rule of the API, to say so before it is tried. */
export function holdsMore(other: HeldRights, holder: HeldRights): boolean {
  if (other.role !== null && (holder.role === null || !isRoleAtLeast(holder.role, other.role))) return true;
  if (!API_SCOPES.every((scope) => !isScopeCovered(other.scopes, scope) || isScopeCovered(holder.scopes, scope)))
    return true;
  if (holder.services === "all") return false;
  const { services } = holder;
  return other.services === "all" || !other.services.every((service) => services.includes(service));
}

/** Why a role cannot be given, and who can give it; undefined when it can, or is what they have already. */
export function roleReason(grantable: GrantableRights, role: Role, present?: Role): string | undefined {
  if (role === present || grantable.roles.some((entry) => entry.role === role && entry.grantable)) return undefined;
  return formatReason(grantable.grantors.filter((grantor) => isRoleAtLeast(grantor.role, role)));
}

/** The levels of an API that cannot be given, and why. What somebody has already can stay. */
export function levelReason(
  grantable: GrantableRights,
  family: ApiFamily,
  present: Level = "none",
): { readonly refused: readonly Level[]; readonly reason: string | undefined } {
  const refused = LEVELS.filter(
    (level) => LEVELS.indexOf(level) > LEVELS.indexOf(present) && !isGrantable(grantable, family, level),
  );
  const [lowest] = refused;
  if (lowest === undefined) return { refused, reason: undefined };
  const grantors = grantable.grantors.filter(({ scopes }) =>
    API_SCOPES.some((scope) => scope === `${family}:${lowest}` && isScopeCovered(scopes, scope)),
  );
  const what = lowest === "read" ? "" : "Read and write: ";
  return { refused, reason: what + formatReason(grantors) };
}

/** Why all services cannot be given. */
export function allServicesReason(grantable: GrantableRights, present?: Services): string | undefined {
  if (grantable.services === "all" || present === "all") return undefined;
  return formatReason(grantable.grantors.filter(({ services }) => services === "all"));
}

function isGrantable(grantable: GrantableRights, family: ApiFamily, level: Level): boolean {
  return level === "none" || grantable.scopes.some((entry) => entry.grantable && entry.scope === `${family}:${level}`);
}

const NAMED_MAX = 2;

function formatReason(grantors: readonly { readonly email: string }[]): string {
  const named = grantors.slice(0, NAMED_MAX).map(({ email }) => email);
  if (named.length === 0) return "You do not hold it, and nobody here can give it now.";
  const others = grantors.length - named.length;
  const who =
    others > 0 ? `${named.join(", ")} or ${others === 1 ? "another" : `${others} others`}` : named.join(" or ");
  return `You do not hold it. ${who} can give it.`;
}
