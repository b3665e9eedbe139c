import { hash } from "node:crypto";
import { formatCanonicalJson } from "./canonical-json.ts";
import type { CredentialKind } from "./rights.ts";

/**
 * How many chains a workspace's audit trail has. Writers choose one at random, so that they seldom meet. May be raised later: a new chain
 * starts empty. Never lower it: the chains beyond would not be read any more.
 */
export const AUDIT_CHAINS = 16;

/** Who did it. `system` is scheduled work that nobody asked for in a request. */
export type ActorKind = CredentialKind | "system";

/** One change, as the trail tells it. Absent fields are null, never left out: what is hashed has one form. */
export interface AuditRecord {
  readonly id: string;
  readonly at: string;
  readonly actor: { readonly kind: ActorKind; readonly id: string; readonly name: string };
  readonly operation: string;
  readonly target: { readonly type: string; readonly id: string };
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly requestId: string;
  readonly ip: string;
}

/** A record at its place in a chain: everything that its hash covers. */
export interface ChainedRecord extends AuditRecord {
  readonly workspaceId: string;
  readonly chain: number;
  /** Counted from 1, without a gap. */
  readonly sequence: number;
  /** Hash of the event before it; `START_HASH` for the first. */
  readonly previousHash: string;
}

export interface AuditEvent extends ChainedRecord {
  /** SHA-256 of the canonical JSON of all other fields, 64 hexadecimal digits. */
  readonly hash: string;
}

/** The last event of a chain. An auditor who keeps one can tell later that everything up to it is still as it was. */
export interface ChainHead {
  readonly chain: number;
  /** 0: the chain is empty. */
  readonly sequence: number;
  readonly hash: string;
}

const START_HASH = "0".repeat(64);

export function emptyChain(chain: number): ChainHead {
  return { chain, sequence: 0, hash: START_HASH };
}

/** Puts a record behind the last one of a chain. `text` is what was hashed, and what is to be stored. */
export function chainRecord(
  record: AuditRecord,
  workspaceId: string,
  { chain, sequence, hash: previousHash }: ChainHead,
): { readonly text: string; readonly head: ChainHead } {
  const chained: ChainedRecord = { ...record, workspaceId, chain, sequence: sequence + 1, previousHash };
  const text = formatCanonicalJson(chained);
  return { text, head: { chain, sequence: sequence + 1, hash: hashText(text) } };
}

export function hashText(text: string): string {
  return hash("sha256", text, "hex");
}

/** What can be wrong with a trail. The SDK finds the same in an exported one. */
export const CHAIN_PROBLEMS = [
  "malformed",
  "content_changed",
  "misplaced",
  "events_missing",
  "link_broken",
  "history_rewritten",
  "truncated",
] as const;
export type ChainProblemCode = (typeof CHAIN_PROBLEMS)[number];

export interface ChainProblem {
  readonly chain: number;
  readonly sequence: number;
  readonly code: ChainProblemCode;
}

/** What verification needs to know of one event: what it says of its place, its hash, and the hash that its content gives. */
export interface Link extends ChainHead {
  readonly previousHash: string;
  readonly contentHash: string;
}

/**
 * Judges the next event of a chain.
 *
 * @param checkpoint heads that were kept earlier, of any chains
 * @returns the problems, and the event that the next one must follow: an event out of its order does not move the chain back
 */
export function verifyLink(
  last: ChainHead,
  link: Link,
  checkpoint: readonly ChainHead[],
): { readonly problems: readonly ChainProblemCode[]; readonly last: ChainHead } {
  const { chain, sequence, hash: ownHash } = link;
  const problems: ChainProblemCode[] = [];
  if (link.contentHash !== ownHash) problems.push("content_changed");
  if (sequence <= last.sequence) return { problems: [...problems, "misplaced"], last };
  if (sequence > last.sequence + 1) problems.push("events_missing");
  else if (link.previousHash !== last.hash) problems.push("link_broken");
  const isKept = checkpoint.every(
    (kept) => kept.chain !== chain || kept.sequence !== sequence || kept.hash === ownHash,
  );
  if (!isKept) problems.push("history_rewritten");
  return { problems, last: { chain, sequence, hash: ownHash } };
}

/** Whether a chain that ends here is shorter than it was when the checkpoint was kept. */
export function isTruncated(last: ChainHead, checkpoint: readonly ChainHead[]): boolean {
  return checkpoint.some(({ chain, sequence }) => chain === last.chain && sequence > last.sequence);
}
