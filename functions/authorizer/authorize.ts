import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import {
  type Decision,
  decideSession,
  decideToken,
  deny,
  judgeToken,
  matchSecret,
  type OperationRule,
  type Principal,
} from "../domain/decide.ts";
import type { DenyReason } from "../domain/deny-reasons.ts";
import { type LimitVerdict, useOf } from "../domain/limits.ts";
import { type OriginReading, readOrigin } from "../domain/origin.ts";
import type { ParsedToken, TokenId } from "../domain/token.ts";
import type { TokenSubject } from "../domain/token-record.ts";
import type { ReadSignIn } from "../store/sign-ins.ts";
import type { ReadSubject } from "../store/token-reader.ts";
import type { ReadCallerAddress } from "./caller-address.ts";
import { readCredential } from "./credential.ts";
import type { LogDecision } from "./decision-log.ts";
import type { ReadEmbedSubject } from "./embed-subjects.ts";
import type { Limiter } from "./limiter.ts";
import type { ReadCached } from "./record-cache.ts";
import { createRecordMemo } from "./record-memo.ts";
import type { VerifySession } from "./session.ts";
import type { AuthenticUse, UseNotes } from "./use-notes.ts";

export interface AuthorizerParts {
  /** By route key. */
  readonly operations: ReadonlyMap<string, OperationRule>;
  readonly readCallerAddress: ReadCallerAddress;
  /** For public tokens: may answer from memory within the revocation bound. */
  readonly readPublicToken: ReadCached<TokenId, TokenSubject | undefined>;
  /** For private and service tokens: a fresh, strongly consistent read, every time. */
  readonly readSecretToken: ReadSubject;
  /** The public token that an embed id stands for: within the same bound. */
  readonly readEmbedSubject: ReadEmbedSubject;
  readonly readSignIn: ReadSignIn;
  readonly verifySession: VerifySession;
  readonly limiter: Limiter;
  readonly notes: UseNotes;
  readonly log: LogDecision;
  readonly now: () => number;
}

/** The simple response of an HTTP API Lambda authorizer. A refusal tells its caller nothing: the reason is in this function's log. */
export interface AuthorizerResponse {
  readonly isAuthorized: boolean;
  /** Of a refusal, whose token it was, if it was authentic: for the access log, since no function is asked. */
  readonly context?: Pick<AuthorizerContext, "tokenId" | "workspaceId"> & Partial<AuthorizerContext>;
}

/** What the functions behind the gateway are told. */
export interface AuthorizerContext {
  readonly tokenId: string;
  readonly workspaceId: string;
  /** A `Principal` as JSON. */
  readonly principal: string;
  readonly sourceIp: string;
  /** A `LimitVerdict` as JSON, when the token has limits. One that is exceeded is answered by the function, with a reason that can be read. */
  readonly limit?: string;
}

/** Every request with a credential passes here. A refusal is a value; a fault is thrown, and the gateway answers 500. */
export function createAuthorizer(parts: AuthorizerParts) {
  const describe = createRecordMemo(describePrincipal);

  return async function authorize(event: APIGatewayRequestAuthorizerEventV2): Promise<AuthorizerResponse> {
    const { headers, queryStringParameters, routeKey, requestContext } = event;
    const credential = readCredential(headers?.authorization, queryStringParameters?.access_token);
    const operation = parts.operations.get(routeKey);
    const origin = readOrigin(headers?.origin);
    const address = parts.readCallerAddress(headers, requestContext.http.sourceIp);
    let decision: Decision;
    let tokenId: TokenId | undefined;
    let subject: TokenSubject | undefined;
    let limit: LimitVerdict | undefined;
    if (credential.type === "refused") {
      decision = deny(credential.reason);
      tokenId = credential.exposed?.id;
      if (credential.exposed !== undefined) await noteExposed(credential.exposed);
    } else if (operation === undefined) {
      decision = deny("operation_unknown");
    } else if (credential.type === "session") {
      decision = await judgeSession(credential.jwt, headers?.["latchkey-workspace"], operation, origin);
    } else {
      let secret: "current" | "previous" = "current";
      let nowEpochMs: number;
      if (credential.type === "token") {
        const { token } = credential;
        tokenId = token.id;
        const reading = token.kind === "public" ? parts.readPublicToken(tokenId) : parts.readSecretToken(tokenId);
        subject = reading instanceof Promise ? await reading : reading;
        // After the read: a token that ends while it is read has ended.
        nowEpochMs = parts.now();
        decision = decideToken({ credential: token, subject, operation, origin, address, nowEpochMs });
        // Only while a rotation runs there is a second secret to ask about.
        if (subject?.token.previous !== undefined) secret = matchSecret(token, subject.token, nowEpochMs) ?? secret;
      } else {
        // An embed id proves nothing and needs not to: a public token is no secret either. Everything else is judged alike.
        subject = await parts.readEmbedSubject(credential.id);
        tokenId = subject?.token.id;
        nowEpochMs = parts.now();
        decision =
          subject === undefined
            ? deny("embed_unknown")
            : judgeToken(subject, { operation, origin, address, nowEpochMs });
      }
      if (subject !== undefined) {
        const { token } = subject;
        const writing = note(decision, { token, secret, origin: origin.origin, address, nowEpochMs });
        if (decision.allowed && token.limits !== undefined) {
          limit = parts.limiter.admit(subject, useOf(operation), nowEpochMs);
          const sharing = parts.limiter.share(token.id, nowEpochMs);
          if (sharing !== undefined) await sharing;
        }
        if (writing !== undefined) await writing;
      }
    }
    parts.log({ decision, tokenId, routeKey, origin: origin.origin, requestId: requestContext.requestId });
    return decision.allowed
      ? allow(describe(decision.principal, subject), address, limit)
      : refuse(subject, decision.reason);
  };

  /** Only of a token that has been shown to be authentic. Most uses leave nothing to wait for. */
  function note(decision: Decision, use: AuthenticUse): Promise<void> | undefined {
    if (decision.allowed) return parts.notes.allowed(use);
    return decision.reason === "origin_not_listed" ? parts.notes.originRefused(use) : undefined;
  }

  /** The request is refused already, so nothing here may fail it or let it pass. */
  async function noteExposed(token: ParsedToken): Promise<void> {
    try {
      const record = (await parts.readSecretToken(token.id))?.token;
      const nowEpochMs = parts.now();
      if (record === undefined || matchSecret(token, record, nowEpochMs) === undefined) return;
      await parts.notes.secretInUrl(token.id, nowEpochMs);
    } catch {
      parts.log({ notWritten: "secret in a URL", tokenId: token.id });
    }
  }

  async function judgeSession(
    jwt: string,
    workspaceId: string | undefined,
    operation: OperationRule,
    origin: OriginReading,
  ): Promise<Decision> {
    const subject = await parts.verifySession(jwt);
    if (subject === undefined) return deny("session_invalid");
    if (workspaceId === undefined || !/^ws_[0-9A-Za-z]{12}$/.test(workspaceId)) return deny("workspace_not_named");
    const member = await parts.readSignIn(subject, workspaceId);
    return decideSession({ member, operation, origin });
  }
}

/** What is the same for all uses of one record from one origin. */
interface Described {
  readonly tokenId: string;
  readonly workspaceId: string;
  /** The principal as JSON. */
  readonly principal: string;
}

function describePrincipal(principal: Principal): Described {
  const { id, workspaceId } = principal;
  return { tokenId: id, workspaceId, principal: JSON.stringify(principal) };
}

/** Whoever knows a token's id, and not the token, cannot have requests counted as its own. */
function refuse(subject: TokenSubject | undefined, reason: DenyReason): AuthorizerResponse {
  if (subject === undefined || reason === "token_mismatch") return { isAuthorized: false };
  const { id, workspaceId } = subject.token;
  return { isAuthorized: false, context: { tokenId: id, workspaceId } };
}

function allow(
  { tokenId, workspaceId, principal }: Described,
  sourceIp: string,
  limit: LimitVerdict | undefined,
): AuthorizerResponse {
  const context = { tokenId, workspaceId, principal, sourceIp };
  return {
    isAuthorized: true,
    context: limit === undefined ? context : { ...context, limit: JSON.stringify(limit) },
  };
}
