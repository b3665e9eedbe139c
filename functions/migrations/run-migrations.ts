import type { Logger } from "@aws-lambda-powertools/logger";
import { type DataState, putDataState, putMigrationRecord, readDataState } from "../store/data-state.ts";
import { createPatience } from "../store/patience.ts";
import { transact } from "../store/transact.ts";
import { type MigratedPage, type Migration, type MigrationTables, PAGE_WRITES_MAX } from "./migration.ts";

export interface MigrationParts {
  readonly tables: MigrationTables;
  readonly now: () => number;
  readonly logger: Pick<Logger, "info" | "error">;
}

/** A migration that failed, in words for whoever deploys. What it did is kept, and it goes on there the next time. */
export class MigrationError extends Error {
  constructor({ id, version }: Migration, state: DataState, cause: unknown) {
    const { message } = cause instanceof Error ? cause : { message: "unknown fault" };
    super(
      `The migration "${id}" to data version ${version} failed after ${pagesOf(state)} pages: ${message}. ` +
        "Nothing of it is lost: the deployed release goes on, and the next deployment goes on from there.",
      { cause },
    );
    this.name = "MigrationError";
  }
}

/**
 * Runs migrations one after the other, page by page. A page's writes and its place are one transaction on the state as it was read, so each page is
 * written exactly once, wherever a run dies and however many run at once.
 *
 * @returns the state, with a `version` below that of the last migration when the time is over
 * @throws MigrationError
 */
export async function runMigrations(
  { tables, now, logger }: MigrationParts,
  migrations: readonly Migration[],
  { from, deadlineEpochMs }: { readonly from: DataState; readonly deadlineEpochMs: number },
): Promise<DataState> {
  let state = from;
  for (const migration of migrations) {
    while (state.version < migration.version) {
      if (now() >= deadlineEpochMs) return state;
      try {
        state = await migratePage({ tables, now }, migration, state);
      } catch (error) {
        throw new MigrationError(migration, state, error);
      }
    }
    logger.info("migration ended", { migration: migration.id, version: migration.version });
  }
  return state;
}

/** @returns the state after the page, or after what another run has done meanwhile */
async function migratePage(
  { tables, now }: Omit<MigrationParts, "logger">,
  migration: Migration,
  state: DataState,
): Promise<DataState> {
  const { directory } = tables;
  const patience = createPatience();
  for (;;) {
    const page = await migration.readPage(tables, state.progress?.place);
    assertPage(page, state);
    const { after, writes } = stateAfter(migration, state, page, new Date(now()).toISOString(), tables);
    const outcome = await transact(directory.client, [
      ...page.writes,
      putDataState(directory, state, after),
      ...writes,
    ]);
    if (outcome.written) return { ...after, revision: state.revision + 1 };
    if (outcome.failed.some((position) => position >= page.writes.length)) return requireState(tables);
    // Somebody has changed an item since it was read.
    if (!(await patience.pause())) throw new Error("items of one page are changed faster than they can be migrated");
  }
}

function stateAfter(
  migration: Migration,
  { version, deployedVersion, progress, request }: DataState,
  { next }: MigratedPage,
  at: string,
  { directory }: MigrationTables,
) {
  const { id, description, phase } = migration;
  const startedAt = progress?.startedAt ?? at;
  const pages = (progress?.pages ?? 0) + 1;
  if (next !== undefined) {
    const begun = { version: migration.version, id, startedAt, pages, place: next };
    return { after: { version, deployedVersion, request, progress: begun }, writes: [] };
  }
  const record = { version: migration.version, id, description, phase: phase.kind, startedAt, endedAt: at, pages };
  return {
    after: { version: migration.version, deployedVersion, request },
    writes: [putMigrationRecord(directory, record)],
  };
}

/** A page that leads to itself would never end. */
function assertPage({ writes, next }: MigratedPage, { progress }: DataState): void {
  if (writes.length > PAGE_WRITES_MAX) {
    throw new Error(`a page has ${writes.length} writes, and at most ${PAGE_WRITES_MAX} fit into a transaction`);
  }
  if (next !== undefined && next === progress?.place) throw new Error(`the page after "${next}" begins there, too`);
}

async function requireState({ directory }: MigrationTables): Promise<DataState> {
  const state = await readDataState(directory);
  if (state === undefined) throw new Error("the state of the data is gone");
  return state;
}

export function pagesOf({ progress }: DataState): number {
  return progress?.pages ?? 0;
}
