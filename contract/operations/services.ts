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
  },
  createService: {
    method: "POST",
    path: "/v1/services",
    function: "services",
    ...service("write", "workspace_manager"),
    creates: true,
    handsOut: true,
  },
  getService: {
    method: "GET",
    path: "/v1/services/{serviceId}",
    function: "services",
    ...service("read", "viewer"),
  },
  updateService: {
    method: "PATCH",
    path: "/v1/services/{serviceId}",
    function: "services",
    ...service("write", "workspace_manager"),
  },
  disableService: {
    method: "POST",
    path: "/v1/services/{serviceId}/disable",
    function: "services",
    ...service("write", "administrator"),
  },
  enableService: {
    method: "POST",
    path: "/v1/services/{serviceId}/enable",
    function: "services",
    ...service("write", "administrator"),
  },
  deleteService: {
    method: "DELETE",
    path: "/v1/services/{serviceId}",
    function: "services",
    ...service("write", "administrator"),
  },
  revealServiceToken: {
    method: "POST",
    path: "/v1/services/{serviceId}/token/reveal",
    function: "services",
    ...service("write", "team_member"),
    handsOut: true,
  },
  rotateServiceToken: {
    method: "POST",
    path: "/v1/services/{serviceId}/token/rotate",
    function: "services",
    ...service("write", "workspace_manager"),
    creates: true,
    handsOut: true,
  },
  finishServiceTokenRotation: {
    method: "POST",
    path: "/v1/services/{serviceId}/token/finish-rotation",
    function: "services",
    ...service("write", "workspace_manager"),
  },
  ...GATEWAY_CONFIGURATION_OPERATIONS,
  ...APPLICATION_OPERATIONS,
  ...SERVICE_MANAGEMENT_OPERATIONS,
} as const satisfies Record<string, Operation>;
