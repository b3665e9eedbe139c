import type { OperationShape } from "../operation-shape.ts";
import * as checks from "../schemas/token-checks.ts";
import { tokenPath } from "../schemas/tokens.ts";

/** Shapes of what finds out about tokens. */
export const TOKEN_CHECK_SHAPES = {
  verifyToken: {
    summary: "Check a token's value, or the credential in use, and get the rights that it has now",
    body: checks.verifyTokenBody,
    bodyOptional: true,
    status: 200,
    response: checks.verification,
    errors: [],
  },
  explainToken: {
    summary: "Explain which checks a request with a token would pass, and what would change the decision",
    body: checks.explainTokenBody,
    status: 200,
    response: checks.explanation,
    errors: ["not_found"],
  },
  listObservedOrigins: {
    summary: "List the pages that a public token has been used on, allowed or not",
    path: tokenPath,
    query: checks.listObservedOriginsQuery,
    status: 200,
    response: checks.observedOriginPage,
    errors: ["not_found"],
  },
  testDomainPatterns: {
    summary: "Try out domain patterns, and which origins they would allow",
    body: checks.testDomainPatternsBody,
    status: 200,
    response: checks.testedDomainPatterns,
    errors: [],
  },
} as const satisfies Record<string, OperationShape>;
