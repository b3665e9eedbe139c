import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type RandomBytes, randomBase62 } from "../domain/base62.ts";
import type { Principal } from "../domain/decide.ts";
import { auditKey } from "./keys.ts";
import { IS_NEW, put, type Table } from "./table.ts";

/** Who does it, in which request. The same for every write of a request. */
export interface Actor {
  readonly principal: Principal;
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

export interface AuditEventItem extends AuditedChange {
  readonly id: string;
  readonly at: string;
  readonly actor: { readonly kind: "private" | "session"; readonly id: string; readonly name: string };
  readonly requestId: string;
  readonly ip: string;
}

/** The audit event of a change: part of the same transaction, so that neither exists without the other. */
export function putAuditEvent(
  directory: Table,
  { principal, requestId, sourceIp, nowEpochMs }: Actor,
  change: AuditedChange,
  randomBytes: RandomBytes,
): TransactWriteItem {
  const id = `evt_${randomBase62(16, randomBytes)}`;
  const at = new Date(nowEpochMs).toISOString();
  const event: AuditEventItem = {
    id,
    at,
    actor: { kind: principal.kind === "session" ? "session" : "private", id: principal.id, name: principal.owner.name },
    ...change,
    requestId,
    ip: sourceIp,
  };
  return put(directory, { ...event, ...auditKey(principal.workspaceId, at, id) }, IS_NEW);
}
