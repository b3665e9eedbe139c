import { AUDIT_SHAPES } from "../../../contract/api/audit.ts";
import { AUDIT_OPERATIONS } from "../../../contract/operations/audit.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { exportAuditEvents } from "./export-audit-events.ts";
import { listAuditEvents } from "./list-audit-events.ts";
import { verifyAuditEvents } from "./verify-audit-events.ts";

const directory = tableOf(createClient(), readEnvironment("DIRECTORY_TABLE").DIRECTORY_TABLE);

export const handler = createHandler(
  createLogger(),
  { operations: AUDIT_OPERATIONS, shapes: AUDIT_SHAPES },
  {
    listAuditEvents: (request) => listAuditEvents(directory, request),
    exportAuditEvents: (request) => exportAuditEvents(directory, request),
    verifyAuditEvents: (request) => verifyAuditEvents(directory, request),
  },
);
