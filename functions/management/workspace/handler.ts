import { randomBytes } from "node:crypto";
import { WORKSPACE_SHAPES } from "../../../contract/api/workspace.ts";
import { WORKSPACE_OPERATIONS } from "../../../contract/operations/workspace.ts";
import { readEnvironment } from "../../environment.ts";
import type { CommitParts } from "../../http/commit.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { createWorkspace } from "./create-workspace.ts";
import { get, update } from "./operations.ts";
import { whoami } from "./whoami.ts";

const { DIRECTORY_TABLE } = readEnvironment("DIRECTORY_TABLE");
const parts: CommitParts = { directory: tableOf(createClient(), DIRECTORY_TABLE), randomBytes };

export const handler = createHandler(
  createLogger(),
  { operations: WORKSPACE_OPERATIONS, shapes: WORKSPACE_SHAPES },
  {
    getWorkspace: (request) => get(parts, request),
    updateWorkspace: (request) => update(parts, request),
    createWorkspace: (request) => createWorkspace(parts, request),
    whoami: (request) => whoami(parts, request),
  },
);
