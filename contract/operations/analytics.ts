import { analytics, type Operation } from "../operation.ts";

/** What shoppers do. */
export const ANALYTICS_OPERATIONS = {
  queryEvents: {
    method: "GET",
    path: "/v1/analytics/events",
    function: "analytics",
    ...analytics("read", "viewer"),
  },
  exportEvents: {
    method: "GET",
    path: "/v1/analytics/events/export",
    function: "analytics",
    ...analytics("read", "viewer"),
  },
  queryFunnel: {
    method: "GET",
    path: "/v1/analytics/funnel",
    function: "analytics",
    ...analytics("read", "viewer"),
  },
  queryOptions: {
    method: "GET",
    path: "/v1/analytics/options",
    function: "analytics",
    ...analytics("read", "viewer"),
  },
  exportOptions: {
    method: "GET",
    path: "/v1/analytics/options/export",
    function: "analytics",
    ...analytics("read", "viewer"),
  },
  summarizeAnalytics: {
    method: "GET",
    path: "/v1/analytics/summary",
    function: "analytics",
    ...analytics("read", "viewer"),
  },
} as const satisfies Record<string, Operation>;
