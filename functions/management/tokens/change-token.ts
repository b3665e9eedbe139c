import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { OperationId } from "../../../contract/operations.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type StoredToken, type TokenChanges, updateToken } from "../../store/tokens.ts";
import type { TokenParts } from "./parts.ts";
import { auditableFields, formatToken } from "./resource.ts";

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
  const change = {
    target: { type: "token", id: token.id },
    before: onlyChanged(token, changes),
    after: auditableFields(changes),
  };
  const outcome = await commit(parts, request, change, [updateToken(parts.directory, token, stamped), ...alongside]);
  if (outcome.written) return { ...token, ...stamped, revision: token.revision + 1 };
  const failedAlongside = outcome.failed.map((position) => position - 1).filter((position) => position >= 0);
  return failedAlongside.length > 0 ? { failedAlongside } : refuse("changed_meanwhile");
}

/** An edit that stands alone, answered with the token. */
export async function answerChanged(
  parts: TokenParts,
  request: AuthorizedRequest<OperationId>,
  change: Omit<TokenChange, "alongside">,
): Promise<Answer | Refusal> {
  const changed = await changeToken(parts, request, change);
  if (isRefusal(changed)) return changed;
  if ("failedAlongside" in changed) throw new Error("a write that was not asked for failed");
  return { status: 200, body: formatToken(changed, request.nowEpochMs) };
}

function onlyChanged(token: StoredToken, changes: TokenChanges): Record<string, unknown> {
  const fields = auditableFields(token);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name in changes));
}
