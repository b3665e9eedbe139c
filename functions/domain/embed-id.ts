import { type RandomBytes, randomBase62 } from "./base62.ts";

declare const brand: unique symbol;
/**
 * A stable name for a public token: `emb_` and 12 base62 characters. A page may carry it in the token's place, so that the token behind it
 * can be rotated or exchanged without touching the page. It is as public as the token that it stands for.
 */
export type EmbedId = string & { readonly [brand]: "EmbedId" };

export const EMBED_ID_PATTERN = /^emb_[0-9A-Za-z]{12}$/;
const PREFIX = "emb_";
const NAME_LENGTH = 12;

/** Reads an embed id; undefined when it is not one. */
export function parseEmbedId(text: string): EmbedId | undefined {
  return EMBED_ID_PATTERN.test(text) ? (text as EmbedId) : undefined;
}

export function createEmbedId(randomBytes: RandomBytes): EmbedId {
  return `${PREFIX}${randomBase62(NAME_LENGTH, randomBytes)}` as EmbedId;
}
