import type { DenyReason } from "./deny-reasons.ts";
import { isDigestOf } from "./digest.ts";
import type { Origin, OriginReading } from "./origin.ts";
import {
  type ApiFamily,
  type Capability,
  type CredentialKind,
  type Effect,
  isRoleAtLeast,
  isScopeCovered,
  type Role,
  type Scope,
  type ServiceGrant,
} from "./rights.ts";
import type { ParsedToken } from "./token.ts";
import { type Owner, statusOf, type TokenRecord } from "./token-record.ts";

/** What the operations table says about one operation, as far as the decision needs it. */
export interface OperationRule {
  readonly credentials: readonly CredentialKind[];
  readonly api?: ApiFamily;
  readonly capability?: Capability;
  readonly effect: Effect;
  readonly minimumRole?: Role;
}

/** Who a request is made as. This is what functions get from the authorizer. */
export interface Principal {
  readonly kind: CredentialKind;
  readonly workspaceId: string;
  /** The token id, or the member id of a console session. */
  readonly id: string;
  readonly role?: Role | undefined;
  readonly scopes: readonly Scope[];
  readonly services: ServiceGrant;
  /** When the credential ends; absent for one that does not, and for a session. */
  readonly expiresAtEpochMs?: number | undefined;
  readonly owner: Owner;
  /** The checked origin of the page, when the request came from one that may read the answer. */
  readonly origin?: Origin | undefined;
}

export type Decision =
  | { readonly allowed: true; readonly principal: Principal }
  | { readonly allowed: false; readonly reason: DenyReason };

/** Someone who has signed in to the console, as the directory knows them. */
export interface MemberRecord {
  readonly memberId: string;
  readonly workspaceId: string;
  readonly email: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly services: ServiceGrant;
  readonly state: "active" | "suspended";
}

export interface TokenRequest {
  readonly credential: ParsedToken;
  /** The stored record, or undefined when there is none under this id. */
  readonly record: TokenRecord | undefined;
  readonly operation: OperationRule;
  readonly origin: OriginReading;
  readonly nowEpochMs: number;
}

/** Judges a request made with a token. Order: look-up, authenticity, state, permission, origin. */
export function decideToken(request: TokenRequest): Decision {
  const { record, operation } = request;
  if (record === undefined) return deny("token_unknown");
  if (!isAuthentic(request.credential, record, request.nowEpochMs)) return deny("token_mismatch");

  const status = statusOf(record, request.nowEpochMs);
  if (status !== "active") return deny(`token_${status}`);

  if (!operation.credentials.includes(record.kind)) return deny("kind_not_accepted");
  const missing = record.kind === "public" ? missingCapability(record, operation) : missingRight(record, operation);
  if (missing !== undefined) return deny(missing);

  const { origin } = request.origin;
  if (record.kind === "public") {
    if (request.origin.refusal !== undefined) return deny(request.origin.refusal);
    if (!record.origins.matches(request.origin.origin)) return deny("origin_not_listed");
  }
  return {
    allowed: true,
    principal: {
      kind: record.kind,
      workspaceId: record.workspaceId,
      id: record.id,
      role: record.role,
      scopes: record.scopes,
      services: record.services,
      expiresAtEpochMs: record.expiresAtEpochMs,
      owner: record.owner,
      origin,
    },
  };
}

/** Judges a request made with a console session whose JWT has been verified. */
export function decideSession(request: {
  readonly member: MemberRecord | undefined;
  readonly operation: OperationRule;
  readonly origin: OriginReading;
}): Decision {
  const { member, operation } = request;
  if (member === undefined) return deny("member_unknown");
  if (member.state !== "active") return deny("member_suspended");
  if (!operation.credentials.includes("session")) return deny("kind_not_accepted");
  const missing = missingRight(member, operation);
  if (missing !== undefined) return deny(missing);
  return {
    allowed: true,
    principal: {
      kind: "session",
      workspaceId: member.workspaceId,
      id: member.memberId,
      role: member.role,
      scopes: member.scopes,
      services: member.services,
      owner: { type: "member", id: member.memberId, name: member.email },
      origin: request.origin.origin,
    },
  };
}

export function deny(reason: DenyReason): Decision {
  return { allowed: false, reason };
}

/** The current secret, or the one before it while its grace period lasts. */
function isAuthentic(credential: ParsedToken, record: TokenRecord, nowEpochMs: number): boolean {
  const { previous } = record;
  if (isDigestOf(credential.value, record.digest)) return true;
  if (previous === undefined || nowEpochMs >= previous.validUntilEpochMs) return false;
  return isDigestOf(credential.value, previous.digest);
}

function missingCapability(record: TokenRecord, operation: OperationRule): DenyReason | undefined {
  const { capability } = operation;
  return capability !== undefined && record.scopes.includes(capability) ? undefined : "capability_missing";
}

/** Whether someone with these rights may call the operation at all; the target may still be out of reach. */
export function isPermitted(principal: Principal, operation: OperationRule): boolean {
  return operation.credentials.includes(principal.kind) && missingRight(principal, operation) === undefined;
}

function missingRight(
  holder: { readonly role?: Role | undefined; readonly scopes: readonly Scope[] },
  operation: OperationRule,
): DenyReason | undefined {
  const { api, minimumRole } = operation;
  if (api !== undefined && !isScopeCovered(holder.scopes, `${api}:${operation.effect}`)) return "scope_missing";
  if (minimumRole !== undefined && (holder.role === undefined || !isRoleAtLeast(holder.role, minimumRole))) {
    return "role_too_low";
  }
  return undefined;
}
