import type { OperationShape } from "../operation-shape.ts";
import * as configurations from "../schemas/configurations.ts";
import * as configurators from "../schemas/configurators.ts";
import * as embed from "../schemas/embed.ts";

/** Shapes of what a page may ask. */
export const EMBED_SHAPES = {
  loadConfigurator: {
    summary: "Load the published version of a configurator",
    path: configurators.configuratorPath,
    query: embed.loadConfiguratorQuery,
    status: 200,
    response: embed.publishedConfigurator,
    errors: ["not_found"],
  },
  saveConfiguration: {
    summary: "Save a shopper's choices and get a short id",
    body: configurations.saveConfigurationBody,
    bodyBytesMax: configurations.SAVE_BODY_BYTES_MAX,
    status: 201,
    response: configurations.newConfiguration,
    errors: ["not_found", "version_not_published", "values_not_accepted"],
  },
  updateConfiguration: {
    summary: "Change a saved configuration, for the holder of its edit key",
    path: configurations.configurationPath,
    body: configurations.updateConfigurationBody,
    bodyBytesMax: configurations.SAVE_BODY_BYTES_MAX,
    status: 200,
    response: configurations.savedConfiguration,
    errors: ["not_found", "edit_key_not_valid", "version_not_published", "values_not_accepted", "changed_meanwhile"],
  },
  resumeConfiguration: {
    summary:
      "Open a saved configuration by its short id, and see what becomes of it in the version that is published now",
    path: configurations.configurationPath,
    status: 200,
    response: configurations.resumedConfiguration,
    errors: ["not_found"],
  },
  trackEvents: {
    summary: "Record analytics events, exactly once per event id",
    body: embed.trackEventsBody,
    status: 200,
    response: embed.trackedEvents,
    errors: [],
  },
  diagnoseToken: {
    summary: "Explain why a public token was refused on this page",
    body: embed.diagnoseTokenBody,
    status: 200,
    response: embed.diagnosis,
    errors: [],
  },
} as const satisfies Record<string, OperationShape>;
