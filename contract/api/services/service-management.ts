import type { OperationShape } from "../../operation-shape.ts";
import * as management from "../../schemas/service-management.ts";
import { servicePath } from "../../schemas/services.ts";

/** Shapes of the Service Management API. */
export const SERVICE_MANAGEMENT_SHAPES = {
  authorizeApplication: {
    summary: "Ask whether an application may do this now; nothing is counted",
    path: servicePath,
    body: management.authorizeApplicationBody,
    status: 200,
    response: management.applicationAuthorization,
    errors: ["not_found"],
  },
  authorizeAndReport: {
    summary: "Ask whether an application may do this now, and count it if so, in one step",
    path: servicePath,
    body: management.authorizeAndReportBody,
    status: 200,
    response: management.applicationAuthorization,
    errors: ["not_found"],
  },
  reportUsage: {
    summary: "Count what applications have done, up to 500 transactions at once",
    path: servicePath,
    body: management.reportUsageBody,
    status: 200,
    response: management.usageReport,
    errors: ["not_found"],
  },
} as const satisfies Record<string, OperationShape>;
