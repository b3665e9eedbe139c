import { embed, type Operation } from "../operation.ts";

/** What a public token may do on a page. */
export const EMBED_OPERATIONS = {
  loadConfigurator: {
    method: "GET",
    path: "/embed/v1/configurators/{configuratorId}",
    function: "embed-load",
    ...embed("embed:load", "read"),
  },
  saveConfiguration: {
    method: "POST",
    path: "/embed/v1/configurations",
    function: "embed-configurations",
    ...embed("embed:save", "write"),
    creates: true,
  },
  updateConfiguration: {
    method: "POST",
    path: "/embed/v1/configurations/{shortId}",
    function: "embed-configurations",
    ...embed("embed:save", "write"),
  },
  resumeConfiguration: {
    method: "GET",
    path: "/embed/v1/configurations/{shortId}",
    function: "embed-configurations",
    ...embed("embed:resume", "read"),
  },
  trackEvents: {
    method: "POST",
    path: "/embed/v1/events",
    function: "embed-events",
    ...embed("embed:track", "write"),
  },
  diagnoseToken: {
    method: "POST",
    path: "/embed/v1/diagnose",
    function: "embed-diagnose",
    credentials: [],
    effect: "read",
  },
} as const satisfies Record<string, Operation>;
