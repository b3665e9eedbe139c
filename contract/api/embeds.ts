import type { OperationShape } from "../operation-shape.ts";
import * as embeds from "../schemas/embeds.ts";

/** Shapes of the operations on embeds. */
export const EMBED_ID_SHAPES = {
  listEmbeds: {
    summary: "List the embeds of the workspace, newest first",
    query: embeds.listEmbedsQuery,
    status: 200,
    response: embeds.embedPage,
    errors: [],
  },
  createEmbed: {
    summary: "Create a stable id for a page to carry in the place of a public token",
    body: embeds.createEmbedBody,
    status: 201,
    response: embeds.embed,
    errors: ["token_not_accepted"],
  },
  getEmbed: {
    summary: "Read one embed",
    path: embeds.embedPath,
    status: 200,
    response: embeds.embed,
    errors: ["not_found"],
  },
  updateEmbed: {
    summary: "Change an embed's label or the public token that it stands for",
    path: embeds.embedPath,
    body: embeds.updateEmbedBody,
    status: 200,
    response: embeds.embed,
    errors: ["not_found", "token_not_accepted", "changed_meanwhile"],
  },
  deleteEmbed: {
    summary: "Delete an embed: pages that carry its id stop working",
    path: embeds.embedPath,
    status: 204,
    errors: ["not_found", "changed_meanwhile"],
  },
} as const satisfies Record<string, OperationShape>;
