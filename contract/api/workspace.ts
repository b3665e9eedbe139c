import type { OperationShape } from "../operation-shape.ts";
import * as workspace from "../schemas/workspace.ts";

/** Shapes of the workspace. */
export const WORKSPACE_SHAPES = {
  getWorkspace: { status: 200, response: workspace.workspace, errors: [] },
  updateWorkspace: {
    body: workspace.updateWorkspaceBody,
    status: 200,
    response: workspace.workspace,
    errors: ["changed_meanwhile"],
  },
  whoami: { status: 200, response: workspace.identity, errors: [] },
} as const satisfies Record<string, OperationShape>;
