import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Money, Values } from "../domain/configurator/document.ts";
import { configurationKey, configurationsOfConfigurator, configurationsOfWorkspace } from "./keys.ts";
import { BY_CONFIGURATOR, BY_WORKSPACE, type Listed, listItems } from "./list.ts";
import { EXISTS, getItem, IS_NEW, put, remove, type Table } from "./table.ts";

/** A shopper's choices, as they were when they were saved. Never changed. */
export interface StoredConfiguration {
  readonly shortId: string;
  readonly configuratorId: string;
  readonly version: number;
  readonly values: Values;
  readonly price: Money;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: string;
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
  const { shortId, configuratorId, createdAt } = configuration;
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
    },
    IS_NEW,
  );
}

export function removeConfiguration(catalogue: Table, workspaceId: string, shortId: string): TransactWriteItem {
  return remove(catalogue, configurationKey(workspaceId, shortId), EXISTS);
}

/** Newest first. */
export async function listConfigurations(
  catalogue: Table,
  options: {
    readonly workspaceId: string;
    readonly configuratorId: string | undefined;
    readonly limit: number;
    readonly cursor: string | undefined;
  },
): Promise<Listed<StoredConfiguration> | undefined> {
  const { workspaceId, configuratorId, limit, cursor } = options;
  return listItems<StoredConfiguration>(catalogue, {
    list: `configurations of ${configuratorId ?? "the workspace"}`,
    ...(configuratorId === undefined
      ? { index: BY_WORKSPACE, partition: configurationsOfWorkspace(workspaceId) }
      : { index: BY_CONFIGURATOR, partition: configurationsOfConfigurator(workspaceId, configuratorId) }),
    descending: true,
    limit,
    cursor,
  });
}
