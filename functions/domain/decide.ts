import { findFirstReason, missingRight, type OperationRule, type TokenJudgment } from "./checks.ts";
import type { DenyReason } from "./deny-reasons.ts";
import { isDigestOf } from "./digest.ts";
import type { Origin, OriginReading } from "./origin.ts";
import type { CredentialKind, Role, Scope, ServiceGrant } from "./rights.ts";
import type { ParsedToken } from "./token.ts";
import type { Owner, TokenRecord, TokenSubject } from "./token-record.ts";

export type { OperationRule } from "./checks.ts";

/** Who a request is made as, with the rights that hold now. This is what functions get from the authorizer. */
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
  /** The only networks that the credential works from; absent when it works from everywhere. */
  readonly networks?: readonly string[] | undefined;
  /** The secret that a rotation has replaced: it works until its grace period ends, and hands out nothing that stays. */
  readonly secret?: "previous" | undefined;
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

export interface TokenRequest extends Omit<TokenJudgment, "subject"> {
  readonly credential: ParsedToken;
  /** What is stored under the token's id, or undefined when there is nothing. */
  readonly subject: TokenSubject | undefined;
}

/** Judges a request made with a token. Order: look-up, authenticity, state, permission, where it comes from. */
export function decideToken(request: TokenRequest): Decision {
  const { subject, credential, nowEpochMs } = request;
  if (subject === undefined) return deny("token_unknown");
  const secret = matchSecret(credential, subject.token, nowEpochMs);
  if (secret === undefined) return deny("token_mismatch");
  const decision = judgeToken(subject, request);
  return secret === "previous" ? endWithGrace(decision, subject.token) : decision;
}

/**
 * The secret before the rotation ends with its grace period, and so does who comes with it: as nobody gives more than they have, nor for
 * longer, it can neither lengthen its own time nor get the new secret. A public token can give nothing.
 */
function endWithGrace(decision: Decision, { kind, previous }: TokenRecord): Decision {
  if (!decision.allowed || previous === undefined || kind === "public") return decision;
  const { principal } = decision;
  const { expiresAtEpochMs = previous.validUntilEpochMs } = principal;
  return {
    allowed: true,
    principal: {
      ...principal,
      expiresAtEpochMs: Math.min(expiresAtEpochMs, previous.validUntilEpochMs),
      secret: "previous",
    },
  };
}

/** Judges everything but authenticity: for a token that was named by its embed id, and for explaining a decision. */
export function judgeToken(subject: TokenSubject, request: Omit<TokenJudgment, "subject">): Decision {
  const judgment: TokenJudgment = {
    subject,
    operation: request.operation,
    origin: request.origin,
    address: request.address,
    nowEpochMs: request.nowEpochMs,
  };
  const reason = findFirstReason(judgment);
  if (reason !== undefined) return deny(reason);
  return { allowed: true, principal: principalOf(subject, request.origin.origin) };
}

function principalOf({ token, rights, lifetimeEndsAtEpochMs }: TokenSubject, origin: Origin | undefined): Principal {
  const { expiresAtEpochMs = lifetimeEndsAtEpochMs } = token;
  return {
    kind: token.kind,
    workspaceId: token.workspaceId,
    id: token.id,
    role: rights.role,
    scopes: rights.scopes,
    services: rights.services,
    expiresAtEpochMs:
      expiresAtEpochMs !== undefined && lifetimeEndsAtEpochMs !== undefined
        ? Math.min(expiresAtEpochMs, lifetimeEndsAtEpochMs)
        : expiresAtEpochMs,
    ...(token.addresses !== undefined && { networks: token.addresses.networks }),
    owner: token.owner,
    origin,
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

/** Which of the token's secrets this is: the current one, or the one before it while its grace period lasts. */
export function matchSecret(
  credential: ParsedToken,
  token: TokenRecord,
  nowEpochMs: number,
): "current" | "previous" | undefined {
  const { previous } = token;
  if (isDigestOf(credential.value, token.digest)) return "current";
  if (previous === undefined || nowEpochMs >= previous.validUntilEpochMs) return undefined;
  return isDigestOf(credential.value, previous.digest) ? "previous" : undefined;
}

/** Whether someone with these rights may call the operation at all; the target may still be out of reach. */
export function isPermitted(principal: Principal, operation: OperationRule): boolean {
  return operation.credentials.includes(principal.kind) && missingRight(principal, operation) === undefined;
}
