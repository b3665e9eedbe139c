import { account, type Operation } from "../operation.ts";

/** Tokens, from issue to revocation. */
export const TOKEN_OPERATIONS = {
  listTokens: {
    method: "GET",
    path: "/v1/tokens",
    function: "tokens",
    ...account("read", "viewer"),
  },
  summarizeTokens: {
    method: "GET",
    path: "/v1/token-summary",
    function: "tokens",
    ...account("read", "viewer"),
  },
  createToken: {
    method: "POST",
    path: "/v1/tokens",
    function: "tokens",
    ...account("write", "workspace_manager"),
    creates: true,
  },
  getToken: {
    method: "GET",
    path: "/v1/tokens/{tokenId}",
    function: "tokens",
    ...account("read", "viewer"),
  },
  updateToken: {
    method: "PATCH",
    path: "/v1/tokens/{tokenId}",
    function: "tokens",
    ...account("write", "workspace_manager"),
  },
  revokeToken: {
    method: "DELETE",
    path: "/v1/tokens/{tokenId}",
    function: "tokens",
    ...account("write", "viewer"),
    minimumRoleForOthers: "administrator",
  },
  getRevocation: {
    method: "GET",
    path: "/v1/tokens/{tokenId}/revocation",
    function: "tokens",
    ...account("read", "viewer"),
  },
  purgeToken: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/purge",
    function: "tokens",
    ...account("write", "administrator"),
  },
  disableToken: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/disable",
    function: "tokens",
    ...account("write", "viewer"),
    minimumRoleForOthers: "administrator",
  },
  enableToken: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/enable",
    function: "tokens",
    ...account("write", "administrator"),
  },
  rotateToken: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/rotate",
    function: "tokens",
    ...account("write", "workspace_manager"),
    creates: true,
  },
  extendRotation: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/extend-rotation",
    function: "tokens",
    ...account("write", "workspace_manager"),
  },
  finishRotation: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/finish-rotation",
    function: "tokens",
    ...account("write", "workspace_manager"),
  },
  reassignToken: {
    method: "POST",
    path: "/v1/tokens/{tokenId}/reassign",
    function: "tokens",
    ...account("write", "workspace_manager"),
  },
  changeTokens: {
    method: "POST",
    path: "/v1/tokens/bulk",
    function: "tokens",
    ...account("write", "viewer"),
    minimumRoleForOthers: "administrator",
  },
} as const satisfies Record<string, Operation>;
