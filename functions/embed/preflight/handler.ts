import { OPEN_SHAPES } from "../../../contract/api/open.ts";
import { METHODS } from "../../../contract/operation.ts";
import { OPEN_OPERATIONS } from "../../../contract/operations/open.ts";
import { readOrigin } from "../../domain/origin.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";

const methods = METHODS.join(", ");

/**
 * Preflights of bearer callers (Fetch standard, "CORS-preflight request"). A preflight carries no credential and no data, so any
 * origin may ask; whether the request itself passes is decided by the authorizer. Credentials mode is never allowed.
 */
export const handler = createHandler(
  createLogger(),
  { operations: OPEN_OPERATIONS, shapes: OPEN_SHAPES },
  {
    preflight: async ({ headers }) => {
      if (readOrigin(headers.origin).origin === undefined) return { status: 204 };
      return {
        status: 204,
        headers: {
          "access-control-allow-methods": methods,
          "access-control-allow-headers":
            "Authorization, Content-Type, Idempotency-Key, If-None-Match, Latchkey-Workspace",
          "access-control-max-age": "7200",
        },
      };
    },
  },
);
