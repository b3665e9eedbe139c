import type { Migration, Release } from "../../../functions/migrations/migration.ts";
import { queryPage, type Table, update } from "../../../functions/store/table.ts";

/** A partition of items that are to be migrated. */
export const ITEMS = "MADE_UP";

export interface MadeUpItem {
  readonly pk: string;
  readonly sk: string;
  readonly revision: number;
  /** How often each migration has touched the item. */
  readonly touched?: number;
}

const PER_PAGE = 5;

/** Adds one to `touched` of each item, five a page: what is done twice, or not at all, can be seen. */
export function expand(version: number): Migration {
  return {
    version,
    id: `made-up-${version}`,
    description: "Counts how often it touched an item",
    phase: { kind: "expand" },
    async readPage({ directory }, place) {
      const { items, hasMore } = await readItems(directory, place);
      return { writes: items.map((item) => touch(directory, item)), next: hasMore ? items.at(-1)?.sk : undefined };
    },
  };
}

export function contract(version: number, unusedSince: number): Migration {
  return { ...expand(version), phase: { kind: "contract", unusedSince } };
}

/** What has exactly these migrations. */
export function releaseOf(migrations: readonly Migration[]): Release {
  const [first] = migrations;
  const oldestDataVersion = first === undefined ? 1 : first.version - 1;
  return { dataVersion: oldestDataVersion + migrations.length, oldestDataVersion, migrations };
}

export function readItems(directory: Table, after?: string, limit = PER_PAGE) {
  const startAfter = after === undefined ? undefined : { pk: ITEMS, sk: after };
  return queryPage<MadeUpItem>(directory, { partition: ITEMS, limit, startAfter });
}

export function touch(directory: Table, { pk, sk, revision, touched = 0 }: MadeUpItem) {
  return update(
    directory,
    { pk, sk },
    { touched: touched + 1, revision: revision + 1 },
    { expression: "revision = :revision", values: { ":revision": revision } },
  );
}
