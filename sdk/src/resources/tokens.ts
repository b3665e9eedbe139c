import type { Call } from "../call.ts";
import type {
  ChangedTokens,
  ChangeTokens,
  CreateToken,
  ExtendRotation,
  ListTokensQuery,
  ReassignToken,
  Revocation,
  RevokedToken,
  RotateToken,
  Token,
  TokenSummary,
  UpdateToken,
} from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/** Tokens, from issue to revocation. Scope `account_management`. Every method can end with a `LatchkeyError`. */
export interface Tokens {
  /**
   * The tokens of the workspace, newest first unless a filter has an order of its own or `sort` says otherwise. 25 a page, 100 at most. A page
   * can hold fewer than asked for, or none, and still name a next one: `text` looks at a part of the list at a time.
   */
  list(query?: ListTokensQuery, options?: RequestOptions): List<Token>;
  /** How many tokens to look after: active, ending within 30 days, expired, disabled, unused for 90 days. Each is counted up to 100. */
  summary(options?: RequestOptions): Promise<TokenSummary>;
  /**
   * Issues a token. `token` of the answer is the value: for a private token it is there this once and never again.
   * Ends with `right_not_held` when the token could do more than the credential in use, `owner_lacks_right` when it could do more than its
   * owner, `lifetime_too_long` when it would live longer than the workspace allows, `invalid_domain` or `invalid_address` when one entry is bad
   * (nothing is issued then), `service_account_required` or `owner_not_accepted`.
   */
  create(body: CreateToken, options?: CreateOptions): Promise<Token>;
  /** Ends with `not_found` for an unknown id, and for one of another workspace. */
  get(tokenId: string, options?: RequestOptions): Promise<Token>;
  /**
   * Changes the fields that are given. Ends with `not_found`, `right_not_held`, `owner_lacks_right`, `lifetime_too_long`, `invalid_domain`,
   * `invalid_address`, `token_revoked`, `service_token_managed` or `changed_meanwhile`.
   */
  update(tokenId: string, body: UpdateToken, options?: RequestOptions): Promise<Token>;
  /** Ends the token for ever. `revocation.effectiveAt` is the time after which no request passes with it. */
  revoke(tokenId: string, options?: RequestOptions): Promise<RevokedToken>;
  /** Whether a revocation has reached everything by now. Ends with `not_found` or `token_not_revoked`. */
  revocation(tokenId: string, options?: RequestOptions): Promise<Revocation>;
  /**
   * Removes what is left of a revoked token; its audit events stay. Ends with `not_found`, `token_not_revoked` or `revocation_not_effective`. A
   * retry whose first attempt has removed it ends with `not_found`.
   */
  purge(tokenId: string, options?: RequestOptions): Promise<undefined>;
  /** Stops the token until it is enabled again. Ends with `not_found`, `role_too_low` or `token_revoked`. */
  disable(tokenId: string, options?: RequestOptions): Promise<Token>;
  /** Lets a disabled token work again. Ends with `not_found`, `right_not_held` or `token_revoked`. */
  enable(tokenId: string, options?: RequestOptions): Promise<Token>;
  /**
   * Gives the token a new secret under the same id; `token` of the answer is the new value. The old one counts for `graceSeconds` more: 0 by
   * default, 30 days at most. A retry never makes a second secret.
   */
  rotate(tokenId: string, body?: RotateToken, options?: CreateOptions): Promise<Token>;
  /**
   * Lets the old secret of a running rotation count for `graceSeconds` from now: until 30 days after the rotation at most. Ends with
   * `rotation_not_running` when there is none.
   */
  extendRotation(tokenId: string, body: ExtendRotation, options?: RequestOptions): Promise<Token>;
  /** Ends the grace period now. Ends with `rotation_not_running` when there is none. */
  finishRotation(tokenId: string, options?: RequestOptions): Promise<Token>;
  /**
   * Gives the token to a service account. Ends with `owner_not_accepted` when there is no such active account, and `owner_lacks_right` when the
   * account holds less than the token.
   */
  reassign(tokenId: string, body: ReassignToken, options?: RequestOptions): Promise<Token>;
  /**
   * One action on many tokens: those that are named, or the next 100 of an owner. Each is done or refused by the rules of the single operation;
   * `results` has one entry for each. With an owner, send it again while `hasMore` is true and something was done.
   */
  changeMany(body: ChangeTokens, options?: RequestOptions): Promise<ChangedTokens>;
}

export function createTokens(call: Call): Tokens {
  return {
    list: (query, options) => createList((from) => call("listTokens", { query: { ...query, ...from } }, options)),
    summary: (options) => call("summarizeTokens", {}, options),
    create: (body, options) => call("createToken", { body }, options),
    get: (tokenId, options) => call("getToken", { path: { tokenId } }, options),
    update: (tokenId, body, options) => call("updateToken", { path: { tokenId }, body }, options),
    revoke: (tokenId, options) => call("revokeToken", { path: { tokenId } }, options),
    revocation: (tokenId, options) => call("getRevocation", { path: { tokenId } }, options),
    purge: (tokenId, options) => call("purgeToken", { path: { tokenId } }, options),
    disable: (tokenId, options) => call("disableToken", { path: { tokenId } }, options),
    enable: (tokenId, options) => call("enableToken", { path: { tokenId } }, options),
    rotate: (tokenId, body = {}, options) => call("rotateToken", { path: { tokenId }, body }, options),
    extendRotation: (tokenId, body, options) => call("extendRotation", { path: { tokenId }, body }, options),
    finishRotation: (tokenId, options) => call("finishRotation", { path: { tokenId } }, options),
    reassign: (tokenId, body, options) => call("reassignToken", { path: { tokenId }, body }, options),
    changeMany: (body, options) => call("changeTokens", { body }, options),
  };
}
