import type { DenyReason } from "./deny-reasons.ts";
import type { OriginReading } from "./origin.ts";
import {
  type ApiFamily,
  type Capability,
  type CredentialKind,
  type Effect,
  isRoleAtLeast,
  isScopeCovered,
  type Role,
  type Scope,
} from "./rights.ts";
import { statusOf, type TokenSubject } from "./token-record.ts";

/** What the operations table says about one operation, as far as the decision needs it. */
export interface OperationRule {
  readonly credentials: readonly CredentialKind[];
  readonly api?: ApiFamily;
  readonly capability?: Capability;
  readonly effect: Effect;
  readonly minimumRole?: Role;
}

/** A request by somebody who has shown the token, or has been allowed to name it. */
export interface TokenJudgment {
  readonly subject: TokenSubject;
  readonly operation: OperationRule;
  readonly origin: OriginReading;
  /** The caller's address; undefined when it is not known, which no list of addresses allows. */
  readonly address: string | undefined;
  readonly nowEpochMs: number;
}

export interface Check {
  readonly name: "state" | "lifetime" | "owner" | "kind" | "permission" | "address" | "origin";
  /** Undefined when the check is passed. */
  readonly findReason: (judgment: TokenJudgment) => DenyReason | undefined;
}

/** Every check of a token's request, in order. The first reason decides; explaining a decision goes through all of them. */
export const CHECKS: readonly Check[] = [
  { name: "state", findReason: findState },
  { name: "lifetime", findReason: findLifetime },
  { name: "owner", findReason: findOwner },
  { name: "kind", findReason: findKind },
  { name: "permission", findReason: findPermission },
  { name: "address", findReason: findAddress },
  { name: "origin", findReason: findOrigin },
];

/** The first reason of all checks, in their order: what a loop over them finds, written out because every request passes here. */
export function findFirstReason(judgment: TokenJudgment): DenyReason | undefined {
  return (
    findState(judgment) ??
    findLifetime(judgment) ??
    findOwner(judgment) ??
    findKind(judgment) ??
    findPermission(judgment) ??
    findAddress(judgment) ??
    findOrigin(judgment)
  );
}

function findState({ subject, nowEpochMs }: TokenJudgment): DenyReason | undefined {
  const status = statusOf(subject.token, nowEpochMs);
  return status === "active" ? undefined : `token_${status}`;
}

function findLifetime({ subject, nowEpochMs }: TokenJudgment): DenyReason | undefined {
  const endsAt = subject.lifetimeEndsAtEpochMs;
  return endsAt !== undefined && nowEpochMs >= endsAt ? "token_lifetime_exceeded" : undefined;
}

function findOwner({ subject }: TokenJudgment): DenyReason | undefined {
  switch (subject.owner?.state) {
    case "active":
      return undefined;
    case "suspended":
      return "owner_suspended";
    case "disabled":
      return "owner_disabled";
    default:
      return "owner_unknown";
  }
}

function findKind({ subject, operation }: TokenJudgment): DenyReason | undefined {
  return operation.credentials.includes(subject.token.kind) ? undefined : "kind_not_accepted";
}

function findPermission({ subject, operation }: TokenJudgment): DenyReason | undefined {
  const { token, rights } = subject;
  switch (token.kind) {
    case "public": {
      const { capability } = operation;
      return capability !== undefined && token.scopes.includes(capability) ? undefined : "capability_missing";
    }
    case "service":
      // It opens what takes service tokens, for its one service: the function compares the service of the path.
      return undefined;
    case "private": {
      const missing = missingRight(rights, operation);
      if (missing === undefined) return undefined;
      // The owner's right is what is missing when the token itself was given it.
      if (missingRight(token, operation) === missing) return missing;
      return missing === "scope_missing" ? "owner_scope_missing" : "owner_role_too_low";
    }
  }
}

function findAddress({ subject, address }: TokenJudgment): DenyReason | undefined {
  const { addresses } = subject.token;
  if (addresses === undefined) return undefined;
  return address !== undefined && addresses.includes(address) ? undefined : "address_not_listed";
}

function findOrigin({ subject, origin }: TokenJudgment): DenyReason | undefined {
  if (subject.token.kind !== "public") return undefined;
  if (origin.refusal !== undefined) return origin.refusal;
  return subject.token.origins.matches(origin.origin) ? undefined : "origin_not_listed";
}

/** Which right of the operation somebody lacks. */
export function missingRight(
  holder: { readonly role?: Role | undefined; readonly scopes: readonly Scope[] },
  operation: OperationRule,
): "scope_missing" | "role_too_low" | undefined {
  const { api, minimumRole } = operation;
  if (api !== undefined && !isScopeCovered(holder.scopes, `${api}:${operation.effect}`)) return "scope_missing";
  if (minimumRole !== undefined && (holder.role === undefined || !isRoleAtLeast(holder.role, minimumRole))) {
    return "role_too_low";
  }
  return undefined;
}
