import type { Call } from "../call.ts";
import type {
  AcceptInvitation,
  GrantableRights,
  InviteMember,
  ListMembersQuery,
  Member,
  Membership,
  UpdateMember,
} from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/** Persons: their rights, and how they come and go. Scope `account_management`; writing takes the role administrator. */
export interface Members {
  /** The members of the workspace and its open invitations. 25 a page, 100 at most. */
  list(query?: ListMembersQuery, options?: RequestOptions): List<Member>;
  /**
   * Invites an email address; it counts for 14 days. Nobody is sent a mail: tell the person where the console is. Ends with `already_member`
   * when the address is a member or invited, and with `right_not_held` when the invitation is to more than the credential holds.
   */
  invite(body: InviteMember, options?: CreateOptions): Promise<Member>;
  /** Ends with `not_found`. */
  get(memberId: string, options?: RequestOptions): Promise<Member>;
  /**
   * Changes the fields that are given; holds for their sessions and tokens from the next request. Ends with `not_found`, `right_not_held`,
   * `last_owner` or `changed_meanwhile`.
   */
  update(memberId: string, body: UpdateMember, options?: RequestOptions): Promise<Member>;
  /** Ends with `owner_has_tokens` while they own tokens (`errors` lists them), and with `last_owner`. Takes an invitation back, too. */
  remove(memberId: string, options?: RequestOptions): Promise<void>;
  /** Stops their sessions and tokens. Ends with `last_owner`, or with `invitation_open` for who never signed in. */
  suspend(memberId: string, options?: RequestOptions): Promise<Member>;
  /** Ends a suspension. */
  reinstate(memberId: string, options?: RequestOptions): Promise<Member>;
  /** Lets an invitation count for another 14 days. Ends with `already_member` when it has been accepted. */
  renewInvitation(memberId: string, options?: RequestOptions): Promise<Member>;
  /**
   * Makes the person of an ID token a member of the workspace that invited their email address. Needs no token; the same answer when they
   * are a member already. Ends with `invalid_id_token` or `invitation_not_found`.
   */
  acceptInvitation(body: AcceptInvitation, options?: RequestOptions): Promise<Membership>;
  /** What the credential can give to others, and who can give the rest. Needs no scope. */
  grantableRights(options?: RequestOptions): Promise<GrantableRights>;
}

export function createMembers(call: Call): Members {
  return {
    list: (query, options) => createList((from) => call("listMembers", { query: { ...query, ...from } }, options)),
    invite: (body, options) => call("inviteMember", { body }, options),
    get: (memberId, options) => call("getMember", { path: { memberId } }, options),
    update: (memberId, body, options) => call("updateMember", { path: { memberId }, body }, options),
    remove: (memberId, options) => call("removeMember", { path: { memberId } }, options),
    suspend: (memberId, options) => call("suspendMember", { path: { memberId } }, options),
    reinstate: (memberId, options) => call("reinstateMember", { path: { memberId } }, options),
    renewInvitation: (memberId, options) => call("renewInvitation", { path: { memberId } }, options),
    acceptInvitation: (body, options) => call("acceptInvitation", { body }, options),
    grantableRights: (options) => call("getGrantableRights", {}, options),
  };
}
