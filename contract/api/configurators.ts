import type { OperationShape } from "../operation-shape.ts";
import * as configurations from "../schemas/configurations.ts";
import * as configurators from "../schemas/configurators.ts";

/** Shapes of configurators and saved configurations. */
export const CONFIGURATOR_SHAPES = {
  listConfigurators: {
    query: configurators.listConfiguratorsQuery,
    status: 200,
    response: configurators.configuratorPage,
    errors: [],
  },
  createConfigurator: {
    body: configurators.createConfiguratorBody,
    status: 201,
    response: configurators.configurator,
    errors: [],
  },
  getConfigurator: {
    path: configurators.configuratorPath,
    status: 200,
    response: configurators.configurator,
    errors: ["not_found"],
  },
  updateConfigurator: {
    path: configurators.configuratorPath,
    body: configurators.updateConfiguratorBody,
    status: 200,
    response: configurators.configurator,
    errors: ["not_found", "changed_meanwhile"],
  },
  deleteConfigurator: { path: configurators.configuratorPath, status: 204, errors: ["not_found", "changed_meanwhile"] },
  publishConfigurator: {
    path: configurators.configuratorPath,
    body: configurators.publishConfiguratorBody,
    bodyOptional: true,
    status: 200,
    response: configurators.configuratorVersion,
    errors: ["not_found", "document_not_valid", "changed_meanwhile"],
  },
  rollbackConfigurator: {
    path: configurators.configuratorPath,
    body: configurators.rollbackConfiguratorBody,
    status: 200,
    response: configurators.configuratorVersion,
    errors: ["not_found", "changed_meanwhile"],
  },
  listConfiguratorVersions: {
    path: configurators.configuratorPath,
    query: configurators.listConfiguratorsQuery,
    status: 200,
    response: configurators.configuratorVersionPage,
    errors: ["not_found"],
  },
  getConfiguratorVersion: {
    path: configurators.configuratorVersionPath,
    status: 200,
    response: configurators.configuratorVersion,
    errors: ["not_found"],
  },
  listConfigurations: {
    query: configurations.listConfigurationsQuery,
    status: 200,
    response: configurations.configurationPage,
    errors: [],
  },
  getConfiguration: {
    path: configurations.configurationPath,
    status: 200,
    response: configurations.configuration,
    errors: ["not_found"],
  },
  deleteConfiguration: { path: configurations.configurationPath, status: 204, errors: ["not_found"] },
} as const satisfies Record<string, OperationShape>;
