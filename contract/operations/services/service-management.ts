import { type Operation, serviceManagement } from "../../operation.ts";

/** What a service asks and tells with its own token about the applications that call it. */
export const SERVICE_MANAGEMENT_OPERATIONS = {
  authorizeApplication: {
    method: "POST",
    path: "/service-management/v1/services/{serviceId}/authorize",
    function: "service-management",
    ...serviceManagement("read"),
    summary: "Ask whether an application may do this now; nothing is counted",
  },
  authorizeAndReport: {
    method: "POST",
    path: "/service-management/v1/services/{serviceId}/authrep",
    function: "service-management",
    ...serviceManagement("write"),
    creates: true,
    summary: "Ask whether an application may do this now, and count it if so, in one step",
  },
  reportUsage: {
    method: "POST",
    path: "/service-management/v1/services/{serviceId}/report",
    function: "service-management",
    ...serviceManagement("write"),
    creates: true,
    summary: "Count what applications have done, up to 500 transactions at once",
  },
} as const satisfies Record<string, Operation>;
