import { embed, type Operation } from "../operation.ts";

/** What a public token may do on a page. */
export const EMBED_OPERATIONS = {
  loadConfigurator: {
    method: "GET",
    path: "/embed/v1/configurators/{configuratorId}",
    function: "embed-load",
    ...embed("embed:load", "read"),
    summary: "Load the published version of a configurator",
  },
  saveConfiguration: {
    method: "POST",
    path: "/embed/v1/configurations",
    function: "embed-configurations",
    ...embed("embed:save", "write"),
    creates: true,
    summary: "Save a shopper's choices and get a short id",
  },
  resumeConfiguration: {
    method: "GET",
    path: "/embed/v1/configurations/{shortId}",
    function: "embed-configurations",
    ...embed("embed:resume", "read"),
    summary: "Open a saved configuration by its short id",
  },
  trackEvents: {
    method: "POST",
    path: "/embed/v1/events",
    function: "embed-events",
    ...embed("embed:track", "write"),
    summary: "Record analytics events, exactly once per event id",
  },
  diagnoseToken: {
    method: "POST",
    path: "/embed/v1/diagnose",
    function: "embed-diagnose",
    credentials: [],
    effect: "read",
    summary: "Explain why a public token was refused on this page",
  },
} as const satisfies Record<string, Operation>;
