import type { ResponseOf } from "../../../contract/api.ts";
import { matchSecret, type Principal } from "../../domain/decide.ts";
import { endOf, findStandingReason } from "../../domain/explain.ts";
import type { Role, Scope, ServiceGrant } from "../../domain/rights.ts";
import { parseToken } from "../../domain/token.ts";
import { statusOf, type TokenSubject } from "../../domain/token-record.ts";
import type { Answer } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readToken, type StoredToken } from "../../store/tokens.ts";
import type { TokenCheckParts } from "./parts.ts";

type Verification = ResponseOf<"verifyToken">;
type KnownToken = Exclude<Verification, { status: "unknown" }>;
type Warning = KnownToken["warnings"][number];

const BEARER = /^Bearer (\S+)$/i;
const EXPIRES_SOON_MS = 30 * 24 * 60 * 60 * 1000;
/** One answer for all that is not a token of this workspace with its right secret, so that trying values teaches nothing. */
const UNKNOWN: Verification = { valid: false, status: "unknown" };

/** Whether a value is a token of the caller's workspace, and what it may do now. The value is looked at and goes nowhere. */
export async function verifyToken(
  { directory, readSubject }: TokenCheckParts,
  { principal, body, headers, nowEpochMs }: AuthorizedRequest<"verifyToken">,
): Promise<Answer> {
  if (body.token === undefined && principal.kind === "session") return answer(formatSession(principal));
  const credential = parseToken(body.token ?? BEARER.exec(headers.authorization ?? "")?.[1] ?? "");
  if (credential === undefined) return answer(UNKNOWN);
  const subject = await readSubject(credential.id);
  if (subject === undefined || subject.token.workspaceId !== principal.workspaceId) return answer(UNKNOWN);
  const secret = matchSecret(credential, subject.token, nowEpochMs);
  if (secret === undefined) return answer(UNKNOWN);
  const stored = await readToken(directory, principal.workspaceId, credential.id);
  if (stored === undefined) return answer(UNKNOWN);
  return answer(formatKnown(subject, stored, secret, nowEpochMs));
}

function answer(body: Verification): Answer {
  return { status: 200, body };
}

function formatKnown(
  subject: TokenSubject,
  stored: StoredToken,
  secret: "current" | "previous",
  nowEpochMs: number,
): KnownToken {
  const { token, owner, rights } = subject;
  const reason = findStandingReason(subject, nowEpochMs) ?? null;
  const end = endOf(subject);
  return {
    valid: reason === null,
    status: statusOf(token, nowEpochMs),
    reason,
    kind: token.kind,
    id: token.id,
    rights: formatRights(rights),
    owner: { ...token.owner, state: owner?.state ?? null },
    expiresAt: end === undefined ? null : new Date(end).toISOString(),
    domains: [...stored.domains],
    allowedAddresses: stored.allowedAddresses === undefined ? null : [...stored.allowedAddresses],
    warnings: findWarnings(subject, secret, nowEpochMs),
  };
}

function formatSession({ id, role, scopes, services, owner }: Principal): KnownToken {
  return {
    valid: true,
    status: "active",
    reason: null,
    kind: "session",
    id,
    rights: formatRights({ role, scopes, services }),
    owner: { ...owner, state: "active" },
    expiresAt: null,
    domains: [],
    allowedAddresses: null,
    warnings: [],
  };
}

export function formatRights(rights: {
  readonly role?: Role | undefined;
  readonly scopes: readonly Scope[];
  readonly services: ServiceGrant;
}): KnownToken["rights"] {
  const { role, scopes, services } = rights;
  return { role: role ?? null, scopes: [...scopes], services: services === "all" ? "all" : [...services] };
}

function findWarnings(subject: TokenSubject, secret: "current" | "previous", nowEpochMs: number): Warning[] {
  const { token } = subject;
  const end = endOf(subject);
  const warnings: (Warning | false)[] = [
    end !== undefined &&
      nowEpochMs < end &&
      end - nowEpochMs <= EXPIRES_SOON_MS && { code: "expires_soon", message: "It ends in less than 30 days." },
    secret === "previous" && {
      code: "previous_secret",
      message: "This is the secret before the latest rotation; it stops counting when the grace period ends.",
    },
    isReduced(subject) && {
      code: "reduced_by_owner",
      message: "Its owner has less than the token was given, and the token can do no more than its owner.",
    },
    token.trial !== undefined &&
      nowEpochMs < token.trial.endsAtEpochMs && {
        code: "on_trial",
        message: "A list of domains is on trial. What it would refuse is recorded and not refused.",
      },
  ];
  return warnings.filter((warning) => warning !== false);
}

function isReduced({ token, rights }: TokenSubject): boolean {
  const given = formatRights(token);
  return JSON.stringify(given) !== JSON.stringify(formatRights(rights));
}
