import { type Operation, service } from "../../operation.ts";

/** What a service's API gateway runs with: immutable versions, and which of them staging and production have. */
export const GATEWAY_CONFIGURATION_OPERATIONS = {
  getGatewayConfiguration: {
    method: "GET",
    path: "/v1/services/{serviceId}/gateway-configuration",
    function: "gateway-configurations",
    ...service("read", "viewer"),
    summary: "Pull the gateway configuration of an environment, production unless it says otherwise",
  },
  getGatewayEnvironments: {
    method: "GET",
    path: "/v1/services/{serviceId}/gateway-configuration/environments",
    function: "gateway-configurations",
    ...service("read", "viewer"),
    summary: "Read which version each environment has",
  },
  listGatewayConfigurationVersions: {
    method: "GET",
    path: "/v1/services/{serviceId}/gateway-configuration/versions",
    function: "gateway-configurations",
    ...service("read", "viewer"),
    summary: "List the versions of a gateway configuration, without their documents",
  },
  createGatewayConfigurationVersion: {
    method: "POST",
    path: "/v1/services/{serviceId}/gateway-configuration/versions",
    function: "gateway-configurations",
    ...service("write", "team_member"),
    creates: true,
    summary: "Add an immutable version, which staging gets unless it is pinned",
  },
  getGatewayConfigurationVersion: {
    method: "GET",
    path: "/v1/services/{serviceId}/gateway-configuration/versions/{version}",
    function: "gateway-configurations",
    ...service("read", "viewer"),
    summary: "Read one version with its document",
  },
  promoteGatewayConfiguration: {
    method: "POST",
    path: "/v1/services/{serviceId}/gateway-configuration/promote",
    function: "gateway-configurations",
    ...service("write", "workspace_manager"),
    summary: "Give a version to production",
  },
  pinGatewayConfiguration: {
    method: "POST",
    path: "/v1/services/{serviceId}/gateway-configuration/pin",
    function: "gateway-configurations",
    ...service("write", "workspace_manager"),
    summary: "Hold an environment on a version, whatever is added or promoted",
  },
  unpinGatewayConfiguration: {
    method: "POST",
    path: "/v1/services/{serviceId}/gateway-configuration/unpin",
    function: "gateway-configurations",
    ...service("write", "workspace_manager"),
    summary: "Let an environment move again: staging goes to the newest version, production stays until a promotion",
  },
} as const satisfies Record<string, Operation>;
