import type { OperationShape } from "../operation-shape.ts";
import * as audit from "../schemas/audit.ts";

/** Shapes of the audit trail. */
export const AUDIT_SHAPES = {
  listAuditEvents: {
    summary: "List audit events, newest first",
    query: audit.listAuditEventsQuery,
    status: 200,
    response: audit.auditEventPage,
    errors: [],
  },
  /** The schema is that of one line; the next cursor is in a header. */
  exportAuditEvents: {
    summary: "Export the whole audit trail as JSON Lines, chain by chain",
    query: audit.exportAuditEventsQuery,
    status: 200,
    response: audit.auditEvent,
    responseType: "application/x-ndjson",
    errors: [],
  },
  verifyAuditEvents: {
    summary: "Verify a stretch of the audit trail, against a checkpoint that was kept earlier if there is one",
    body: audit.verifyAuditEventsBody,
    bodyOptional: true,
    status: 200,
    response: audit.auditVerification,
    errors: ["invalid_cursor"],
  },
} as const satisfies Record<string, OperationShape>;
