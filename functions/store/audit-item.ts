import {
  type AuditRecord,
  type ChainedRecord,
  type ChainHead,
  chainRecord,
  hashText,
  type Link,
} from "../domain/audit-chain.ts";
import { auditEventsAbout, auditEventsOf, auditKey, type Key } from "./keys.ts";

/** Beside its keys, an event is stored as the very text that was hashed. */
export interface AuditItem extends AuditKeys {
  readonly text: string;
  readonly hash: string;
}

interface AuditKeys extends Key {
  readonly gsi1pk: string;
  readonly gsi1sk: string;
  readonly gsi2pk: string;
  readonly gsi2sk: string;
}

/** The item that puts a record behind the last event of a chain. */
export function createAuditItem(record: AuditRecord, workspaceId: string, last: ChainHead): AuditItem {
  const { text, head } = chainRecord(record, workspaceId, last);
  return { text, hash: head.hash, ...keysOf({ ...record, ...head, workspaceId }) };
}

type Placed = Pick<ChainedRecord, "workspaceId" | "chain" | "sequence" | "id" | "at" | "target">;

function keysOf({ workspaceId, chain, sequence, id, at, target }: Placed): AuditKeys {
  return {
    ...auditKey(workspaceId, chain, sequence),
    gsi1pk: auditEventsOf(workspaceId),
    gsi1sk: `${at}#${id}`,
    gsi2pk: auditEventsAbout(workspaceId, target),
    gsi2sk: `${at}#${id}`,
  };
}

/** The store is the only writer; whether an item was tampered with is for `readLink` and the verification to say. */
export function parseRecord({ text }: AuditItem): ChainedRecord {
  return JSON.parse(text);
}

/** What verification needs to know of an item, which may be anything. Undefined when its text is not that of an event. */
export function readLink(item: AuditItem, workspaceId: string): (Link & { readonly isInPlace: boolean }) | undefined {
  const record = parseAnything(item.text);
  if (!isPlaced(record)) return undefined;
  const keys = Object.entries(keysOf({ ...record, workspaceId }));
  const stored: Readonly<Record<string, unknown>> = { ...item };
  return {
    chain: record.chain,
    sequence: record.sequence,
    previousHash: record.previousHash,
    hash: item.hash,
    contentHash: hashText(item.text),
    isInPlace: record.workspaceId === workspaceId && keys.every(([name, value]) => stored[name] === value),
  };
}

function parseAnything(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPlaced(value: unknown): value is Placed & Pick<ChainedRecord, "previousHash"> {
  return (
    isObject(value) &&
    Number.isSafeInteger(value.chain) &&
    Number.isSafeInteger(value.sequence) &&
    [value.workspaceId, value.id, value.at, value.previousHash].every((field) => typeof field === "string") &&
    isObject(value.target) &&
    [value.target.type, value.target.id].every((field) => typeof field === "string")
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
