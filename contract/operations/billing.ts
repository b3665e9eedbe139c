import { billing, type Operation } from "../operation.ts";

/** What use costs: rate cards, and a statement for each month. */
export const BILLING_OPERATIONS = {
  listRateCards: {
    method: "GET",
    path: "/v1/billing/rate-cards",
    function: "billing",
    ...billing("read", "viewer"),
  },
  createRateCard: {
    method: "POST",
    path: "/v1/billing/rate-cards",
    function: "billing",
    ...billing("write", "administrator"),
    creates: true,
  },
  getRateCard: {
    method: "GET",
    path: "/v1/billing/rate-cards/{effectiveFrom}",
    function: "billing",
    ...billing("read", "viewer"),
  },
  updateRateCard: {
    method: "PATCH",
    path: "/v1/billing/rate-cards/{effectiveFrom}",
    function: "billing",
    ...billing("write", "administrator"),
  },
  deleteRateCard: {
    method: "DELETE",
    path: "/v1/billing/rate-cards/{effectiveFrom}",
    function: "billing",
    ...billing("write", "administrator"),
  },
  listStatements: {
    method: "GET",
    path: "/v1/billing/statements",
    function: "billing",
    ...billing("read", "viewer"),
  },
  getStatement: {
    method: "GET",
    path: "/v1/billing/statements/{month}",
    function: "billing",
    ...billing("read", "viewer"),
  },
  exportStatement: {
    method: "GET",
    path: "/v1/billing/statements/{month}/export",
    function: "billing",
    ...billing("read", "viewer"),
  },
} as const satisfies Record<string, Operation>;
