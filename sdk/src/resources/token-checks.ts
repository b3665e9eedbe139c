import type { Call } from "../call.ts";
import type {
  ExplainToken,
  Explanation,
  ListObservedOriginsQuery,
  ObservedOrigin,
  Verification,
  VerifyToken,
} from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions } from "../options.ts";

/** What a token may do, why it is refused, and where it is used. */
export interface TokenChecks {
  /**
   * Whether a value is a token of the workspace, and what it may do now; without a value, the credential of the client. Needs no scope. A value
   * that is malformed, unknown, outdated or of another workspace has the status `unknown`.
   */
  verify(body?: VerifyToken, options?: RequestOptions): Promise<Verification>;
  /**
   * What each check of the authorizer says about a request that is only described, and what would change the decision. A token may explain itself;
   * others need scope `account_management:read`. Ends with `not_found`.
   */
  explain(body: ExplainToken, options?: RequestOptions): Promise<Explanation>;
  /** The pages that a public token was used on, the latest first. Scope `account_management:read`. Ends with `not_found`. */
  listOrigins(tokenId: string, query?: ListObservedOriginsQuery, options?: RequestOptions): List<ObservedOrigin>;
}

export function createTokenChecks(call: Call): TokenChecks {
  return {
    verify: (body = {}, options) => call("verifyToken", { body }, options),
    explain: (body, options) => call("explainToken", { body }, options),
    listOrigins: (tokenId, query, options) =>
      createList((from) => call("listObservedOrigins", { path: { tokenId }, query: { ...query, ...from } }, options)),
  };
}
