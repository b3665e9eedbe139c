import { SERVICE_MANAGEMENT_SHAPES } from "../../contract/api/services/service-management.ts";
import { SERVICE_MANAGEMENT_OPERATIONS } from "../../contract/operations/services/service-management.ts";
import { readEnvironment } from "../environment.ts";
import { createHandler } from "../http/create-handler.ts";
import { createLogger } from "../http/logger.ts";
import { createClient, tableOf } from "../store/client.ts";
import { authorize, authorizeAndReport } from "./authorize.ts";
import type { ServiceManagementParts } from "./parts.ts";
import { reportUsage } from "./report.ts";

const { DIRECTORY_TABLE, TELEMETRY_TABLE } = readEnvironment("DIRECTORY_TABLE", "TELEMETRY_TABLE");
const client = createClient();
const parts: ServiceManagementParts = {
  directory: tableOf(client, DIRECTORY_TABLE),
  telemetry: tableOf(client, TELEMETRY_TABLE),
};

export const handler = createHandler(
  createLogger(),
  { operations: SERVICE_MANAGEMENT_OPERATIONS, shapes: SERVICE_MANAGEMENT_SHAPES },
  {
    authorizeApplication: (request) => authorize(parts, request),
    authorizeAndReport: (request) => authorizeAndReport(parts, request),
    reportUsage: (request) => reportUsage(parts, request),
  },
);
