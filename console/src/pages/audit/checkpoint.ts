import type { AuditChainHead } from "../../../../sdk/src/generated/types.ts";

/** The heads that somebody kept from an earlier verification; undefined when the text is something else. Nothing typed: no heads. */
export function parseCheckpoint(text: string): readonly AuditChainHead[] | undefined {
  if (text.trim() === "") return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(isHead) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function formatCheckpoint(heads: readonly AuditChainHead[]): string {
  return JSON.stringify(heads, null, 1);
}

function isHead(value: unknown): value is AuditChainHead {
  if (typeof value !== "object" || value === null) return false;
  const { chain, sequence, hash }: Readonly<Record<string, unknown>> = { ...value };
  return (
    Number.isInteger(chain) && Number.isInteger(sequence) && typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash)
  );
}
