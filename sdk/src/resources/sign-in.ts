import type { Call } from "../call.ts";
import type { ListSignInWorkspaces, SignInWorkspaces } from "../generated/types.ts";
import type { RequestOptions } from "../options.ts";

/** What comes between a sign-in and a session, which names its workspace. Needs no credential but the ID token of the sign-in. */
export interface SignIn {
  /**
   * The workspaces of the person, and the open invitations for their verified address: `members.acceptInvitation` accepts one. Ends with
   * `invalid_id_token`.
   */
  workspaces(body: ListSignInWorkspaces, options?: RequestOptions): Promise<SignInWorkspaces>;
}

export function createSignIn(call: Call): SignIn {
  return {
    workspaces: (body, options) => call("listSignInWorkspaces", { body }, options),
  };
}
