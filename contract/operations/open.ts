import type { Operation } from "../operation.ts";

/** What needs no credential. */
export const OPEN_OPERATIONS = {
  getOpenApi: {
    method: "GET",
    path: "/openapi.json",
    function: "meta",
    credentials: [],
    effect: "read",
    summary: "This API as an OpenAPI 3.1 document",
  },
  getHealth: {
    method: "GET",
    path: "/health",
    function: "meta",
    credentials: [],
    effect: "read",
    summary: "Whether the API answers",
  },
  getErrorPage: {
    method: "GET",
    path: "/docs/errors/{code}",
    function: "meta",
    credentials: [],
    effect: "read",
    summary: "What an error code or a deny reason means and what to do about it",
  },
  preflight: {
    method: "OPTIONS",
    path: "/{proxy+}",
    function: "preflight",
    credentials: [],
    effect: "read",
    summary: "Answer a browser's CORS preflight for bearer callers",
  },
} as const satisfies Record<string, Operation>;
