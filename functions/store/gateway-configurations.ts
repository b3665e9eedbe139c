import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Environments } from "../domain/gateway-environments.ts";
import {
  gatewayConfigurationsOf,
  gatewayDocumentKey,
  gatewayEnvironmentsKey,
  gatewayVersionKey,
  VERSION_PREFIX,
} from "./keys.ts";
import { type Listed, listItems } from "./list.ts";
import { updateUnchanged } from "./revision.ts";
import { getItem, IS_NEW, put, type Table } from "./table.ts";

/** Where a service's gateway configuration is. */
export interface GatewayAddress {
  readonly workspaceId: string;
  readonly serviceId: string;
}

/** Which environment has which version. Comes to be with the first version. */
export type StoredEnvironments = Environments & {
  /** Counts the changes; a change names the one that it read. */
  readonly revision: number;
};

/** A version without its document, which is an item of its own, so that a list need not read it. */
export interface StoredGatewayVersion {
  readonly version: number;
  readonly comment?: string | undefined;
  readonly createdAt: string;
  readonly createdBy: string;
}

export async function readEnvironments(
  catalogue: Table,
  { workspaceId, serviceId }: GatewayAddress,
): Promise<StoredEnvironments | undefined> {
  return getItem<StoredEnvironments>(catalogue, gatewayEnvironmentsKey(workspaceId, serviceId));
}

export async function readGatewayVersion(
  catalogue: Table,
  { workspaceId, serviceId }: GatewayAddress,
  version: number,
): Promise<StoredGatewayVersion | undefined> {
  return getItem<StoredGatewayVersion>(catalogue, gatewayVersionKey(workspaceId, serviceId, version));
}

/** JSON text. */
export async function readGatewayDocument(
  catalogue: Table,
  { workspaceId, serviceId }: GatewayAddress,
  version: number,
): Promise<string | undefined> {
  const item = await getItem<{ readonly document: string }>(
    catalogue,
    gatewayDocumentKey(workspaceId, serviceId, version),
  );
  return item?.document;
}

/** Newest first, without documents. */
export async function listGatewayVersions(
  catalogue: Table,
  { workspaceId, serviceId }: GatewayAddress,
  options: { readonly limit: number; readonly cursor: string | undefined },
): Promise<Listed<StoredGatewayVersion> | undefined> {
  return listItems<StoredGatewayVersion>(catalogue, {
    list: `gateway configuration of ${serviceId}`,
    partition: gatewayConfigurationsOf(workspaceId, serviceId),
    sortKeyPrefix: VERSION_PREFIX,
    descending: true,
    ...options,
  });
}

/** Versions are written once and never again. */
export function putGatewayVersion(
  catalogue: Table,
  { workspaceId, serviceId }: GatewayAddress,
  version: StoredGatewayVersion,
  document: string,
): TransactWriteItem[] {
  return [
    put(catalogue, { ...version, ...gatewayVersionKey(workspaceId, serviceId, version.version) }, IS_NEW),
    put(catalogue, { document, ...gatewayDocumentKey(workspaceId, serviceId, version.version) }, IS_NEW),
  ];
}

/** Fails when somebody else has moved something since `before` was read. */
export function writeEnvironments(
  catalogue: Table,
  { workspaceId, serviceId }: GatewayAddress,
  before: StoredEnvironments | undefined,
  { latestVersion, staging, production }: Environments,
): TransactWriteItem {
  const key = gatewayEnvironmentsKey(workspaceId, serviceId);
  const changes = { latestVersion, staging, production };
  if (before === undefined) return put(catalogue, { ...changes, revision: 1, ...key }, IS_NEW);
  return updateUnchanged(catalogue, key, before, changes);
}
