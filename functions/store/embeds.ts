import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { embedKey, embedsOfWorkspace, tokenKey } from "./keys.ts";
import { BY_WORKSPACE, type Listed, listItems } from "./list.ts";
import { updateUnchanged } from "./revision.ts";
import { check, EXISTS, getItem, IS_NEW, put, remove, type Table } from "./table.ts";

/** What stands for a public token on a page. The authorizer reads it by its id alone: see embed-reader.ts. */
export interface StoredEmbed {
  readonly id: string;
  readonly workspaceId: string;
  readonly label: string;
  /** The public token of the same workspace that a page with this id uses. */
  readonly tokenId: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  /** Counts the edits; an edit names the one that it read. */
  readonly revision: number;
}

/** An embed of this workspace. One of another workspace is as absent as one that never was. */
export async function readEmbed(
  directory: Table,
  workspaceId: string,
  embedId: string,
): Promise<StoredEmbed | undefined> {
  const embed = await getItem<StoredEmbed>(directory, embedKey(embedId));
  return embed?.workspaceId === workspaceId ? embed : undefined;
}

export async function listEmbeds(
  directory: Table,
  options: {
    readonly workspaceId: string;
    readonly tokenId: string | undefined;
    readonly limit: number;
    readonly cursor: string | undefined;
  },
): Promise<Listed<StoredEmbed> | undefined> {
  const { workspaceId, tokenId, limit, cursor } = options;
  return listItems<StoredEmbed>(directory, {
    list: JSON.stringify(["embeds", tokenId]),
    index: BY_WORKSPACE,
    partition: embedsOfWorkspace(workspaceId),
    descending: true,
    limit,
    cursor,
    ...(tokenId !== undefined && { accepts: (embed) => embed.tokenId === tokenId }),
  });
}

export function putEmbed(directory: Table, embed: StoredEmbed): TransactWriteItem {
  return put(
    directory,
    {
      ...embed,
      ...embedKey(embed.id),
      gsi1pk: embedsOfWorkspace(embed.workspaceId),
      gsi1sk: `${embed.createdAt}#${embed.id}`,
    },
    IS_NEW,
  );
}

export function updateEmbed(
  directory: Table,
  embed: StoredEmbed,
  changes: Partial<Pick<StoredEmbed, "label" | "tokenId" | "updatedAt">>,
): TransactWriteItem {
  return updateUnchanged(directory, embedKey(embed.id), embed, changes);
}

export function removeEmbed(directory: Table, embed: StoredEmbed): TransactWriteItem {
  return remove(directory, embedKey(embed.id), EXISTS);
}

/** Holds when an embed may stand for this token: a public one of the workspace that is not revoked. */
export function checkEmbeddable(directory: Table, workspaceId: string, tokenId: string): TransactWriteItem {
  return check(directory, tokenKey(tokenId), {
    expression: "workspaceId = :workspace AND kind = :public AND attribute_not_exists(revokedAt)",
    values: { ":workspace": workspaceId, ":public": "public" },
  });
}
