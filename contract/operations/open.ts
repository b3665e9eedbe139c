import type { Operation } from "../operation.ts";

/** What needs no credential. */
export const OPEN_OPERATIONS = {
  getOpenApi: {
    method: "GET",
    path: "/openapi.json",
    function: "meta",
    credentials: [],
    effect: "read",
  },
  getHealth: {
    method: "GET",
    path: "/health",
    function: "meta",
    credentials: [],
    effect: "read",
  },
  getDeployment: {
    method: "GET",
    path: "/v1/deployment",
    function: "meta",
    credentials: [],
    effect: "read",
  },
  getErrorPage: {
    method: "GET",
    path: "/docs/errors/{code}",
    function: "meta",
    credentials: [],
    effect: "read",
  },
  preflight: {
    method: "OPTIONS",
    path: "/{proxy+}",
    function: "preflight",
    credentials: [],
    effect: "read",
  },
} as const satisfies Record<string, Operation>;
