import { configurator, type Operation } from "../operation.ts";

/** Configurators and what shoppers saved. */
export const CONFIGURATOR_OPERATIONS = {
  listConfigurators: {
    method: "GET",
    path: "/v1/configurators",
    function: "configurators",
    ...configurator("read", "viewer"),
  },
  createConfigurator: {
    method: "POST",
    path: "/v1/configurators",
    function: "configurators",
    ...configurator("write", "team_member"),
    creates: true,
  },
  checkConfigurator: {
    method: "POST",
    path: "/v1/configurators/check",
    function: "configurators",
    ...configurator("read", "viewer"),
  },
  getConfigurator: {
    method: "GET",
    path: "/v1/configurators/{configuratorId}",
    function: "configurators",
    ...configurator("read", "viewer"),
  },
  updateConfigurator: {
    method: "PATCH",
    path: "/v1/configurators/{configuratorId}",
    function: "configurators",
    ...configurator("write", "team_member"),
  },
  deleteConfigurator: {
    method: "DELETE",
    path: "/v1/configurators/{configuratorId}",
    function: "configurators",
    ...configurator("write", "administrator"),
  },
  previewConfigurator: {
    method: "GET",
    path: "/v1/configurators/{configuratorId}/preview",
    function: "configurators",
    ...configurator("read", "viewer"),
  },
  evaluateConfigurator: {
    method: "POST",
    path: "/v1/configurators/{configuratorId}/evaluate",
    function: "configurators",
    ...configurator("read", "viewer"),
  },
  publishConfigurator: {
    method: "POST",
    path: "/v1/configurators/{configuratorId}/publish",
    function: "configurators",
    ...configurator("write", "workspace_manager"),
    creates: true,
  },
  rollbackConfigurator: {
    method: "POST",
    path: "/v1/configurators/{configuratorId}/rollback",
    function: "configurators",
    ...configurator("write", "workspace_manager"),
  },
  listConfiguratorVersions: {
    method: "GET",
    path: "/v1/configurators/{configuratorId}/versions",
    function: "configurators",
    ...configurator("read", "viewer"),
  },
  getConfiguratorVersion: {
    method: "GET",
    path: "/v1/configurators/{configuratorId}/versions/{version}",
    function: "configurators",
    ...configurator("read", "viewer"),
  },

  listConfigurations: {
    method: "GET",
    path: "/v1/configurations",
    function: "configurations",
    ...configurator("read", "viewer"),
  },
  exportConfigurations: {
    method: "GET",
    path: "/v1/configurations/export",
    function: "configurations",
    ...configurator("read", "viewer"),
  },
  getConfiguration: {
    method: "GET",
    path: "/v1/configurations/{shortId}",
    function: "configurations",
    ...configurator("read", "viewer"),
  },
  deleteConfiguration: {
    method: "DELETE",
    path: "/v1/configurations/{shortId}",
    function: "configurations",
    ...configurator("write", "workspace_manager"),
  },
} as const satisfies Record<string, Operation>;
