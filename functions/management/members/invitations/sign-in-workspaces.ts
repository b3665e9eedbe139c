import type { ResponseOf } from "../../../../contract/api.ts";
import { isInvitationOpen } from "../../../domain/member.ts";
import { type Answer, type Refusal, refuse } from "../../../http/answer.ts";
import type { ApiRequest } from "../../../http/create-handler.ts";
import { listInvited, listMemberships } from "../../../store/sign-in-lists.ts";
import { readWorkspace } from "../../../store/workspaces.ts";
import type { InvitationParts } from "./accept-invitation.ts";

type Listed = ResponseOf<"listSignInWorkspaces">;

/** More would be an address that strangers invite for fun; whoever knows a workspace's id gets in there all the same. */
const LISTED_MAX = 100;

/**
 * Where a sign-in leads. The route is open, because a session names its workspace and this person has yet to choose one: they learn what they are
 * a member of by who they are at the issuer, and what invites them by the address that the issuer vouches for. Nobody else learns of either.
 */
export async function listSignInWorkspaces(
  { directory, verifyIdToken }: Pick<InvitationParts, "directory" | "verifyIdToken">,
  { body, nowEpochMs }: ApiRequest<"listSignInWorkspaces">,
): Promise<Answer | Refusal> {
  const person = await verifyIdToken(body.idToken);
  if (person === undefined) return refuse("invalid_id_token");
  const { subject, email } = person;
  const [memberships, invited] = await Promise.all([
    listMemberships(directory, subject, LISTED_MAX),
    email === undefined ? [] : listInvited(directory, email, LISTED_MAX),
  ]);
  const joined = new Set(memberships.map(({ workspaceId }) => workspaceId));
  const open = invited.filter((member) => isInvitationOpen(member, nowEpochMs) && !joined.has(member.workspaceId));
  const nameOf = async (workspaceId: string) => (await readWorkspace(directory, workspaceId)).name;

  const workspaces = memberships.map(
    async ({ workspaceId, role, state }): Promise<Listed["workspaces"][number]> => ({
      id: workspaceId,
      name: await nameOf(workspaceId),
      role,
      state: state === "active" ? "active" : "suspended",
    }),
  );
  const invitations = open.map(
    async ({ workspaceId, role, invitationExpiresAt }): Promise<Listed["invitations"][number]> => ({
      workspaceId,
      workspaceName: await nameOf(workspaceId),
      role,
      expiresAt: invitationExpiresAt ?? null,
    }),
  );
  const answer: Listed = {
    email: email ?? null,
    workspaces: (await Promise.all(workspaces)).sort(
      (left, right) => left.state.localeCompare(right.state) || left.name.localeCompare(right.name),
    ),
    invitations: (await Promise.all(invitations)).sort((left, right) =>
      left.workspaceName.localeCompare(right.workspaceName),
    ),
  };
  return { status: 200, body: answer };
}
