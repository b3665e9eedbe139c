import { analytics, type Operation } from "../operation.ts";

/** What the API has been used for: what bills are made from. */
export const USAGE_OPERATIONS = {
  queryUsage: {
    method: "GET",
    path: "/v1/usage",
    function: "usage",
    ...analytics("read", "viewer"),
  },
  exportUsage: {
    method: "GET",
    path: "/v1/usage/export",
    function: "usage",
    ...analytics("read", "viewer"),
  },
} as const satisfies Record<string, Operation>;
