import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import {
  type Decision,
  decideSession,
  decideToken,
  deny,
  type OperationRule,
  type Principal,
} from "../domain/decide.ts";
import { type OriginReading, readOrigin } from "../domain/origin.ts";
import type { TokenId } from "../domain/token.ts";
import type { TokenRecord } from "../domain/token-record.ts";
import type { TokenUse, WriteLastUsed } from "../store/last-used.ts";
import type { ReadSignIn, ReadToken } from "../store/token-reader.ts";
import { readCredential } from "./credential.ts";
import type { LogDecision } from "./decision-log.ts";
import { createRecordMemo } from "./record-memo.ts";
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

/** Every request with a credential passes here. A refusal is a value; a fault is thrown, and the gateway answers 500. */
export function createAuthorizer(parts: AuthorizerParts) {
  const answerTo = createRecordMemo(allow);

  return async function authorize(event: APIGatewayRequestAuthorizerEventV2): Promise<AuthorizerResponse> {
    const { headers, queryStringParameters, routeKey, requestContext } = event;
    const credential = readCredential(headers?.authorization, queryStringParameters?.access_token);
    const operation = parts.operations.get(routeKey);
    const origin = readOrigin(headers?.origin);
    let decision: Decision;
    let tokenId: TokenId | undefined;
    let record: TokenRecord | undefined;
    if (credential.type === "refused") {
      decision = deny(credential.reason);
      tokenId = credential.tokenId;
    } else if (operation === undefined) {
      decision = deny("operation_unknown");
    } else if (credential.type === "session") {
      decision = await judgeSession(credential.jwt, headers?.["latchkey-workspace"], operation, origin);
    } else {
      const { token } = credential;
      tokenId = token.id;
      record = await (token.kind === "public" ? parts.readPublicToken(tokenId) : parts.readSecretToken(tokenId));
      const nowEpochMs = parts.now();
      decision = decideToken({ credential: token, record, operation, origin, nowEpochMs });
      if (decision.allowed && record !== undefined && parts.isUseWorthWriting(record, nowEpochMs)) {
        const from = origin.origin === undefined ? { ip: requestContext.http.sourceIp } : { origin: origin.origin };
        await writeLastUsed({ tokenId, atEpochMs: nowEpochMs, from });
      }
    }
    parts.log({ decision, record, tokenId, routeKey, origin: origin.origin, requestId: requestContext.requestId });
    return decision.allowed ? answerTo(decision.principal, record) : { isAuthorized: false };
  };

  /** Knowing the last use is a courtesy: a write that fails must not fail the request. */
  async function writeLastUsed(use: TokenUse): Promise<void> {
    try {
      await parts.writeLastUsed(use);
    } catch {
      parts.log({ lastUsedNotWritten: use.tokenId });
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

function allow(principal: Principal): AuthorizerResponse {
  const { id, workspaceId } = principal;
  return { isAuthorized: true, context: { tokenId: id, workspaceId, principal: JSON.stringify(principal) } };
}
