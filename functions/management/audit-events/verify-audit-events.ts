import type { ResponseOf } from "../../../contract/api.ts";
import { type ChainHead, type ChainProblem, emptyChain, isTruncated, verifyLink } from "../../domain/audit-chain.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readLink } from "../../store/audit-item.ts";
import { formatTrailCursor, parseTrailCursor, placeAfter, readTrail, type Stretch } from "../../store/audit-trail.ts";
import type { Table } from "../../store/table.ts";

const PROBLEMS_MAX = 100;

/** Verifies from the cursor on, as far as one reading goes. */
export async function verifyAuditEvents(
  directory: Table,
  { principal, body: { cursor, checkpoint } }: AuthorizedRequest<"verifyAuditEvents">,
): Promise<Answer | Refusal> {
  const { workspaceId } = principal;
  const after = parseTrailCursor(cursor);
  if (after === undefined) return refuse("invalid_cursor");
  const stretches = await readTrail(directory, workspaceId, after);
  const problems: ChainProblem[] = [];
  const heads = new Map([[after.chain, after]]);
  for (const stretch of stretches) {
    const last = heads.get(stretch.chain) ?? emptyChain(stretch.chain);
    const found = verifyStretch(stretch, { workspaceId, last, checkpoint });
    problems.push(...found.problems);
    heads.set(stretch.chain, found.last);
  }
  const next = placeAfter(stretches, after);
  const answer: ResponseOf<"verifyAuditEvents"> = {
    verified: problems.length === 0,
    checked: stretches.reduce((sum, { items }) => sum + items.length, 0),
    problems: problems.slice(0, PROBLEMS_MAX),
    heads: [...heads.values()].filter(({ sequence }) => sequence > 0),
    nextCursor: next === undefined ? null : formatTrailCursor(next),
  };
  return { status: 200, body: answer };
}

function verifyStretch(
  { chain, items, isEnd }: Stretch,
  options: { readonly workspaceId: string; readonly last: ChainHead; readonly checkpoint: readonly ChainHead[] },
): { readonly problems: readonly ChainProblem[]; readonly last: ChainHead } {
  const problems: ChainProblem[] = [];
  let { last } = options;
  for (const item of items) {
    const sequence = Number(item.sk);
    const link = readLink(item, options.workspaceId);
    if (link === undefined) {
      problems.push({ chain, sequence, code: "malformed" });
      last = { chain, sequence, hash: item.hash };
      continue;
    }
    // It is judged at the place where it is stored; that it says another one is a problem of its own.
    const judged = verifyLink(last, { ...link, chain, sequence }, options.checkpoint);
    const codes = link.isInPlace ? judged.problems : [...judged.problems, "misplaced" as const];
    problems.push(...codes.map((code) => ({ chain, sequence, code })));
    last = judged.last;
  }
  if (isEnd && isTruncated(last, options.checkpoint)) {
    problems.push({ chain, sequence: last.sequence, code: "truncated" });
  }
  return { problems, last };
}
