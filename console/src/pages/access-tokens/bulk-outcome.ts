import { ERRORS, type ErrorCode } from "../../../../contract/errors.ts";
import type { ChangedTokens, ChangeTokens, Token } from "../../../../sdk/src/generated/types.ts";

export type BulkAction = ChangeTokens["action"];

/** How each action is called, and how it reads when it was done. */
export const BULK_WORDS: Readonly<Record<BulkAction, { readonly verb: string; readonly done: string }>> = {
  disable: { verb: "Disable", done: "Disabled" },
  enable: { verb: "Enable", done: "Enabled" },
  reassign: { verb: "Reassign", done: "Reassigned" },
  revoke: { verb: "Revoke", done: "Revoked" },
};

/** What became of one token. */
export interface BulkResult {
  readonly tokenId: string;
  readonly label: string;
  readonly status: ChangedTokens["results"][number]["status"];
  /** Why not, in a sentence; undefined when it was done. */
  readonly reason: string | undefined;
}

/** The answer with the tokens' names, those that were not done first. */
export function readResults({ results }: ChangedTokens, tokens: readonly Token[]): readonly BulkResult[] {
  const labels = new Map(tokens.map(({ id, label }) => [id, label]));
  const named = results.map(({ tokenId, status, code }) => ({
    tokenId,
    label: labels.get(tokenId) ?? tokenId,
    status,
    reason: status === "done" ? undefined : status === "not_reached" ? NOT_REACHED : describeCode(code),
  }));
  return [...named.filter(({ status }) => status !== "done"), ...named.filter(({ status }) => status === "done")];
}

export function describeTokens(count: number): string {
  return count === 1 ? "1 token" : `${count} tokens`;
}

const NOT_REACHED = "There was no time left. Try again.";

function describeCode(code: string | null): string {
  return isErrorCode(code) ? `${ERRORS[code].title}.` : "It was refused.";
}

function isErrorCode(code: string | null): code is ErrorCode {
  return code !== null && Object.hasOwn(ERRORS, code);
}
