import { randomBytes } from "node:crypto";
import { APPLICATION_SHAPES } from "../../../contract/api/services/applications.ts";
import { APPLICATION_OPERATIONS } from "../../../contract/operations/services/applications.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { deleteApplication, editApplication, rotateApplicationKey, setApplicationState } from "./change-application.ts";
import { createApplication } from "./create-application.ts";
import type { ApplicationParts } from "./parts.ts";
import { getApplication, listApplicationsPage } from "./read-applications.ts";
import { getApplicationUsage } from "./read-usage.ts";

const { DIRECTORY_TABLE, TELEMETRY_TABLE } = readEnvironment("DIRECTORY_TABLE", "TELEMETRY_TABLE");
const client = createClient();
const parts: ApplicationParts = {
  directory: tableOf(client, DIRECTORY_TABLE),
  telemetry: tableOf(client, TELEMETRY_TABLE),
  randomBytes,
};

export const handler = createHandler(
  createLogger(),
  { operations: APPLICATION_OPERATIONS, shapes: APPLICATION_SHAPES },
  {
    listApplications: (request) => listApplicationsPage(parts, request),
    createApplication: (request) => createApplication(parts, request),
    getApplication: (request) => getApplication(parts, request),
    getApplicationUsage: (request) => getApplicationUsage(parts, request),
    updateApplication: (request) => editApplication(parts, request),
    suspendApplication: (request) => setApplicationState(parts, request, "suspended"),
    resumeApplication: (request) => setApplicationState(parts, request, "active"),
    rotateApplicationKey: (request) => rotateApplicationKey(parts, request),
    deleteApplication: (request) => deleteApplication(parts, request),
  },
);
