import { account, MANAGEMENT, type Operation } from "../operation.ts";

/** Finding out what a token may do, why it is refused and where it is used; and trying out domain patterns. */
export const TOKEN_CHECK_OPERATIONS = {
  verifyToken: {
    method: "POST",
    path: "/v1/tokens/verify",
    function: "token-checks",
    credentials: MANAGEMENT,
    effect: "read",
  },
  explainToken: {
    method: "POST",
    path: "/v1/tokens/explain",
    function: "token-checks",
    // A token may explain itself whatever it may do else; the function asks for the right to read tokens for all others.
    credentials: MANAGEMENT,
    effect: "read",
  },
  listObservedOrigins: {
    method: "GET",
    path: "/v1/tokens/{tokenId}/origins",
    function: "token-checks",
    ...account("read", "viewer"),
  },
  testDomainPatterns: {
    method: "POST",
    path: "/v1/domain-patterns/test",
    function: "token-checks",
    ...account("read", "viewer"),
  },
} as const satisfies Record<string, Operation>;
