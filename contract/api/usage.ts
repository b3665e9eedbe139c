import type { OperationShape } from "../operation-shape.ts";
import * as usage from "../schemas/usage.ts";

/** Shapes of what has been used. */
export const USAGE_SHAPES = {
  queryUsage: {
    summary: "Read what the workspace, a token, a service or an application has used, day by day or month by month",
    query: usage.usageQuery,
    status: 200,
    response: usage.usage,
    errors: ["not_found"],
  },
  exportUsage: {
    summary: "Export the same as comma-separated values, a line for each day or month",
    query: usage.usageQuery,
    status: 200,
    response: usage.usageCsv,
    responseType: "text/csv",
    errors: ["not_found"],
  },
} as const satisfies Record<string, OperationShape>;
