import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Table } from "../store/table.ts";

/** Brings the data from one version to the next, while the functions of the last release go on reading and writing it. */
export interface Migration {
  /** The data version that it leads to: one more than that of the migration before it. */
  readonly version: number;
  /** Tells it apart from another one that leads to the same version. Never changed once it is released. */
  readonly id: string;
  /** For the record of what has run. */
  readonly description: string;
  readonly phase: Phase;
  /**
   * Reads one page, by Query or GetItem, and says what is to be written for it. Called again for the same page when somebody changed one of its items
   * meanwhile, and after a run that died, so it keeps nothing in memory.
   * @param place what the page before gave as `next`; undefined for the first
   */
  readPage(tables: MigrationTables, place: string | undefined): Promise<MigratedPage>;
}

/**
 * `expand` adds beside what there is: the functions of the last release do not see it. What they write meanwhile lacks it, so that the functions of
 * this release read both forms.
 *
 * `contract` takes away what no function uses any more that has been deployed with data version `unusedSince` or later; also the place to bring over what
 * was written while the expansion ran. It is refused when an earlier release is still deployed.
 */
export type Phase = { readonly kind: "expand" } | { readonly kind: "contract"; readonly unusedSince: number };

export interface MigrationTables {
  readonly directory: Table;
}

export interface MigratedPage {
  /**
   * Written together with the page's place, or not at all. Each is on condition that its item is as it was read. At most `PAGE_WRITES_MAX`; a page may also
   * have none.
   */
  readonly writes: readonly TransactWriteItem[];
  /** Where the next page begins; undefined after the last. */
  readonly next: string | undefined;
}

/** What DynamoDB takes in one transaction, less the state and the record of the migration. */
export const PAGE_WRITES_MAX = 98;

/** What a release knows about the form of the data. */
export interface Release {
  readonly dataVersion: number;
  readonly oldestDataVersion: number;
  /** In the order of their versions, from the one after `oldestDataVersion` to `dataVersion`. */
  readonly migrations: readonly Migration[];
}
