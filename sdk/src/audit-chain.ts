import { formatCanonicalJson } from "./canonical-json.ts";
import type { AuditChainHead, AuditChainProblem, AuditEvent } from "./generated/types.ts";

/** What the verification of a trail found. */
export interface AuditTrailReport {
  /** Whether there is no problem. */
  readonly verified: boolean;
  /** Number of events. */
  readonly checked: number;
  readonly problems: readonly AuditChainProblem[];
  /** The last event of each chain. A checkpoint: keep it, and give it to a later verification. */
  readonly heads: readonly AuditChainHead[];
}

export interface VerifyAuditTrailOptions {
  /** `heads` of an earlier report: what was there then must be there still, unchanged. */
  readonly checkpoint?: readonly AuditChainHead[];
}

/** A line of an export, or an event that was parsed from one. */
type Line = string | AuditEvent;

/**
 * Verifies an exported audit trail by itself, without the server that it comes from: that no event was changed, moved, taken out or put in.
 * The lines of one chain must be in their order; chains may be mixed. Needs WebCrypto, which every current runtime has.
 *
 * Without a checkpoint it cannot know that events are missing at the end, or that a whole chain was written anew.
 */
export async function verifyAuditTrail(
  lines: Iterable<Line> | AsyncIterable<Line>,
  { checkpoint = [] }: VerifyAuditTrailOptions = {},
): Promise<AuditTrailReport> {
  const problems: AuditChainProblem[] = [];
  const heads = new Map<number, AuditChainHead>();
  let workspaceId: string | undefined;
  let checked = 0;
  for await (const line of lines) {
    if (typeof line === "string" && line.trim() === "") continue;
    checked += 1;
    const event = parseEvent(line);
    if (event === undefined) {
      problems.push({ chain: 0, sequence: 0, code: "malformed" });
      continue;
    }
    workspaceId ??= event.workspaceId;
    const { chain, sequence } = event;
    const last = heads.get(chain) ?? { chain, sequence: 0, hash: START_HASH };
    const codes = await findProblems(event, last, checkpoint);
    if (event.workspaceId !== workspaceId && !codes.includes("misplaced")) codes.push("misplaced");
    problems.push(...codes.map((code) => ({ chain, sequence, code })));
    // An event out of its order does not move the chain back.
    if (sequence > last.sequence) heads.set(chain, { chain, sequence, hash: event.hash });
  }
  for (const { chain, sequence } of checkpoint) {
    const end = heads.get(chain)?.sequence ?? 0;
    if (end < sequence) problems.push({ chain, sequence: end, code: "truncated" });
  }
  return { verified: problems.length === 0, checked, problems, heads: mergeHeads([...heads.values()]) };
}

/** The last head of each chain, by chain. */
export function mergeHeads(...heads: readonly (readonly AuditChainHead[])[]): readonly AuditChainHead[] {
  const byChain = new Map(heads.flat().map((head) => [head.chain, head]));
  return [...byChain.values()].sort((a, b) => a.chain - b.chain);
}

const START_HASH = "0".repeat(64);

async function findProblems(
  event: AuditEvent,
  last: AuditChainHead,
  checkpoint: readonly AuditChainHead[],
): Promise<AuditChainProblem["code"][]> {
  const { hash, ...content } = event;
  const { chain, sequence, previousHash } = content;
  const codes: AuditChainProblem["code"][] = [];
  if ((await hashText(formatCanonicalJson(content))) !== hash) codes.push("content_changed");
  if (sequence <= last.sequence) return [...codes, "misplaced"];
  if (sequence > last.sequence + 1) codes.push("events_missing");
  else if (previousHash !== last.hash) codes.push("link_broken");
  const isKept = checkpoint.every((kept) => kept.chain !== chain || kept.sequence !== sequence || kept.hash === hash);
  return isKept ? codes : [...codes, "history_rewritten"];
}

async function hashText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function parseEvent(line: Line): AuditEvent | undefined {
  if (typeof line !== "string") return isEvent(line) ? line : undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isEvent(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it has what the chain needs. The hash covers all other fields, whatever they are. */
function isEvent(value: unknown): value is AuditEvent {
  if (typeof value !== "object" || value === null) return false;
  const { workspaceId, chain, sequence, previousHash, hash }: Readonly<Record<string, unknown>> = { ...value };
  return (
    Number.isSafeInteger(chain) &&
    Number.isSafeInteger(sequence) &&
    [workspaceId, previousHash, hash].every((field) => typeof field === "string")
  );
}
