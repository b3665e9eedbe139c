import type { OperationShape } from "../operation-shape.ts";
import * as embeds from "../schemas/embeds.ts";

/** Shapes of the operations on embeds. */
export const EMBED_ID_SHAPES = {
  listEmbeds: { query: embeds.listEmbedsQuery, status: 200, response: embeds.embedPage, errors: [] },
  createEmbed: { body: embeds.createEmbedBody, status: 201, response: embeds.embed, errors: ["token_not_accepted"] },
  getEmbed: { path: embeds.embedPath, status: 200, response: embeds.embed, errors: ["not_found"] },
  updateEmbed: {
    path: embeds.embedPath,
    body: embeds.updateEmbedBody,
    status: 200,
    response: embeds.embed,
    errors: ["not_found", "token_not_accepted", "changed_meanwhile"],
  },
  deleteEmbed: { path: embeds.embedPath, status: 204, errors: ["not_found", "changed_meanwhile"] },
} as const satisfies Record<string, OperationShape>;
