import { randomBytes } from "node:crypto";
import { TOKEN_SHAPES } from "../../../contract/api/tokens.ts";
import { TOKEN_OPERATIONS } from "../../../contract/operations/tokens.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { changeTokens } from "./change-many.ts";
import { createToken } from "./create-token.ts";
import { updateToken } from "./edit-token.ts";
import type { TokenParts } from "./parts.ts";
import { getToken, listTokensPage } from "./read-tokens.ts";
import { reassignToken } from "./reassign-token.ts";
import { getRevocation, purgeToken } from "./revocation.ts";
import { rotateToken } from "./rotate-token.ts";
import { extendRotation, finishRotation } from "./running-rotation.ts";
import { disableToken, enableToken, revokeToken } from "./stop-token.ts";
import { summarizeTokens } from "./summarize-tokens.ts";

const environment = readEnvironment("DIRECTORY_TABLE", "EDGE_CACHE_SECONDS");
const parts: TokenParts = {
  directory: tableOf(createClient(), environment.DIRECTORY_TABLE),
  randomBytes,
  edgeCacheSeconds: Number(environment.EDGE_CACHE_SECONDS),
  now: Date.now,
};

export const handler = createHandler(
  createLogger(),
  { operations: TOKEN_OPERATIONS, shapes: TOKEN_SHAPES },
  {
    listTokens: (request) => listTokensPage(parts, request),
    summarizeTokens: (request) => summarizeTokens(parts, request),
    createToken: (request) => createToken(parts, request),
    getToken: (request) => getToken(parts, request),
    updateToken: (request) => updateToken(parts, request),
    revokeToken: (request) => revokeToken(parts, request),
    disableToken: (request) => disableToken(parts, request),
    enableToken: (request) => enableToken(parts, request),
    rotateToken: (request) => rotateToken(parts, request),
    getRevocation: (request) => getRevocation(parts, request),
    purgeToken: (request) => purgeToken(parts, request),
    extendRotation: (request) => extendRotation(parts, request),
    finishRotation: (request) => finishRotation(parts, request),
    reassignToken: (request) => reassignToken(parts, request),
    changeTokens: (request) => changeTokens(parts, request),
  },
);
