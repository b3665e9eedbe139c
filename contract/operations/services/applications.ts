import { type Operation, service } from "../../operation.ts";

/** Applications: who calls a service, with a key and limits. */
export const APPLICATION_OPERATIONS = {
  listApplications: {
    method: "GET",
    path: "/v1/applications",
    function: "applications",
    ...service("read", "viewer"),
  },
  createApplication: {
    method: "POST",
    path: "/v1/applications",
    function: "applications",
    ...service("write", "workspace_manager"),
    creates: true,
    handsOut: true,
  },
  getApplication: {
    method: "GET",
    path: "/v1/applications/{applicationId}",
    function: "applications",
    ...service("read", "viewer"),
  },
  getApplicationUsage: {
    method: "GET",
    path: "/v1/applications/{applicationId}/usage",
    function: "applications",
    ...service("read", "viewer"),
  },
  updateApplication: {
    method: "PATCH",
    path: "/v1/applications/{applicationId}",
    function: "applications",
    ...service("write", "workspace_manager"),
  },
  suspendApplication: {
    method: "POST",
    path: "/v1/applications/{applicationId}/suspend",
    function: "applications",
    ...service("write", "workspace_manager"),
  },
  resumeApplication: {
    method: "POST",
    path: "/v1/applications/{applicationId}/resume",
    function: "applications",
    ...service("write", "workspace_manager"),
  },
  rotateApplicationKey: {
    method: "POST",
    path: "/v1/applications/{applicationId}/rotate-key",
    function: "applications",
    ...service("write", "workspace_manager"),
    creates: true,
    handsOut: true,
  },
  deleteApplication: {
    method: "DELETE",
    path: "/v1/applications/{applicationId}",
    function: "applications",
    ...service("write", "administrator"),
  },
} as const satisfies Record<string, Operation>;
