import { type Operation, serviceManagement } from "../../operation.ts";

/** What a service asks and tells with its own token about the applications that call it. */
export const SERVICE_MANAGEMENT_OPERATIONS = {
  authorizeApplication: {
    method: "POST",
    path: "/service-management/v1/services/{serviceId}/authorize",
    function: "service-management",
    ...serviceManagement("read"),
  },
  authorizeAndReport: {
    method: "POST",
    path: "/service-management/v1/services/{serviceId}/authrep",
    function: "service-management",
    ...serviceManagement("write"),
    creates: true,
  },
  reportUsage: {
    method: "POST",
    path: "/service-management/v1/services/{serviceId}/report",
    function: "service-management",
    ...serviceManagement("write"),
    creates: true,
  },
} as const satisfies Record<string, Operation>;
