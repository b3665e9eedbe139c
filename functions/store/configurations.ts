import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Money, Values } from "../domain/configurator/document.ts";
import type { Thumbnail } from "../domain/thumbnail.ts";
import {
  configurationKey,
  configurationsOfConfigurator,
  configurationsOfReference,
  configurationsOfWorkspace,
  thumbnailKey,
} from "./keys.ts";
import { BY_CONFIGURATOR, BY_REFERENCE, BY_WORKSPACE, type Listed, type ListOptions, listItems } from "./list.ts";
import { isUnchanged } from "./revision.ts";
import { getItem, IS_NEW, put, remove, type Table, update } from "./table.ts";

/** A shopper's choices, as they were when they were saved. Changed only by who has the edit key. */
export interface StoredConfiguration {
  readonly shortId: string;
  readonly configuratorId: string;
  readonly version: number;
  readonly values: Values;
  readonly price: Money;
  readonly metadata: Readonly<Record<string, string>>;
  readonly customerReference?: string | undefined;
  /** Of the edit key, which is not stored. */
  readonly editKeyDigest: string;
  /** Counts the changes. */
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Id of the public token. */
  readonly savedWith: string;
  readonly savedFrom?: string | undefined;
}

export async function readConfiguration(
  catalogue: Table,
  workspaceId: string,
  shortId: string,
): Promise<StoredConfiguration | undefined> {
  return getItem<StoredConfiguration>(catalogue, configurationKey(workspaceId, shortId));
}

export function putConfiguration(
  catalogue: Table,
  workspaceId: string,
  configuration: StoredConfiguration,
): TransactWriteItem {
  const { shortId, configuratorId, customerReference, createdAt } = configuration;
  const listKey = `${createdAt}#${shortId}`;
  return put(
    catalogue,
    {
      ...configuration,
      ...configurationKey(workspaceId, shortId),
      gsi1pk: configurationsOfWorkspace(workspaceId),
      gsi1sk: listKey,
      gsi2pk: configurationsOfConfigurator(workspaceId, configuratorId),
      gsi2sk: listKey,
      ...referenceKeys(workspaceId, configuration, customerReference),
    },
    IS_NEW,
  );
}

/** Changes a save if nobody else has changed or deleted it since it was read. */
export function updateConfiguration(
  catalogue: Table,
  workspaceId: string,
  configuration: StoredConfiguration,
  changes: Partial<
    Pick<
      StoredConfiguration,
      "version" | "values" | "price" | "metadata" | "customerReference" | "revision" | "updatedAt"
    >
  >,
): TransactWriteItem {
  return update(
    catalogue,
    configurationKey(workspaceId, configuration.shortId),
    { ...changes, ...referenceKeys(workspaceId, configuration, changes.customerReference) },
    isUnchanged(configuration),
  );
}

/** Places a save among those with the same reference. */
function referenceKeys(
  workspaceId: string,
  { createdAt, shortId }: Pick<StoredConfiguration, "createdAt" | "shortId">,
  customerReference: string | undefined,
): Record<string, string> {
  return customerReference === undefined
    ? {}
    : { gsi3pk: configurationsOfReference(workspaceId, customerReference), gsi3sk: `${createdAt}#${shortId}` };
}

/** The picture is an item of its own, so that no list and no page that resumes reads it. */
export async function readThumbnail(
  catalogue: Table,
  workspaceId: string,
  shortId: string,
): Promise<Thumbnail | undefined> {
  return getItem<Thumbnail>(catalogue, thumbnailKey(workspaceId, shortId));
}

export function putThumbnail(
  catalogue: Table,
  workspaceId: string,
  shortId: string,
  { type, bytes }: Thumbnail,
): TransactWriteItem {
  return put(catalogue, { type, bytes, ...thumbnailKey(workspaceId, shortId) });
}

export function removeThumbnail(catalogue: Table, workspaceId: string, shortId: string): TransactWriteItem {
  return remove(catalogue, thumbnailKey(workspaceId, shortId));
}

/** The save with its picture, if nobody has changed it since it was read. */
export function removeConfiguration(
  catalogue: Table,
  workspaceId: string,
  configuration: StoredConfiguration,
): TransactWriteItem[] {
  const { shortId } = configuration;
  return [
    remove(catalogue, configurationKey(workspaceId, shortId), isUnchanged(configuration)),
    removeThumbnail(catalogue, workspaceId, shortId),
  ];
}

export interface ConfigurationFilters {
  readonly configuratorId?: string | undefined;
  readonly customerReference?: string | undefined;
}

/** Newest first. One Query: both filters together look through the saves with the reference. */
export async function listConfigurations(
  catalogue: Table,
  workspaceId: string,
  filters: ConfigurationFilters,
  page: { readonly limit: number; readonly cursor: string | undefined },
): Promise<Listed<StoredConfiguration> | undefined> {
  return listItems<StoredConfiguration>(catalogue, {
    ...listOf(workspaceId, filters),
    descending: true,
    ...page,
  });
}

function listOf(
  workspaceId: string,
  { configuratorId, customerReference }: ConfigurationFilters,
): Pick<ListOptions<StoredConfiguration>, "list" | "index" | "partition" | "accepts"> {
  const list = `configurations ${JSON.stringify([configuratorId, customerReference])}`;
  if (customerReference !== undefined) {
    return {
      list,
      index: BY_REFERENCE,
      partition: configurationsOfReference(workspaceId, customerReference),
      accepts: configuratorId === undefined ? undefined : (item) => item.configuratorId === configuratorId,
    };
  }
  return configuratorId === undefined
    ? { list, index: BY_WORKSPACE, partition: configurationsOfWorkspace(workspaceId) }
    : { list, index: BY_CONFIGURATOR, partition: configurationsOfConfigurator(workspaceId, configuratorId) };
}
