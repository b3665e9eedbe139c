import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { OperationId } from "../../../contract/operations.ts";
import { actorOf } from "../../http/actor.ts";
import { type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { putAuditEvent } from "../../store/audit.ts";
import { readToken, type StoredToken, type TokenChanges, updateToken } from "../../store/tokens.ts";
import { transact } from "../../store/transact.ts";
import type { TokenParts } from "./parts.ts";
import { auditableFields } from "./resource.ts";

/** The token of the request's path if it can still be changed. */
export async function readLivingToken(
  parts: TokenParts,
  workspaceId: string,
  tokenId: string,
): Promise<StoredToken | Refusal> {
  const token = await readToken(parts.directory, workspaceId, tokenId);
  if (token === undefined) return refuse("not_found");
  return token.state === "revoked" ? refuse("token_revoked") : token;
}

export interface TokenChange {
  readonly token: StoredToken;
  readonly changes: TokenChanges;
  /** More writes of the same transaction, behind the token and its audit event. */
  readonly alongside?: readonly TransactWriteItem[];
}

/** The changed token, or which of the writes alongside did not hold; `changed_meanwhile` when the token itself did not. */
export type ChangeOutcome = StoredToken | Refusal | { readonly failedAlongside: readonly number[] };

/** One transaction: the edit, on condition that nobody edited in between, its audit event, and what goes with it. */
export async function changeToken(
  parts: TokenParts,
  request: AuthorizedRequest<OperationId>,
  { token, changes, alongside = [] }: TokenChange,
): Promise<ChangeOutcome> {
  const stamped: TokenChanges = { ...changes, updatedAt: new Date(request.nowEpochMs).toISOString() };
  const outcome = await transact(parts.directory.client, [
    updateToken(parts.directory, token, stamped),
    putAuditEvent(
      parts.directory,
      actorOf(request),
      {
        operation: request.operation,
        target: { type: "token", id: token.id },
        before: onlyChanged(token, changes),
        after: auditableFields(changes),
      },
      parts.randomBytes,
    ),
    ...alongside,
  ]);
  if (outcome.written) return { ...token, ...stamped, revision: token.revision + 1 };
  const failedAlongside = outcome.failed.map((position) => position - 2).filter((position) => position >= 0);
  return failedAlongside.length > 0 ? { failedAlongside } : refuse("changed_meanwhile");
}

function onlyChanged(token: StoredToken, changes: TokenChanges): Record<string, unknown> {
  const fields = auditableFields(token);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name in changes));
}
