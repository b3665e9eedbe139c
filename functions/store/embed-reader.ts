import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { EmbedId } from "../domain/embed-id.ts";
import { parseTokenId, type TokenId } from "../domain/token.ts";
import { text } from "./attributes.ts";
import { embedKey } from "./keys.ts";
import { getItem } from "./token-reader.ts";

/** What an embed stands for now. */
export interface EmbedTarget {
  readonly tokenId: TokenId;
  readonly workspaceId: string;
}

/** What an embed stands for, by one strongly consistent read; undefined when there is no such embed. */
export type ReadEmbed = (id: EmbedId) => Promise<EmbedTarget | undefined>;

export function createEmbedTargetReader(client: DynamoDBClient, tableName: string): ReadEmbed {
  return async (id) => {
    const embed = await getItem(client, tableName, embedKey(id));
    if (embed === undefined) return undefined;
    const tokenId = parseTokenId(text(embed, "tokenId"));
    if (tokenId === undefined) throw new TypeError("a stored embed names no token");
    return { tokenId, workspaceId: text(embed, "workspaceId") };
  };
}
