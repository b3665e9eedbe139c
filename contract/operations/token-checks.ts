import { account, MANAGEMENT, type Operation } from "../operation.ts";

/** Finding out what a token may do, why it is refused and where it is used; and trying out domain patterns. */
export const TOKEN_CHECK_OPERATIONS = {
  verifyToken: {
    method: "POST",
    path: "/v1/tokens/verify",
    function: "token-checks",
    credentials: MANAGEMENT,
    effect: "read",
    summary: "Check a token's value, or the credential in use, and get the rights that it has now",
  },
  explainToken: {
    method: "POST",
    path: "/v1/tokens/explain",
    function: "token-checks",
    // A token may explain itself whatever it may do else; the function asks for the right to read tokens for all others.
    credentials: MANAGEMENT,
    effect: "read",
    summary: "Explain which checks a request with a token would pass, and what would change the decision",
  },
  listObservedOrigins: {
    method: "GET",
    path: "/v1/tokens/{tokenId}/origins",
    function: "token-checks",
    ...account("read", "viewer"),
    summary: "List the pages that a public token has been used on, allowed or not",
  },
  testDomainPatterns: {
    method: "POST",
    path: "/v1/domain-patterns/test",
    function: "token-checks",
    ...account("read", "viewer"),
    summary: "Try out domain patterns, and which origins they would allow",
  },
} as const satisfies Record<string, Operation>;
