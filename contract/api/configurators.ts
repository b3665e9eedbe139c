import type { OperationShape } from "../operation-shape.ts";
import * as configurations from "../schemas/configurations.ts";
import * as configurators from "../schemas/configurators.ts";

/** Shapes of configurators and saved configurations. */
export const CONFIGURATOR_SHAPES = {
  listConfigurators: {
    summary: "List configurators",
    query: configurators.listConfiguratorsQuery,
    status: 200,
    response: configurators.configuratorPage,
    errors: [],
  },
  createConfigurator: {
    summary: "Create a configurator with a first draft",
    body: configurators.createConfiguratorBody,
    status: 201,
    response: configurators.configurator,
    errors: [],
  },
  getConfigurator: {
    summary: "Read a configurator and its draft",
    path: configurators.configuratorPath,
    status: 200,
    response: configurators.configurator,
    errors: ["not_found"],
  },
  updateConfigurator: {
    summary: "Change a configurator's name or replace its draft",
    path: configurators.configuratorPath,
    body: configurators.updateConfiguratorBody,
    status: 200,
    response: configurators.configurator,
    errors: ["not_found", "changed_meanwhile"],
  },
  deleteConfigurator: {
    summary: "Delete a configurator; its saved configurations stay",
    path: configurators.configuratorPath,
    status: 204,
    errors: ["not_found", "changed_meanwhile"],
  },
  publishConfigurator: {
    summary: "Publish the draft as a new immutable version",
    path: configurators.configuratorPath,
    body: configurators.publishConfiguratorBody,
    bodyOptional: true,
    status: 200,
    response: configurators.configuratorVersion,
    errors: ["not_found", "document_not_valid", "changed_meanwhile"],
  },
  rollbackConfigurator: {
    summary: "Make an earlier version the published one again",
    path: configurators.configuratorPath,
    body: configurators.rollbackConfiguratorBody,
    status: 200,
    response: configurators.configuratorVersion,
    errors: ["not_found", "changed_meanwhile"],
  },
  listConfiguratorVersions: {
    summary: "List the published versions of a configurator",
    path: configurators.configuratorPath,
    query: configurators.listConfiguratorsQuery,
    status: 200,
    response: configurators.configuratorVersionPage,
    errors: ["not_found"],
  },
  getConfiguratorVersion: {
    summary: "Read one published version with its document",
    path: configurators.configuratorVersionPath,
    status: 200,
    response: configurators.configuratorVersion,
    errors: ["not_found"],
  },
  listConfigurations: {
    summary: "List saved configurations",
    query: configurations.listConfigurationsQuery,
    status: 200,
    response: configurations.configurationPage,
    errors: [],
  },
  getConfiguration: {
    summary: "Read one saved configuration",
    path: configurations.configurationPath,
    status: 200,
    response: configurations.configuration,
    errors: ["not_found"],
  },
  deleteConfiguration: {
    summary: "Delete one saved configuration",
    path: configurations.configurationPath,
    status: 204,
    errors: ["not_found"],
  },
} as const satisfies Record<string, OperationShape>;
