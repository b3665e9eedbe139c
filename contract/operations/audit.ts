import { account, type Operation } from "../operation.ts";

/** The audit trail: who changed what, and whether it is still what was written. */
export const AUDIT_OPERATIONS = {
  listAuditEvents: {
    method: "GET",
    path: "/v1/audit-events",
    function: "audit-events",
    ...account("read", "administrator"),
    summary: "List audit events, newest first",
  },
  exportAuditEvents: {
    method: "GET",
    path: "/v1/audit-events/export",
    function: "audit-events",
    ...account("read", "administrator"),
    summary: "Export the whole audit trail as JSON Lines, chain by chain",
  },
  verifyAuditEvents: {
    method: "POST",
    path: "/v1/audit-events/verify",
    function: "audit-events",
    ...account("read", "administrator"),
    summary: "Verify a stretch of the audit trail, against a checkpoint that was kept earlier if there is one",
  },
} as const satisfies Record<string, Operation>;
