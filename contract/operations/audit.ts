import { account, type Operation } from "../operation.ts";

/** The audit trail: who changed what, and whether it is still what was written. */
export const AUDIT_OPERATIONS = {
  listAuditEvents: {
    method: "GET",
    path: "/v1/audit-events",
    function: "audit-events",
    ...account("read", "administrator"),
  },
  exportAuditEvents: {
    method: "GET",
    path: "/v1/audit-events/export",
    function: "audit-events",
    ...account("read", "administrator"),
  },
  verifyAuditEvents: {
    method: "POST",
    path: "/v1/audit-events/verify",
    function: "audit-events",
    ...account("read", "administrator"),
  },
} as const satisfies Record<string, Operation>;
