import { account, type Operation } from "../operation.ts";

/** Stable names that pages carry in the place of public tokens. */
export const EMBED_ID_OPERATIONS = {
  listEmbeds: {
    method: "GET",
    path: "/v1/embeds",
    function: "embeds",
    ...account("read", "viewer"),
  },
  createEmbed: {
    method: "POST",
    path: "/v1/embeds",
    function: "embeds",
    ...account("write", "workspace_manager"),
    creates: true,
  },
  getEmbed: {
    method: "GET",
    path: "/v1/embeds/{embedId}",
    function: "embeds",
    ...account("read", "viewer"),
  },
  updateEmbed: {
    method: "PATCH",
    path: "/v1/embeds/{embedId}",
    function: "embeds",
    ...account("write", "workspace_manager"),
  },
  deleteEmbed: {
    method: "DELETE",
    path: "/v1/embeds/{embedId}",
    function: "embeds",
    ...account("write", "workspace_manager"),
  },
} as const satisfies Record<string, Operation>;
