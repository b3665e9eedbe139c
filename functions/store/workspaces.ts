import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { workspaceEntryKey, workspaceKey } from "./keys.ts";
import { updateUnchanged } from "./revision.ts";
import { add, EXISTS, getItem, IS_NEW, put, type Table } from "./table.ts";

export interface Policies {
  readonly serviceAccountsOnly: boolean;
  readonly explicitDomainsOnly: boolean;
  /** Longest life of a secret, from its making, in days. Absent: no limit. */
  readonly tokenLifetimeDaysMax?: number | undefined;
}

export const TIME_ZONE_DEFAULT = "UTC";

export interface StoredWorkspace {
  readonly id: string;
  readonly name: string;
  readonly policies: Policies;
  /** Whose days and months analytics and billing have: a name of the IANA time zone database. Absent: UTC. */
  readonly timeZone?: string | undefined;
  /** Active owners who hold everything. Moves in the transaction that makes or unmakes one. */
  readonly ownerCount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly revision: number;
}

/** The workspace of an authorized principal, which exists. */
export async function readWorkspace(directory: Table, workspaceId: string): Promise<StoredWorkspace> {
  const workspace = await getItem<StoredWorkspace>(directory, workspaceKey(workspaceId));
  if (workspace === undefined) throw new Error("the workspace of a principal does not exist");
  return workspace;
}

/** A workspace that is gone has the days of UTC. */
export async function readTimeZone(directory: Table, workspaceId: string): Promise<string> {
  return (await getItem<StoredWorkspace>(directory, workspaceKey(workspaceId)))?.timeZone ?? TIME_ZONE_DEFAULT;
}

/** With its entry among all workspaces. */
export function putWorkspace(directory: Table, workspace: StoredWorkspace): TransactWriteItem[] {
  return [
    put(directory, { ...workspace, ...workspaceKey(workspace.id) }, IS_NEW),
    put(directory, workspaceEntryKey(workspace.id)),
  ];
}

export function updateWorkspace(
  directory: Table,
  workspace: StoredWorkspace,
  changes: Partial<Pick<StoredWorkspace, "name" | "policies" | "timeZone" | "updatedAt">>,
): TransactWriteItem {
  return updateUnchanged(directory, workspaceKey(workspace.id), workspace, changes);
}

/** Counts the owners; fails when none would be left. */
export function countOwner(directory: Table, workspaceId: string, amount: 1 | -1): TransactWriteItem {
  const condition = amount === 1 ? EXISTS : { expression: "ownerCount > :one", values: { ":one": 1 } };
  return add(directory, workspaceKey(workspaceId), "ownerCount", amount, condition);
}
