import { account, MANAGEMENT, type Operation } from "../operation.ts";

/** The workspace, and who is asking. */
export const WORKSPACE_OPERATIONS = {
  getWorkspace: {
    method: "GET",
    path: "/v1/workspace",
    function: "workspace",
    ...account("read", "viewer"),
  },
  updateWorkspace: {
    method: "PATCH",
    path: "/v1/workspace",
    function: "workspace",
    ...account("write", "administrator"),
  },
  whoami: {
    method: "GET",
    path: "/v1/whoami",
    function: "workspace",
    credentials: MANAGEMENT,
    effect: "read",
  },
} as const satisfies Record<string, Operation>;
