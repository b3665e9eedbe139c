import * as z from "zod";
import type { OperationShape } from "../operation-shape.ts";
import * as workspace from "../schemas/workspace.ts";

/** Shapes of what needs no credential. */
export const OPEN_SHAPES = {
  getOpenApi: { status: 200, response: z.looseObject({ openapi: z.string() }), errors: [] },
  getHealth: { status: 200, response: workspace.health, errors: [] },
  getErrorPage: {
    path: z.strictObject({ code: z.string().regex(/^[a-z_]{1,64}$/) }),
    status: 200,
    response: z.string(),
    responseType: "text/plain",
    errors: ["not_found"],
  },
  /** A preflight names the request that is to follow: any path, any query. */
  preflight: { path: z.looseObject({}), query: z.looseObject({}), status: 204, errors: [] },
} as const satisfies Record<string, OperationShape>;
