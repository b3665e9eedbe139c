import * as z from "zod";
import type { OperationShape } from "../operation-shape.ts";
import * as deployment from "../schemas/deployment.ts";
import * as workspace from "../schemas/workspace.ts";

/** Shapes of what needs no credential. */
export const OPEN_SHAPES = {
  getOpenApi: {
    summary: "This API as an OpenAPI 3.1 document",
    status: 200,
    response: z.looseObject({ openapi: z.string() }),
    errors: [],
  },
  getHealth: { summary: "Whether the API answers", status: 200, response: workspace.health, errors: [] },
  getDeployment: {
    summary: "Read what this deployment is: where people sign in, and which files the embed has",
    status: 200,
    response: deployment.deployment,
    errors: [],
  },
  getErrorPage: {
    summary: "What an error code or a deny reason means and what to do about it",
    path: z.strictObject({ code: z.string().regex(/^[a-z_]{1,64}$/) }),
    status: 200,
    response: z.string(),
    responseType: "text/plain",
    errors: ["not_found"],
  },
  /** A preflight names the request that is to follow: any path, any query. */
  preflight: {
    summary: "Answer a browser's CORS preflight for bearer callers",
    path: z.looseObject({}),
    query: z.looseObject({}),
    status: 204,
    errors: [],
  },
} as const satisfies Record<string, OperationShape>;
