import { type Operation, service } from "../../operation.ts";

/** Applications: who calls a service, with a key and limits. */
export const APPLICATION_OPERATIONS = {
  listApplications: {
    method: "GET",
    path: "/v1/applications",
    function: "applications",
    ...service("read", "viewer"),
    summary: "List the applications of the services that the caller may see",
  },
  createApplication: {
    method: "POST",
    path: "/v1/applications",
    function: "applications",
    ...service("write", "workspace_manager"),
    creates: true,
    summary: "Create an application of a service; its key is in this answer and nowhere else",
  },
  getApplication: {
    method: "GET",
    path: "/v1/applications/{applicationId}",
    function: "applications",
    ...service("read", "viewer"),
    summary: "Read one application",
  },
  updateApplication: {
    method: "PATCH",
    path: "/v1/applications/{applicationId}",
    function: "applications",
    ...service("write", "workspace_manager"),
    summary: "Change an application's name, external id or limits",
  },
  suspendApplication: {
    method: "POST",
    path: "/v1/applications/{applicationId}/suspend",
    function: "applications",
    ...service("write", "workspace_manager"),
    summary: "Refuse an application until it is resumed",
  },
  resumeApplication: {
    method: "POST",
    path: "/v1/applications/{applicationId}/resume",
    function: "applications",
    ...service("write", "workspace_manager"),
    summary: "Let a suspended application work again",
  },
  rotateApplicationKey: {
    method: "POST",
    path: "/v1/applications/{applicationId}/rotate-key",
    function: "applications",
    ...service("write", "workspace_manager"),
    creates: true,
    summary: "Give an application a new key; the old one counts until the grace period ends",
  },
  deleteApplication: {
    method: "DELETE",
    path: "/v1/applications/{applicationId}",
    function: "applications",
    ...service("write", "administrator"),
    summary: "Delete an application; its key stops working",
  },
} as const satisfies Record<string, Operation>;
