import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ApiScope, Role, ServiceGrant } from "../domain/rights.ts";
import type { ServiceAccountState } from "../domain/service-account.ts";
import { SERVICE_ACCOUNT_PREFIX, serviceAccountKey, workspaceKey } from "./keys.ts";
import { type Listed, listItems } from "./list.ts";
import { updateUnchanged } from "./revision.ts";
import { getItem, IS_NEW, put, remove, type Table } from "./table.ts";

export interface StoredServiceAccount {
  readonly workspaceId: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly state: ServiceAccountState;
  /** Ceiling on what its tokens can do now. */
  readonly role: Role;
  readonly scopes: readonly ApiScope[];
  readonly services: ServiceGrant;
  /** Tokens that it owns and that are not revoked. Moves in the transaction that creates, reassigns or revokes one. */
  readonly tokenCount: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly revision: number;
}

export async function readServiceAccount(
  directory: Table,
  workspaceId: string,
  name: string,
): Promise<StoredServiceAccount | undefined> {
  return getItem<StoredServiceAccount>(directory, serviceAccountKey(workspaceId, name));
}

export async function listServiceAccounts(
  directory: Table,
  options: { readonly workspaceId: string; readonly limit: number; readonly cursor: string | undefined },
): Promise<Listed<StoredServiceAccount> | undefined> {
  return listItems<StoredServiceAccount>(directory, {
    list: "service-accounts",
    partition: workspaceKey(options.workspaceId).pk,
    sortKeyPrefix: SERVICE_ACCOUNT_PREFIX,
    limit: options.limit,
    cursor: options.cursor,
  });
}

export function putServiceAccount(directory: Table, account: StoredServiceAccount): TransactWriteItem {
  return put(directory, { ...account, ...serviceAccountKey(account.workspaceId, account.name) }, IS_NEW);
}

export type ServiceAccountChanges = Partial<
  Pick<StoredServiceAccount, "description" | "state" | "role" | "scopes" | "services" | "updatedAt">
>;

/** Changes a service account if nobody else has changed it since it was read. */
export function updateServiceAccount(
  directory: Table,
  account: StoredServiceAccount,
  changes: ServiceAccountChanges,
): TransactWriteItem {
  return updateUnchanged(directory, serviceAccountKey(account.workspaceId, account.name), account, changes);
}

/** Fails when it was changed, or owns a token by now. */
export function removeServiceAccount(directory: Table, account: StoredServiceAccount): TransactWriteItem {
  return remove(directory, serviceAccountKey(account.workspaceId, account.name), {
    expression: "revision = :revision AND tokenCount = :none",
    values: { ":revision": account.revision, ":none": 0 },
  });
}
