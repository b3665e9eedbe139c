import type { OperationShape } from "../../operation-shape.ts";
import * as management from "../../schemas/service-management.ts";
import { servicePath } from "../../schemas/services.ts";

/** Shapes of the Service Management API. */
export const SERVICE_MANAGEMENT_SHAPES = {
  authorizeApplication: {
    path: servicePath,
    body: management.authorizeApplicationBody,
    status: 200,
    response: management.applicationAuthorization,
    errors: ["not_found"],
  },
  authorizeAndReport: {
    path: servicePath,
    body: management.authorizeAndReportBody,
    status: 200,
    response: management.applicationAuthorization,
    errors: ["not_found"],
  },
  reportUsage: {
    path: servicePath,
    body: management.reportUsageBody,
    status: 200,
    response: management.usageReport,
    errors: ["not_found"],
  },
} as const satisfies Record<string, OperationShape>;
