import type { Logger } from "@aws-lambda-powertools/logger";
import type { Key } from "../store/keys.ts";
import { PENDING_SHARDS, type Pending, readPendings } from "../store/pending.ts";
import { writeCompleteUntil } from "../store/rollups.ts";
import type { Table } from "../store/table.ts";
import { countWorkspace } from "./count-workspace.ts";

export interface CountingParts {
  readonly telemetry: Table;
  /** Whose days the breakdowns of a workspace have. */
  readonly readTimeZone: (workspaceId: string) => Promise<string>;
  readonly now: () => number;
  readonly logger: Pick<Logger, "info" | "error">;
  /** Pendings of one partition that are read at once. @default 200 */
  readonly pendingsPerPage?: number;
}

const PENDINGS_PER_PAGE = 200;
/** What was received in the last moments may be written after it was looked for: longer than a function may work on a request. */
const SETTLING_MS = 15_000;

interface Totals {
  counted: number;
  leftAlone: number;
  isCutShort: boolean;
  /** By workspace. */
  readonly faults: Map<string, unknown>;
}

/**
 * One scheduled run: adds up what is pending, of every workspace, oldest first. It may be repeated, run twice at once or die anywhere: what is
 * added to a rollup and what is taken away from the pendings are one transaction. What does not fit into the time is done by the next run.
 * @throws Error when some of it could not be counted; the rest was
 */
export async function runCounting(parts: CountingParts, deadlineEpochMs: number): Promise<void> {
  const { telemetry, now, logger } = parts;
  const startedAtEpochMs = now();
  const totals: Totals = { counted: 0, leftAlone: 0, isCutShort: false, faults: new Map() };
  let cursors: readonly Cursor[] = Array.from({ length: PENDING_SHARDS }, (_, shard) => ({ shard }));
  const isOver = () => now() >= deadlineEpochMs;
  while (cursors.length > 0 && !isOver()) {
    const pages = await Promise.all(cursors.map((cursor) => readPage(parts, cursor)));
    await countPages(
      { ...parts, isOver },
      pages.flatMap(({ items }) => items),
      totals,
    );
    cursors = pages.flatMap(({ next }) => next ?? []);
  }
  const isComplete = cursors.length === 0 && !totals.isCutShort && totals.faults.size === 0;
  if (isComplete) await writeCompleteUntil(telemetry, startedAtEpochMs - SETTLING_MS);
  const { counted, leftAlone, faults } = totals;
  logger.info("run ended", { counted, leftAlone, faults: faults.size, isComplete });
  const [fault] = faults.values();
  if (faults.size > 0) throw new Error(`${faults.size} workspaces could not be counted`, { cause: fault });
}

interface Cursor {
  readonly shard: number;
  readonly after?: Key;
}

async function readPage(
  { telemetry, pendingsPerPage = PENDINGS_PER_PAGE }: CountingParts,
  { shard, after }: Cursor,
): Promise<{ readonly items: readonly Pending[]; readonly next?: Cursor }> {
  const { items, hasMore } = await readPendings(telemetry, shard, { limit: pendingsPerPage, after });
  const last = items.at(-1);
  return { items, ...(hasMore && last !== undefined && { next: { shard, after: last } }) };
}

/** Workspaces side by side: they have no counter in common, and one that cannot be counted keeps no other one waiting. */
async function countPages(
  parts: CountingParts & { readonly isOver: () => boolean },
  pendings: readonly Pending[],
  totals: Totals,
): Promise<void> {
  const countable = pendings.filter(({ workspaceId }) => !totals.faults.has(workspaceId));
  const byWorkspace = Map.groupBy(countable, ({ workspaceId }) => workspaceId);
  await Promise.all(
    [...byWorkspace].map(async ([workspaceId, ofWorkspace]) => {
      try {
        const { counted, isComplete } = await countWorkspace(parts, workspaceId, ofWorkspace);
        totals.counted += counted;
        totals.leftAlone += ofWorkspace.length - counted;
        if (!isComplete) totals.isCutShort = true;
      } catch (error) {
        totals.faults.set(workspaceId, error);
        const { name, message } = error instanceof Error ? error : { name: "unknown", message: "" };
        parts.logger.error("workspace failed", { workspaceId, errorName: name, errorMessage: message });
      }
    }),
  );
}
