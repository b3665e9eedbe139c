import type { OperationShape } from "../../operation-shape.ts";
import * as gateway from "../../schemas/gateway-configurations.ts";

/** Shapes of the operations on gateway configurations. */
export const GATEWAY_CONFIGURATION_SHAPES = {
  getGatewayConfiguration: {
    summary: "Pull the gateway configuration of an environment, production unless it says otherwise",
    path: gateway.gatewayConfigurationPath,
    query: gateway.getGatewayConfigurationQuery,
    status: 200,
    response: gateway.gatewayConfiguration,
    errors: ["not_found"],
  },
  getGatewayEnvironments: {
    summary: "Read which version each environment has",
    path: gateway.gatewayConfigurationPath,
    status: 200,
    response: gateway.gatewayEnvironments,
    errors: ["not_found"],
  },
  listGatewayConfigurationVersions: {
    summary: "List the versions of a gateway configuration, without their documents",
    path: gateway.gatewayConfigurationPath,
    query: gateway.listGatewayConfigurationVersionsQuery,
    status: 200,
    response: gateway.gatewayConfigurationVersionPage,
    errors: ["not_found"],
  },
  createGatewayConfigurationVersion: {
    summary: "Add an immutable version, which staging gets unless it is pinned",
    path: gateway.gatewayConfigurationPath,
    body: gateway.createGatewayConfigurationVersionBody,
    status: 201,
    response: gateway.gatewayConfigurationVersionSummary,
    errors: ["not_found", "changed_meanwhile"],
  },
  getGatewayConfigurationVersion: {
    summary: "Read one version with its document",
    path: gateway.gatewayConfigurationVersionPath,
    status: 200,
    response: gateway.gatewayConfigurationVersion,
    errors: ["not_found"],
  },
  promoteGatewayConfiguration: {
    summary: "Give a version to production",
    path: gateway.gatewayConfigurationPath,
    body: gateway.promoteGatewayConfigurationBody,
    status: 200,
    response: gateway.gatewayEnvironments,
    errors: ["not_found", "environment_pinned", "changed_meanwhile"],
  },
  pinGatewayConfiguration: {
    summary: "Hold an environment on a version, whatever is added or promoted",
    path: gateway.gatewayConfigurationPath,
    body: gateway.pinGatewayConfigurationBody,
    status: 200,
    response: gateway.gatewayEnvironments,
    errors: ["not_found", "changed_meanwhile"],
  },
  unpinGatewayConfiguration: {
    summary: "Let an environment move again: staging goes to the newest version, production stays until a promotion",
    path: gateway.gatewayConfigurationPath,
    body: gateway.unpinGatewayConfigurationBody,
    status: 200,
    response: gateway.gatewayEnvironments,
    errors: ["not_found", "changed_meanwhile"],
  },
} as const satisfies Record<string, OperationShape>;
