import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { DATA_STATE_KEY, migrationKey, workspaceKey } from "./keys.ts";
import { isUnchanged } from "./revision.ts";
import { getItem, IS_NEW, put, type Table } from "./table.ts";

/** The form that the items of all tables have. */
export interface DataState {
  /** Every migration up to this version has ended. */
  readonly version: number;
  /** Data version of the release that was last deployed to the end. Never above `version`. */
  readonly deployedVersion: number;
  /** How far the migration after `version` has come, when it has begun. */
  readonly progress?: MigrationProgress | undefined;
  /** The latest request of CloudFormation that ran out of time. */
  readonly request?: { readonly id: string; readonly runs: number } | undefined;
  readonly revision: number;
}

export interface MigrationProgress {
  readonly version: number;
  readonly id: string;
  readonly startedAt: string;
  readonly pages: number;
  /** Where the next page begins. */
  readonly place: string;
}

/** That a migration has run. */
export interface MigrationRecord {
  readonly version: number;
  readonly id: string;
  readonly description: string;
  readonly phase: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly pages: number;
}

export async function readDataState(directory: Table): Promise<DataState | undefined> {
  return getItem<DataState>(directory, DATA_STATE_KEY);
}

/** Fails when there is a state. */
export function putFirstDataState(
  directory: Table,
  state: Pick<DataState, "version" | "deployedVersion">,
): TransactWriteItem {
  return put(directory, { ...state, revision: 1, ...DATA_STATE_KEY }, IS_NEW);
}

/** Fails when somebody has changed it since it was read. */
export function putDataState(
  directory: Table,
  before: DataState,
  after: Omit<DataState, "revision">,
): TransactWriteItem {
  return put(directory, { ...after, revision: before.revision + 1, ...DATA_STATE_KEY }, isUnchanged(before));
}

/** Fails when the migration has ended before. */
export function putMigrationRecord(directory: Table, record: MigrationRecord): TransactWriteItem {
  return put(directory, { ...record, ...migrationKey(record.version) }, IS_NEW);
}

export async function hasWorkspace(directory: Table, workspaceId: string): Promise<boolean> {
  return (await getItem(directory, workspaceKey(workspaceId))) !== undefined;
}
