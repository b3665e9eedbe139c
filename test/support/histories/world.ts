import { type DocumentedAnswer, type DocumentedOperation, readAnswer } from "../rights/document.ts";

/**
 * The directory of a workspace as plain data, and the rules of `docs/rights.md` read once more: nothing here comes from the code that is
 * tested. A change makes a new world, so that the one before can still be asked.
 */
export interface World {
  /** Members, service accounts and services, by `<type>:<id>`. */
  readonly owners: Readonly<Record<string, Owner>>;
  readonly tokens: Readonly<Record<string, Token>>;
}

export interface Rights {
  readonly role: string;
  readonly scopes: readonly string[];
  readonly services: "all" | readonly string[];
}

export interface Owner extends Rights {
  /** `active` or anything else: then neither sessions nor tokens count. */
  readonly state: string;
  /** The person who signs in as this member. */
  readonly person?: string;
}

export interface Token extends Rights {
  readonly kind: "public" | "private" | "service";
  readonly owner: string;
  readonly state: "active" | "disabled" | "revoked";
  readonly expiresAtMs?: number;
  /** The present one last. One that has been replaced counts until its time is over. */
  readonly secrets: readonly { readonly value: string; readonly untilMs?: number }[];
  /** Who issued it: a token id, or `person:<subject>`. */
  readonly createdBy: string;
}

/** Somebody who asks: the bearer of a secret, or a person with a session. */
export type Asker = { readonly tokenId: string; readonly secret: string } | { readonly person: string };

export const ROLES = ["viewer", "team_member", "workspace_manager", "administrator", "owner"];
export const SCOPES = ["account_management", "analytics", "billing", "configurator"].flatMap((family) => [
  `${family}:read`,
  `${family}:write`,
]);
export const EVERYTHING: Rights = { role: "owner", scopes: SCOPES, services: "all" };

/** What the documents say about a request of an operation at an instant. */
export function answerOf(
  world: World,
  operation: DocumentedOperation,
  asker: Asker | undefined,
  atMs: number,
): DocumentedAnswer {
  if (operation.credentials.length === 0) return "answered";
  const standing = asker && standingOf(world, asker, atMs);
  return standing === undefined ? "forbidden" : readAnswer(operation, standing);
}

export interface Standing extends Rights {
  readonly kind: string;
}

/** Who somebody is at an instant, with the rights that hold then; undefined when the credential does not count. */
export function standingOf({ owners, tokens }: World, asker: Asker, atMs: number): Standing | undefined {
  if ("person" in asker) {
    const member = Object.values(owners).find(({ person, state }) => person === asker.person && state === "active");
    return member && { kind: "session", role: member.role, scopes: member.scopes, services: member.services };
  }
  const token = tokens[asker.tokenId];
  const owner = token && owners[token.owner];
  if (token?.state !== "active" || owner?.state !== "active") return undefined;
  if (token.expiresAtMs !== undefined && atMs >= token.expiresAtMs) return undefined;
  const secret = token.secrets.find(({ value }) => value === asker.secret);
  if (secret === undefined || (secret.untilMs !== undefined && atMs >= secret.untilMs)) return undefined;
  return token.kind === "private" ? { kind: token.kind, ...common(token, owner) } : token;
}

/** What two have both: the lower role, and each scope and service that both hold. */
function common(left: Rights, right: Rights): Rights {
  return {
    role: ROLES[Math.min(ROLES.indexOf(left.role), ROLES.indexOf(right.role))] ?? "none",
    scopes: SCOPES.filter((scope) => holdsScope(left, scope) && holdsScope(right, scope)),
    services: left.services === "all" ? right.services : left.services.filter((id) => holdsService(right, id)),
  };
}

/** Whether somebody holds all that somebody else would have. */
export function holds(holder: Rights, wanted: Rights): boolean {
  const { services } = wanted;
  return (
    ROLES.indexOf(holder.role) >= ROLES.indexOf(wanted.role) &&
    wanted.scopes.every((scope) => holdsScope(holder, scope)) &&
    (services === "all" ? holder.services === "all" : services.every((id) => holdsService(holder, id)))
  );
}

function holdsScope({ scopes }: Rights, scope: string): boolean {
  return scopes.includes(scope) || (scope.endsWith(":read") && scopes.includes(scope.replace(":read", ":write")));
}

export function holdsService({ services }: Rights, serviceId: string): boolean {
  return services === "all" || services.includes(serviceId);
}

// Changes.

export function withOwner(world: World, key: string, owner: Owner | undefined): World {
  const { [key]: _, ...others } = world.owners;
  return { ...world, owners: owner === undefined ? others : { ...others, [key]: owner } };
}

export function withToken(world: World, id: string, token: Token): World {
  return { ...world, tokens: { ...world.tokens, [id]: token } };
}
