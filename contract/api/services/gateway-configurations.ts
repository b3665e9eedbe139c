import type { OperationShape } from "../../operation-shape.ts";
import * as gateway from "../../schemas/gateway-configurations.ts";

/** Shapes of the operations on gateway configurations. */
export const GATEWAY_CONFIGURATION_SHAPES = {
  getGatewayConfiguration: {
    path: gateway.gatewayConfigurationPath,
    query: gateway.getGatewayConfigurationQuery,
    status: 200,
    response: gateway.gatewayConfiguration,
    errors: ["not_found"],
  },
  getGatewayEnvironments: {
    path: gateway.gatewayConfigurationPath,
    status: 200,
    response: gateway.gatewayEnvironments,
    errors: ["not_found"],
  },
  listGatewayConfigurationVersions: {
    path: gateway.gatewayConfigurationPath,
    query: gateway.listGatewayConfigurationVersionsQuery,
    status: 200,
    response: gateway.gatewayConfigurationVersionPage,
    errors: ["not_found"],
  },
  createGatewayConfigurationVersion: {
    path: gateway.gatewayConfigurationPath,
    body: gateway.createGatewayConfigurationVersionBody,
    status: 201,
    response: gateway.gatewayConfigurationVersionSummary,
    errors: ["not_found", "changed_meanwhile"],
  },
  getGatewayConfigurationVersion: {
    path: gateway.gatewayConfigurationVersionPath,
    status: 200,
    response: gateway.gatewayConfigurationVersion,
    errors: ["not_found"],
  },
  promoteGatewayConfiguration: {
    path: gateway.gatewayConfigurationPath,
    body: gateway.promoteGatewayConfigurationBody,
    status: 200,
    response: gateway.gatewayEnvironments,
    errors: ["not_found", "environment_pinned", "changed_meanwhile"],
  },
  pinGatewayConfiguration: {
    path: gateway.gatewayConfigurationPath,
    body: gateway.pinGatewayConfigurationBody,
    status: 200,
    response: gateway.gatewayEnvironments,
    errors: ["not_found", "changed_meanwhile"],
  },
  unpinGatewayConfiguration: {
    path: gateway.gatewayConfigurationPath,
    body: gateway.unpinGatewayConfigurationBody,
    status: 200,
    response: gateway.gatewayEnvironments,
    errors: ["not_found", "changed_meanwhile"],
  },
} as const satisfies Record<string, OperationShape>;
