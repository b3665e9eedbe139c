import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { workspaceKey } from "./keys.ts";
import { getItem, IS_NEW, put, type Table, update } from "./table.ts";

export interface Policies {
  readonly serviceAccountsOnly: boolean;
  readonly explicitDomainsOnly: boolean;
}

export interface StoredWorkspace {
  readonly id: string;
  readonly name: string;
  readonly policies: Policies;
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

export function putWorkspace(directory: Table, workspace: StoredWorkspace): TransactWriteItem {
  return put(directory, { ...workspace, ...workspaceKey(workspace.id) }, IS_NEW);
}

export function updateWorkspace(
  directory: Table,
  workspace: StoredWorkspace,
  changes: Partial<Pick<StoredWorkspace, "name" | "policies" | "updatedAt">>,
): TransactWriteItem {
  return update(
    directory,
    workspaceKey(workspace.id),
    { ...changes, revision: workspace.revision + 1 },
    { expression: "revision = :revision", values: { ":revision": workspace.revision } },
  );
}
