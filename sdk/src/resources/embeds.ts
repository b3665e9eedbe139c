import type { Call } from "../call.ts";
import type { CreateEmbed, EmbedResource, ListEmbedsQuery, UpdateEmbed } from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/** Stable ids that pages carry in the place of public tokens. Scope `account_management`. */
export interface Embeds {
  /** Newest first. 25 a page, 100 at most. */
  list(query?: ListEmbedsQuery, options?: RequestOptions): List<EmbedResource>;
  /** Ends with `token_not_accepted` unless `tokenId` is a public token of the workspace that is not revoked. */
  create(body: CreateEmbed, options?: CreateOptions): Promise<EmbedResource>;
  /** Ends with `not_found`. */
  get(embedId: string, options?: RequestOptions): Promise<EmbedResource>;
  /** Changes the label, or the token: pages use the new one within seconds. Ends with `not_found` or `token_not_accepted`. */
  update(embedId: string, body: UpdateEmbed, options?: RequestOptions): Promise<EmbedResource>;
  /** Pages that carry the id stop working; the token goes on. */
  delete(embedId: string, options?: RequestOptions): Promise<void>;
}

export function createEmbeds(call: Call): Embeds {
  return {
    list: (query, options) => createList((from) => call("listEmbeds", { query: { ...query, ...from } }, options)),
    create: (body, options) => call("createEmbed", { body }, options),
    get: (embedId, options) => call("getEmbed", { path: { embedId } }, options),
    update: (embedId, body, options) => call("updateEmbed", { path: { embedId }, body }, options),
    delete: (embedId, options) => call("deleteEmbed", { path: { embedId } }, options),
  };
}
