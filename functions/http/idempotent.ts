import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { OperationId } from "../../contract/operations.ts";
import {
  digestRequest,
  type IdempotencyRecord,
  type IdempotentRequest,
  putIdempotencyRecord,
  readIdempotencyRecord,
} from "../store/idempotency.ts";
import type { Table } from "../store/table.ts";
import { type Answer, type Refusal, refuse } from "./answer.ts";
import type { AuthorizedRequest } from "./create-handler.ts";

const KEY = /^[\x21-\x7e]{1,128}$/;

/** Another request under the same key was first: its outcome is to be given again. */
export const REPEATED = Symbol("repeated");

/** Handed to the work that must happen once. */
export interface Once {
  /** Last write of the work's transaction; no write when the request has no key. When its condition fails, the work is `REPEATED`. */
  claim(made: { readonly resourceId: string; readonly nonce?: string }): TransactWriteItem[];
  readonly hasKey: boolean;
}

export interface IdempotentWork<Id extends OperationId> {
  readonly table: Table;
  readonly request: AuthorizedRequest<Id>;
  readonly run: (once: Once) => Promise<Answer | Refusal | typeof REPEATED>;
  /** Answers again for what the first request made. */
  readonly replay: (record: IdempotencyRecord) => Promise<Answer | Refusal>;
}

/**
 * The `Idempotency-Key` header (IETF draft-ietf-httpapi-idempotency-key-header): within 24 hours the same key from the same
 * principal gives the first outcome again, and a different request under it is refused.
 */
export async function runIdempotently<Id extends OperationId>(work: IdempotentWork<Id>): Promise<Answer | Refusal> {
  const { table, request } = work;
  const key = request.headers["idempotency-key"];
  if (key === undefined) return finish(await work.run({ hasKey: false, claim: () => [] }));
  if (!KEY.test(key)) return refuse("invalid_idempotency_key");

  const idempotent: IdempotentRequest = {
    workspaceId: request.principal.workspaceId,
    principalId: request.principal.id,
    operation: request.operation,
    key,
    requestDigest: digestRequest(request.path, request.body),
    nowEpochMs: request.nowEpochMs,
  };
  const replayed = await replay(work, idempotent);
  if (replayed !== undefined) return replayed;
  const outcome = await work.run({ hasKey: true, claim: (made) => [putIdempotencyRecord(table, idempotent, made)] });
  if (outcome !== REPEATED && !("refusal" in outcome)) return outcome;
  // What refused the work may be what the first request has made meanwhile.
  return (await replay(work, idempotent)) ?? finish(outcome);
}

async function replay<Id extends OperationId>(
  { table, replay: answerAgain }: IdempotentWork<Id>,
  idempotent: IdempotentRequest,
): Promise<Answer | Refusal | undefined> {
  const record = await readIdempotencyRecord(table, idempotent);
  if (record === undefined) return undefined;
  if (record.requestDigest !== idempotent.requestDigest) return refuse("idempotency_key_reused");
  const outcome = await answerAgain(record);
  return "refusal" in outcome
    ? outcome
    : { ...outcome, headers: { ...outcome.headers, "idempotency-replayed": "true" } };
}

function finish(outcome: Answer | Refusal | typeof REPEATED): Answer | Refusal {
  if (outcome === REPEATED) throw new Error("a repeated request left no record");
  return outcome;
}
