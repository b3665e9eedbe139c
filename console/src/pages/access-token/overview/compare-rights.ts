import type { EffectiveRights, Role, Scope, Token } from "../../../../../sdk/src/generated/types.ts";

/** What a token was given beside what it can do now. They differ where its owner has lost something since. */
export interface ComparedRights {
  readonly role: { readonly given: Role | null; readonly now: Role | null };
  readonly scopes: readonly {
    readonly given: Scope;
    /** Null: nothing is left of it. Another one: writing has become reading. */
    readonly now: Scope | null;
  }[];
  readonly services: {
    readonly now: Token["services"];
    /** Given by id and not permitted any more. */
    readonly lost: readonly string[];
    /** Given as all, and the owner may see some only. */
    readonly isNarrowed: boolean;
  };
  readonly isReduced: boolean;
}

export function compareRights(
  given: Pick<Token, "role" | "scopes" | "services">,
  now: EffectiveRights,
): ComparedRights {
  // Writing includes reading, which is not told beside it.
  const told = given.scopes.filter((scope) => !given.scopes.some((other) => other === writingOf(scope)));
  const scopes = told.map((scope) => ({ given: scope, now: whatIsLeft(scope, now.scopes) }));
  const lost =
    given.services === "all" || now.services === "all"
      ? []
      : given.services.filter((service) => !now.services.includes(service));
  const isNarrowed = given.services === "all" && now.services !== "all";
  return {
    role: { given: given.role, now: now.role },
    scopes,
    services: { now: now.services, lost, isNarrowed },
    isReduced:
      given.role !== now.role || scopes.some((scope) => scope.given !== scope.now) || lost.length > 0 || isNarrowed,
  };
}

/** @returns undefined for a scope that does not read */
function writingOf(scope: Scope): string | undefined {
  return scope.endsWith(":read") ? `${scope.slice(0, -":read".length)}:write` : undefined;
}

function whatIsLeft(scope: Scope, now: readonly Scope[]): Scope | null {
  if (now.includes(scope)) return scope;
  if (!scope.endsWith(":write")) return null;
  const reading = `${scope.slice(0, -":write".length)}:read`;
  return now.find((candidate) => candidate === reading) ?? null;
}
