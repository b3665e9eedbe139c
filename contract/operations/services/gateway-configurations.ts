import { type Operation, service } from "../../operation.ts";

/** What a service's API gateway runs with: immutable versions, and which of them staging and production have. */
export const GATEWAY_CONFIGURATION_OPERATIONS = {
  getGatewayConfiguration: {
    method: "GET",
    path: "/v1/services/{serviceId}/gateway-configuration",
    function: "gateway-configurations",
    ...service("read", "viewer"),
  },
  getGatewayEnvironments: {
    method: "GET",
    path: "/v1/services/{serviceId}/gateway-configuration/environments",
    function: "gateway-configurations",
    ...service("read", "viewer"),
  },
  listGatewayConfigurationVersions: {
    method: "GET",
    path: "/v1/services/{serviceId}/gateway-configuration/versions",
    function: "gateway-configurations",
    ...service("read", "viewer"),
  },
  createGatewayConfigurationVersion: {
    method: "POST",
    path: "/v1/services/{serviceId}/gateway-configuration/versions",
    function: "gateway-configurations",
    ...service("write", "team_member"),
    creates: true,
  },
  getGatewayConfigurationVersion: {
    method: "GET",
    path: "/v1/services/{serviceId}/gateway-configuration/versions/{version}",
    function: "gateway-configurations",
    ...service("read", "viewer"),
  },
  promoteGatewayConfiguration: {
    method: "POST",
    path: "/v1/services/{serviceId}/gateway-configuration/promote",
    function: "gateway-configurations",
    ...service("write", "workspace_manager"),
  },
  pinGatewayConfiguration: {
    method: "POST",
    path: "/v1/services/{serviceId}/gateway-configuration/pin",
    function: "gateway-configurations",
    ...service("write", "workspace_manager"),
  },
  unpinGatewayConfiguration: {
    method: "POST",
    path: "/v1/services/{serviceId}/gateway-configuration/unpin",
    function: "gateway-configurations",
    ...service("write", "workspace_manager"),
  },
} as const satisfies Record<string, Operation>;
