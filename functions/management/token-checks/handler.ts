import { TOKEN_CHECK_SHAPES } from "../../../contract/api/token-checks.ts";
import { TOKEN_CHECK_OPERATIONS } from "../../../contract/operations/token-checks.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { createSubjectReader } from "../../store/token-reader.ts";
import { testDomainPatterns } from "./domain-patterns.ts";
import { explainToken } from "./explain.ts";
import { listObservedOrigins } from "./origins.ts";
import type { TokenCheckParts } from "./parts.ts";
import { verifyToken } from "./verify.ts";

const { DIRECTORY_TABLE } = readEnvironment("DIRECTORY_TABLE");
const client = createClient();
const parts: TokenCheckParts = {
  directory: tableOf(client, DIRECTORY_TABLE),
  readSubject: createSubjectReader(client, DIRECTORY_TABLE),
};

export const handler = createHandler(
  createLogger(),
  { operations: TOKEN_CHECK_OPERATIONS, shapes: TOKEN_CHECK_SHAPES },
  {
    verifyToken: (request) => verifyToken(parts, request),
    explainToken: (request) => explainToken(parts, request),
    listObservedOrigins: (request) => listObservedOrigins(parts, request),
    testDomainPatterns: (request) => testDomainPatterns(parts, request),
  },
);
