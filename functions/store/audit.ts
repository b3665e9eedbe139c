import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type ActorKind, AUDIT_CHAINS, type AuditRecord, type ChainHead, emptyChain } from "../domain/audit-chain.ts";
import { type RandomBytes, randomBase62 } from "../domain/base62.ts";
import { type AuditItem, createAuditItem } from "./audit-item.ts";
import { auditChainOf } from "./keys.ts";
import { createPatience } from "./patience.ts";
import { IS_NEW, put, queryPage, type Table } from "./table.ts";
import { attemptTransact, type TransactOutcome } from "./transact.ts";

/** Who does it, in which request. The same for every write of a request. */
export interface Actor {
  readonly principal: {
    readonly kind: ActorKind;
    readonly id: string;
    readonly workspaceId: string;
    readonly owner: { readonly name: string };
  };
  readonly requestId: string;
  readonly sourceIp: string;
  readonly nowEpochMs: number;
}

export interface AuditedChange {
  readonly operation: string;
  readonly target: { readonly type: string; readonly id: string };
  /** The changed fields, never a secret or a digest. Absent for what did not exist before. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

interface AuditParts {
  readonly directory: Table;
  readonly randomBytes: RandomBytes;
}

/**
 * Writes a change and its audit event in one transaction, so that neither exists without the other. The event goes to the end of one of the
 * workspace's chains, on condition that the place is still free: of two writers who meet there, the second tries another chain.
 * @returns positions of `failed` are those of `writes`
 */
export async function writeAudited(
  parts: AuditParts,
  actor: Actor,
  change: AuditedChange,
  writes: readonly TransactWriteItem[],
): Promise<TransactOutcome> {
  const { directory } = parts;
  const { workspaceId } = actor.principal;
  const record = describe(parts, actor, change);
  const patience = createPatience();
  for (let chain = pickChain(parts); ; chain = pickChain(parts, chain)) {
    const item = createAuditItem(record, workspaceId, await readHead(directory, workspaceId, chain));
    const attempt = await attemptOnce(directory, [...writes, put(directory, item, IS_NEW)], item);
    if (attempt.written) return attempt;
    const failed = attempt.failed.filter((position) => position < writes.length);
    if (failed.length > 0) return { written: false, failed };
    if (!(await patience.pause())) throw attempt.error;
  }
}

function describe(
  { randomBytes }: AuditParts,
  { principal, requestId, sourceIp, nowEpochMs }: Actor,
  { operation, target, before, after }: AuditedChange,
): AuditRecord {
  return {
    id: `evt_${randomBase62(16, randomBytes)}`,
    at: new Date(nowEpochMs).toISOString(),
    actor: { kind: principal.kind, id: principal.id, name: principal.owner.name },
    operation,
    target: { type: target.type, id: target.id },
    before: before ?? null,
    after: after ?? null,
    requestId,
    ip: sourceIp,
  };
}

/** Any chain, but not the one where somebody else has just been writing. */
function pickChain({ randomBytes }: AuditParts, except?: number): number {
  const [byte = 0] = randomBytes(1);
  return except === undefined ? byte % AUDIT_CHAINS : (except + 1 + (byte % (AUDIT_CHAINS - 1))) % AUDIT_CHAINS;
}

async function readHead(directory: Table, workspaceId: string, chain: number): Promise<ChainHead> {
  const { items } = await queryPage<AuditItem>(directory, {
    partition: auditChainOf(workspaceId, chain),
    descending: true,
    limit: 1,
  });
  const [last] = items;
  return last === undefined ? emptyChain(chain) : { chain, sequence: Number(last.sk), hash: last.hash };
}

/**
 * An attempt whose answer got lost may have been written: then the event is there. The SDK repeats a lost request under the same token, so
 * this is for those that it gave up on, and for a repetition that was refused because of what the first one had written.
 */
async function attemptOnce(directory: Table, writes: readonly TransactWriteItem[], item: AuditItem) {
  try {
    const attempt = await attemptTransact(directory.client, writes);
    const isRepetition = !attempt.written && (attempt.error.$metadata.attempts ?? 1) > 1;
    return isRepetition && (await isStored(directory, item)) ? ({ written: true } as const) : attempt;
  } catch (error) {
    const isWritten = mayHaveHappened(error) && (await isStored(directory, item).catch(() => false));
    if (isWritten) return { written: true } as const;
    throw error;
  }
}

async function isStored(directory: Table, { pk, sk, hash }: AuditItem): Promise<boolean> {
  const { items } = await queryPage<AuditItem>(directory, { partition: pk, sortKeyPrefix: sk, limit: 1 });
  return items[0]?.hash === hash;
}

/** A refusal by DynamoDB is certain; no answer, or a fault of its own, is not. */
function mayHaveHappened(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === "TransactionInProgressException") return true;
  const metadata: unknown = "$metadata" in error ? error.$metadata : undefined;
  const hasStatus = typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata;
  const status = hasStatus && typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
  return status === undefined || status >= 500;
}
