import type { EmbedId } from "../domain/embed-id.ts";
import type { TokenId } from "../domain/token.ts";
import type { TokenSubject } from "../domain/token-record.ts";
import type { EmbedTarget } from "../store/embed-reader.ts";
import type { ReadCached } from "./record-cache.ts";

/** What a request in an embed's name is judged from; undefined when the embed stands for no public token of its workspace. */
export type ReadEmbedSubject = (id: EmbedId) => Promise<TokenSubject | undefined>;

export function createEmbedSubjectReader(
  readEmbed: ReadCached<EmbedId, EmbedTarget | undefined>,
  readPublicToken: ReadCached<TokenId, TokenSubject | undefined>,
): ReadEmbedSubject {
  return async (id) => {
    const embed = await readEmbed(id);
    if (embed === undefined) return undefined;
    const subject = await readPublicToken(embed.tokenId);
    const isItsOwn = subject?.token.kind === "public" && subject.token.workspaceId === embed.workspaceId;
    return isItsOwn ? subject : undefined;
  };
}
