import type { OperationShape } from "../operation-shape.ts";
import * as checks from "../schemas/token-checks.ts";
import { tokenPath } from "../schemas/tokens.ts";

/** Shapes of what finds out about tokens. */
export const TOKEN_CHECK_SHAPES = {
  verifyToken: {
    body: checks.verifyTokenBody,
    bodyOptional: true,
    status: 200,
    response: checks.verification,
    errors: [],
  },
  explainToken: { body: checks.explainTokenBody, status: 200, response: checks.explanation, errors: ["not_found"] },
  listObservedOrigins: {
    path: tokenPath,
    query: checks.listObservedOriginsQuery,
    status: 200,
    response: checks.observedOriginPage,
    errors: ["not_found"],
  },
  testDomainPatterns: {
    body: checks.testDomainPatternsBody,
    status: 200,
    response: checks.testedDomainPatterns,
    errors: [],
  },
} as const satisfies Record<string, OperationShape>;
