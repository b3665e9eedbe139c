import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { type Decision, decideSession, decideToken, deny, type OperationRule } from "../domain/decide.ts";
import { type OriginReading, readOrigin } from "../domain/origin.ts";
import type { ParsedToken, TokenId } from "../domain/token.ts";
import type { TokenRecord } from "../domain/token-record.ts";
import type { WriteLastUsed } from "../store/last-used.ts";
import type { ReadSignIn, ReadToken } from "../store/token-reader.ts";
import { readCredential } from "./credential.ts";
import type { LogDecision } from "./decision-log.ts";
import { createPrincipalFormatter } from "./principal-text.ts";
import type { VerifySession } from "./session.ts";

export interface AuthorizerParts {
  /** By route key. */
  readonly operations: ReadonlyMap<string, OperationRule>;
  /** For public tokens: may answer from memory within the revocation bound. */
  readonly readPublicToken: ReadToken;
  /** For private and service tokens: a fresh, strongly consistent read, every time. */
  readonly readSecretToken: ReadToken;
  readonly readSignIn: ReadSignIn;
  readonly verifySession: VerifySession;
  readonly isUseWorthWriting: (record: TokenRecord, nowEpochMs: number) => boolean;
  readonly writeLastUsed: WriteLastUsed;
  readonly log: LogDecision;
  readonly now: () => number;
}

/** The simple response of an HTTP API Lambda authorizer. A refusal says nothing: the reason is in this function's log. */
export interface AuthorizerResponse {
  readonly isAuthorized: boolean;
  readonly context?: { readonly tokenId: string; readonly workspaceId: string; readonly principal: string };
}

interface Judgement {
  readonly decision: Decision;
  readonly tokenId?: TokenId | undefined;
  /** What the decision was made from; a console session has none. */
  readonly record?: TokenRecord | undefined;
}

/** Every request with a credential passes here. A refusal is a value; a fault is thrown, and the gateway answers 500. */
export function createAuthorizer(parts: AuthorizerParts) {
  const formatPrincipal = createPrincipalFormatter();

  return async function authorize(event: APIGatewayRequestAuthorizerEventV2): Promise<AuthorizerResponse> {
    const { headers, queryStringParameters, routeKey, requestContext } = event;
    const origin = readOrigin(headers?.origin);
    const { decision, tokenId, record } = await judge(
      headers?.authorization,
      queryStringParameters?.access_token,
      headers?.["latchkey-workspace"],
      parts.operations.get(routeKey),
      origin,
      requestContext.http.sourceIp,
    );
    parts.log({ decision, tokenId, routeKey, origin: origin.origin, requestId: requestContext.requestId });
    if (!decision.allowed) return { isAuthorized: false };
    const { principal } = decision;
    return {
      isAuthorized: true,
      context: {
        tokenId: principal.id,
        workspaceId: principal.workspaceId,
        principal: formatPrincipal(principal, record),
      },
    };
  };

  /** Not an async function: a promise around another one would cost each request two more turns. */
  function judge(
    authorization: string | undefined,
    accessToken: string | undefined,
    workspaceId: string | undefined,
    operation: OperationRule | undefined,
    origin: OriginReading,
    sourceIp: string,
  ): Judgement | Promise<Judgement> {
    const credential = readCredential(authorization, accessToken);
    if (credential.type === "refused") return { decision: deny(credential.reason), tokenId: credential.tokenId };
    if (operation === undefined) return { decision: deny("operation_unknown") };
    return credential.type === "token"
      ? judgeToken(credential.token, operation, origin, sourceIp)
      : judgeSession(credential.jwt, workspaceId, operation, origin);
  }

  async function judgeToken(
    credential: ParsedToken,
    operation: OperationRule,
    origin: OriginReading,
    sourceIp: string,
  ): Promise<Judgement> {
    const read = credential.kind === "public" ? parts.readPublicToken : parts.readSecretToken;
    const record = await read(credential.id);
    const nowEpochMs = parts.now();
    const decision = decideToken({ credential, record, operation, origin, nowEpochMs });
    if (decision.allowed && record !== undefined && parts.isUseWorthWriting(record, nowEpochMs)) {
      const from = origin.origin === undefined ? { ip: sourceIp } : { origin: origin.origin };
      try {
        await parts.writeLastUsed({ tokenId: record.id, atEpochMs: nowEpochMs, from });
      } catch {
        // Knowing the last use is a courtesy: a write that fails must not fail the request.
        parts.log({ lastUsedNotWritten: record.id });
      }
    }
    return { decision, tokenId: credential.id, record };
  }

  async function judgeSession(
    jwt: string,
    workspaceId: string | undefined,
    operation: OperationRule,
    origin: OriginReading,
  ): Promise<Judgement> {
    const subject = await parts.verifySession(jwt);
    if (subject === undefined) return { decision: deny("session_invalid") };
    if (workspaceId === undefined || !/^ws_[0-9A-Za-z]{12}$/.test(workspaceId)) {
      return { decision: deny("workspace_not_named") };
    }
    const member = await parts.readSignIn(subject, workspaceId);
    return { decision: decideSession({ member, operation, origin }) };
  }
}
