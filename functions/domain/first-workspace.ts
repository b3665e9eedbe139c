import { hash } from "node:crypto";
import { randomBase62 } from "./base62.ts";

/** The workspace that a stack makes when it is first deployed. */
export function firstWorkspaceId(stackId: string): string {
  return `ws_${deriveId(stackId)}`;
}

/** 12 base62 characters of a digest. */
export function deriveId(source: string): string {
  const bytes = hash("sha512", source, "buffer");
  return randomBase62(12, () => bytes);
}
