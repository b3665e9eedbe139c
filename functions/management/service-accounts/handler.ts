import { randomBytes } from "node:crypto";
import { PEOPLE_SHAPES } from "../../../contract/api/people.ts";
import { PEOPLE_OPERATIONS } from "../../../contract/operations/people.ts";
import { readEnvironment } from "../../environment.ts";
import type { CommitParts } from "../../http/commit.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { disable, enable, remove, update } from "./change-account.ts";
import { create, get, list } from "./operations.ts";

const { DIRECTORY_TABLE } = readEnvironment("DIRECTORY_TABLE");
const parts: CommitParts = { directory: tableOf(createClient(), DIRECTORY_TABLE), randomBytes };

export const handler = createHandler(
  createLogger(),
  { operations: PEOPLE_OPERATIONS, shapes: PEOPLE_SHAPES },
  {
    listServiceAccounts: (request) => list(parts, request),
    createServiceAccount: (request) => create(parts, request),
    getServiceAccount: (request) => get(parts, request),
    updateServiceAccount: (request) => update(parts, request),
    disableServiceAccount: (request) => disable(parts, request),
    enableServiceAccount: (request) => enable(parts, request),
    deleteServiceAccount: (request) => remove(parts, request),
  },
);
