import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { OperationId } from "../../contract/operations.ts";
import type { RandomBytes } from "../domain/base62.ts";
import { type AuditedChange, writeAudited } from "../store/audit.ts";
import type { Table } from "../store/table.ts";
import type { TransactOutcome } from "../store/transact.ts";
import type { AuthorizedRequest } from "./create-handler.ts";

/** What a change is recorded with. Every management function has it. */
export interface CommitParts {
  readonly directory: Table;
  readonly randomBytes: RandomBytes;
}

/**
 * The change that a request asks for, with its audit event, in one transaction. An operation that writes anything in the workspace's name
 * writes it here.
 * @returns positions of `failed` are those of `writes`
 */
export async function commit(
  parts: CommitParts,
  { principal, requestId, sourceIp, nowEpochMs, operation }: AuthorizedRequest<OperationId>,
  change: Omit<AuditedChange, "operation">,
  writes: readonly TransactWriteItem[],
): Promise<TransactOutcome> {
  return writeAudited(parts, { principal, requestId, sourceIp, nowEpochMs }, { operation, ...change }, writes);
}
