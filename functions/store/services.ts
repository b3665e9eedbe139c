import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ServiceState } from "../domain/application.ts";
import type { ServiceGrant } from "../domain/rights.ts";
import { formatCursor, parseCursor } from "./cursor.ts";
import { SERVICE_PREFIX, serviceKey, workspaceKey } from "./keys.ts";
import { type Listed, listItems } from "./list.ts";
import { updateUnchanged } from "./revision.ts";
import { add, getItem, IS_NEW, put, remove, type Table } from "./table.ts";

export interface StoredService {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly description?: string | undefined;
  /** Read with every decision about its token. */
  readonly state: ServiceState;
  readonly tokenId: string;
  /** Moves in the transaction that creates or deletes an application. */
  readonly applicationCount: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  /** Counts the edits; an edit names the one that it read. */
  readonly revision: number;
}

export async function readService(
  directory: Table,
  workspaceId: string,
  serviceId: string,
): Promise<StoredService | undefined> {
  return getItem<StoredService>(directory, serviceKey(workspaceId, serviceId));
}

export interface ListServicesOptions {
  readonly workspaceId: string;
  /** Only these are read. */
  readonly permitted: ServiceGrant;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** By id. Costs one Query for whoever may see every service, and one GetItem for each service shown for everybody else. */
export async function listServices(
  directory: Table,
  { workspaceId, permitted, limit, cursor }: ListServicesOptions,
): Promise<Listed<StoredService> | undefined> {
  if (permitted === "all") {
    const { pk } = workspaceKey(workspaceId);
    return listItems(directory, { list: "services", partition: pk, sortKeyPrefix: SERVICE_PREFIX, limit, cursor });
  }
  const list = JSON.stringify(["services", permitted]);
  const after = cursor === undefined ? "" : parseCursor(list, cursor);
  if (after === undefined) return undefined;
  const behind = [...permitted].sort().filter((id) => id > after);
  const shown = behind.slice(0, limit);
  const services = await Promise.all(shown.map((id) => readService(directory, workspaceId, id)));
  const last = shown.at(-1);
  return {
    // A service may have been deleted since it was permitted.
    items: services.filter((service) => service !== undefined),
    nextCursor: last === undefined || shown.length === behind.length ? null : formatCursor(list, last),
  };
}

export function putService(directory: Table, service: StoredService): TransactWriteItem {
  return put(directory, { ...service, ...serviceKey(service.workspaceId, service.id) }, IS_NEW);
}

/** Changes a service if nobody else has changed it since it was read. */
export function updateService(
  directory: Table,
  service: StoredService,
  changes: Partial<Pick<StoredService, "name" | "description" | "state" | "updatedAt">>,
): TransactWriteItem {
  return updateUnchanged(directory, serviceKey(service.workspaceId, service.id), service, changes);
}

/** Fails when it has an application by now. */
export function removeService(directory: Table, service: StoredService): TransactWriteItem {
  return remove(directory, serviceKey(service.workspaceId, service.id), {
    expression: "revision = :revision AND applicationCount = :none",
    values: { ":revision": service.revision, ":none": 0 },
  });
}

/** Fails when the service does not exist. */
export function countApplication(
  directory: Table,
  workspaceId: string,
  serviceId: string,
  amount: 1 | -1,
): TransactWriteItem {
  return add(directory, serviceKey(workspaceId, serviceId), "applicationCount", amount);
}
