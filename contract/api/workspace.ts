import type { OperationShape } from "../operation-shape.ts";
import * as workspace from "../schemas/workspace.ts";

/** Shapes of the workspace. */
export const WORKSPACE_SHAPES = {
  getWorkspace: {
    summary: "Read the workspace and its policies",
    status: 200,
    response: workspace.workspace,
    errors: [],
  },
  updateWorkspace: {
    summary: "Change the workspace's name or policies",
    body: workspace.updateWorkspaceBody,
    status: 200,
    response: workspace.workspace,
    errors: ["right_not_held", "changed_meanwhile"],
  },
  createWorkspace: {
    summary: "Create another workspace, whose first owner is whoever is signed in",
    body: workspace.createWorkspaceBody,
    status: 201,
    response: workspace.workspace,
    errors: ["not_found"],
  },
  whoami: {
    summary: "Who this credential is and what it may do",
    status: 200,
    response: workspace.identity,
    errors: [],
  },
} as const satisfies Record<string, OperationShape>;
