import { configurator, type Operation } from "../operation.ts";

/** Configurators and what shoppers saved. */
export const CONFIGURATOR_OPERATIONS = {
  listConfigurators: {
    method: "GET",
    path: "/v1/configurators",
    function: "configurators",
    ...configurator("read", "viewer"),
    summary: "List configurators",
  },
  createConfigurator: {
    method: "POST",
    path: "/v1/configurators",
    function: "configurators",
    ...configurator("write", "team_member"),
    creates: true,
    summary: "Create a configurator with a first draft",
  },
  getConfigurator: {
    method: "GET",
    path: "/v1/configurators/{configuratorId}",
    function: "configurators",
    ...configurator("read", "viewer"),
    summary: "Read a configurator and its draft",
  },
  updateConfigurator: {
    method: "PATCH",
    path: "/v1/configurators/{configuratorId}",
    function: "configurators",
    ...configurator("write", "team_member"),
    summary: "Change a configurator's name or replace its draft",
  },
  deleteConfigurator: {
    method: "DELETE",
    path: "/v1/configurators/{configuratorId}",
    function: "configurators",
    ...configurator("write", "administrator"),
    summary: "Delete a configurator; its saved configurations stay",
  },
  publishConfigurator: {
    method: "POST",
    path: "/v1/configurators/{configuratorId}/publish",
    function: "configurators",
    ...configurator("write", "workspace_manager"),
    creates: true,
    summary: "Publish the draft as a new immutable version",
  },
  rollbackConfigurator: {
    method: "POST",
    path: "/v1/configurators/{configuratorId}/rollback",
    function: "configurators",
    ...configurator("write", "workspace_manager"),
    summary: "Make an earlier version the published one again",
  },
  listConfiguratorVersions: {
    method: "GET",
    path: "/v1/configurators/{configuratorId}/versions",
    function: "configurators",
    ...configurator("read", "viewer"),
    summary: "List the published versions of a configurator",
  },
  getConfiguratorVersion: {
    method: "GET",
    path: "/v1/configurators/{configuratorId}/versions/{version}",
    function: "configurators",
    ...configurator("read", "viewer"),
    summary: "Read one published version with its document",
  },

  listConfigurations: {
    method: "GET",
    path: "/v1/configurations",
    function: "configurations",
    ...configurator("read", "viewer"),
    summary: "List saved configurations",
  },
  getConfiguration: {
    method: "GET",
    path: "/v1/configurations/{shortId}",
    function: "configurations",
    ...configurator("read", "viewer"),
    summary: "Read one saved configuration",
  },
  deleteConfiguration: {
    method: "DELETE",
    path: "/v1/configurations/{shortId}",
    function: "configurations",
    ...configurator("write", "workspace_manager"),
    summary: "Delete one saved configuration",
  },
} as const satisfies Record<string, Operation>;
