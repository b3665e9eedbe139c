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
  createWorkspace: {
    method: "POST",
    path: "/v1/workspaces",
    function: "workspace",
    ...account("write", "owner"),
    // A person makes it and owns it: no token can stand for them there.
    credentials: ["session"],
    creates: true,
  },
  whoami: {
    method: "GET",
    path: "/v1/whoami",
    function: "workspace",
    credentials: MANAGEMENT,
    effect: "read",
  },
} as const satisfies Record<string, Operation>;
