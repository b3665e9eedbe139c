import { type Operation, service } from "../operation.ts";
import { APPLICATION_OPERATIONS } from "./services/applications.ts";
import { GATEWAY_CONFIGURATION_OPERATIONS } from "./services/gateway-configurations.ts";
import { SERVICE_MANAGEMENT_OPERATIONS } from "./services/service-management.ts";

/** Services, their tokens and gateway configurations, applications, and the Service Management API. */
export const SERVICE_OPERATIONS = {
  listServices: {
    method: "GET",
    path: "/v1/services",
    function: "services",
    ...service("read", "viewer"),
    summary: "List the services that the caller may see",
  },
  createService: {
    method: "POST",
    path: "/v1/services",
    function: "services",
    ...service("write", "workspace_manager"),
    creates: true,
    summary: "Create a service together with its service token",
  },
  getService: {
    method: "GET",
    path: "/v1/services/{serviceId}",
    function: "services",
    ...service("read", "viewer"),
    summary: "Read one service",
  },
  updateService: {
    method: "PATCH",
    path: "/v1/services/{serviceId}",
    function: "services",
    ...service("write", "workspace_manager"),
    summary: "Change a service's name or description",
  },
  disableService: {
    method: "POST",
    path: "/v1/services/{serviceId}/disable",
    function: "services",
    ...service("write", "administrator"),
    summary: "Stop a service's token until the service is enabled again",
  },
  enableService: {
    method: "POST",
    path: "/v1/services/{serviceId}/enable",
    function: "services",
    ...service("write", "administrator"),
    summary: "Let a disabled service work again",
  },
  deleteService: {
    method: "DELETE",
    path: "/v1/services/{serviceId}",
    function: "services",
    ...service("write", "administrator"),
    summary: "Delete a service that has no applications, and revoke its token",
  },
  revealServiceToken: {
    method: "POST",
    path: "/v1/services/{serviceId}/token/reveal",
    function: "services",
    ...service("write", "team_member"),
    summary: "Show the value of a service's token; each time leaves an audit event",
  },
  rotateServiceToken: {
    method: "POST",
    path: "/v1/services/{serviceId}/token/rotate",
    function: "services",
    ...service("write", "workspace_manager"),
    creates: true,
    summary: "Give a service's token a new secret; the old one counts until the grace period ends",
  },
  finishServiceTokenRotation: {
    method: "POST",
    path: "/v1/services/{serviceId}/token/finish-rotation",
    function: "services",
    ...service("write", "workspace_manager"),
    summary: "End the grace period of a service token's rotation now",
  },
  ...GATEWAY_CONFIGURATION_OPERATIONS,
  ...APPLICATION_OPERATIONS,
  ...SERVICE_MANAGEMENT_OPERATIONS,
} as const satisfies Record<string, Operation>;
