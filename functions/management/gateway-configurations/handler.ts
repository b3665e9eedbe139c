import { randomBytes } from "node:crypto";
import { GATEWAY_CONFIGURATION_SHAPES } from "../../../contract/api/services/gateway-configurations.ts";
import { GATEWAY_CONFIGURATION_OPERATIONS } from "../../../contract/operations/services/gateway-configurations.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { createVersion } from "./create-version.ts";
import { pinVersion, promoteVersion, unpinVersion } from "./move-environments.ts";
import type { GatewayParts } from "./parts.ts";
import { getConfiguration, getEnvironments, getVersion, listVersionsPage } from "./read-configuration.ts";

const { DIRECTORY_TABLE, CATALOGUE_TABLE } = readEnvironment("DIRECTORY_TABLE", "CATALOGUE_TABLE");
const client = createClient();
const parts: GatewayParts = {
  directory: tableOf(client, DIRECTORY_TABLE),
  catalogue: tableOf(client, CATALOGUE_TABLE),
  randomBytes,
};

export const handler = createHandler(
  createLogger(),
  { operations: GATEWAY_CONFIGURATION_OPERATIONS, shapes: GATEWAY_CONFIGURATION_SHAPES },
  {
    getGatewayConfiguration: (request) => getConfiguration(parts, request),
    getGatewayEnvironments: (request) => getEnvironments(parts, request),
    listGatewayConfigurationVersions: (request) => listVersionsPage(parts, request),
    createGatewayConfigurationVersion: (request) => createVersion(parts, request),
    getGatewayConfigurationVersion: (request) => getVersion(parts, request),
    promoteGatewayConfiguration: (request) => promoteVersion(parts, request),
    pinGatewayConfiguration: (request) => pinVersion(parts, request),
    unpinGatewayConfiguration: (request) => unpinVersion(parts, request),
  },
);
