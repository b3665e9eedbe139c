import { account, type Operation } from "../operation.ts";

/** Stable names that pages carry in the place of public tokens. */
export const EMBED_ID_OPERATIONS = {
  listEmbeds: {
    method: "GET",
    path: "/v1/embeds",
    function: "embeds",
    ...account("read", "viewer"),
    summary: "List the embeds of the workspace, newest first",
  },
  createEmbed: {
    method: "POST",
    path: "/v1/embeds",
    function: "embeds",
    ...account("write", "workspace_manager"),
    creates: true,
    summary: "Create a stable id for a page to carry in the place of a public token",
  },
  getEmbed: {
    method: "GET",
    path: "/v1/embeds/{embedId}",
    function: "embeds",
    ...account("read", "viewer"),
    summary: "Read one embed",
  },
  updateEmbed: {
    method: "PATCH",
    path: "/v1/embeds/{embedId}",
    function: "embeds",
    ...account("write", "workspace_manager"),
    summary: "Change an embed's label or the public token that it stands for",
  },
  deleteEmbed: {
    method: "DELETE",
    path: "/v1/embeds/{embedId}",
    function: "embeds",
    ...account("write", "workspace_manager"),
    summary: "Delete an embed: pages that carry its id stop working",
  },
} as const satisfies Record<string, Operation>;
