import { randomBytes } from "node:crypto";
import { CONFIGURATOR_SHAPES } from "../../../contract/api/configurators.ts";
import { CONFIGURATOR_OPERATIONS } from "../../../contract/operations/configurators.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { create, get, list, remove, update } from "./edit-configurators.ts";
import type { ConfiguratorParts } from "./parts.ts";
import { getVersion, listAllVersions, publish, rollback } from "./publish.ts";
import { check, evaluateValues, preview } from "./review.ts";

const { CATALOGUE_TABLE, DIRECTORY_TABLE } = readEnvironment("CATALOGUE_TABLE", "DIRECTORY_TABLE");
const client = createClient();
const parts: ConfiguratorParts = {
  catalogue: tableOf(client, CATALOGUE_TABLE),
  directory: tableOf(client, DIRECTORY_TABLE),
  randomBytes,
};

export const handler = createHandler(
  createLogger(),
  { operations: CONFIGURATOR_OPERATIONS, shapes: CONFIGURATOR_SHAPES },
  {
    listConfigurators: (request) => list(parts, request),
    createConfigurator: (request) => create(parts, request),
    checkConfigurator: (request) => check(request),
    getConfigurator: (request) => get(parts, request),
    updateConfigurator: (request) => update(parts, request),
    deleteConfigurator: (request) => remove(parts, request),
    previewConfigurator: (request) => preview(parts, request),
    evaluateConfigurator: (request) => evaluateValues(parts, request),
    publishConfigurator: (request) => publish(parts, request),
    rollbackConfigurator: (request) => rollback(parts, request),
    listConfiguratorVersions: (request) => listAllVersions(parts, request),
    getConfiguratorVersion: (request) => getVersion(parts, request),
  },
);
