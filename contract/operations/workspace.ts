import { account, MANAGEMENT, type Operation } from "../operation.ts";

/** The workspace, and who is asking. */
export const WORKSPACE_OPERATIONS = {
  getWorkspace: {
    method: "GET",
    path: "/v1/workspace",
    function: "workspace",
    ...account("read", "viewer"),
    summary: "Read the workspace and its policies",
  },
  updateWorkspace: {
    method: "PATCH",
    path: "/v1/workspace",
    function: "workspace",
    ...account("write", "administrator"),
    summary: "Change the workspace's name or policies",
  },
  whoami: {
    method: "GET",
    path: "/v1/whoami",
    function: "workspace",
    credentials: MANAGEMENT,
    effect: "read",
    summary: "Who this credential is and what it may do",
  },
} as const satisfies Record<string, Operation>;
