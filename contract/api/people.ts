import type { OperationShape } from "../operation-shape.ts";
import * as members from "../schemas/members.ts";
import * as serviceAccounts from "../schemas/service-accounts.ts";
import * as signIn from "../schemas/sign-in.ts";

/** Shapes of the operations on members and service accounts. */
export const PEOPLE_SHAPES = {
  listMembers: {
    summary: "List the members of the workspace and its open invitations",
    query: members.listMembersQuery,
    status: 200,
    response: members.memberPage,
    errors: [],
  },
  inviteMember: {
    summary: "Invite somebody by email; no mail is sent, and they accept with their first sign-in",
    body: members.inviteMemberBody,
    status: 201,
    response: members.member,
    errors: ["right_not_held", "already_member"],
  },
  getMember: {
    summary: "Read one member",
    path: members.memberPath,
    status: 200,
    response: members.member,
    errors: ["not_found"],
  },
  updateMember: {
    summary: "Change a member's role, scopes or services; it holds for sessions and tokens from the next request",
    path: members.memberPath,
    body: members.updateMemberBody,
    status: 200,
    response: members.member,
    errors: ["not_found", "right_not_held", "last_owner", "changed_meanwhile"],
  },
  removeMember: {
    summary: "Remove a member who owns no tokens, or take an invitation back",
    path: members.memberPath,
    status: 204,
    errors: ["not_found", "right_not_held", "last_owner", "owner_has_tokens", "changed_meanwhile"],
  },
  suspendMember: {
    summary: "Stop a member's sessions and tokens until they are reinstated",
    path: members.memberPath,
    status: 200,
    response: members.member,
    errors: ["not_found", "right_not_held", "last_owner", "invitation_open", "changed_meanwhile"],
  },
  reinstateMember: {
    summary: "End a member's suspension",
    path: members.memberPath,
    status: 200,
    response: members.member,
    errors: ["not_found", "right_not_held", "invitation_open", "changed_meanwhile"],
  },
  renewInvitation: {
    summary: "Let an invitation count for another 14 days",
    path: members.memberPath,
    status: 200,
    response: members.member,
    errors: ["not_found", "right_not_held", "already_member", "changed_meanwhile"],
  },
  acceptInvitation: {
    summary: "Become a member of the workspace that invited the email address of this sign-in",
    body: members.acceptInvitationBody,
    status: 200,
    response: members.membership,
    errors: ["invalid_id_token", "invitation_not_found"],
  },
  listSignInWorkspaces: {
    summary:
      "List what a sign-in leads to: the workspaces of the person, and open invitations for their verified email",
    body: signIn.listSignInWorkspacesBody,
    status: 200,
    response: signIn.signInWorkspaces,
    errors: ["invalid_id_token"],
  },
  getGrantableRights: {
    summary: "Which rights this credential can give to others, and who can give the rest",
    status: 200,
    response: members.grantableRights,
    errors: [],
  },
  listServiceAccounts: {
    summary: "List the service accounts of the workspace",
    query: serviceAccounts.listServiceAccountsQuery,
    status: 200,
    response: serviceAccounts.serviceAccountPage,
    errors: [],
  },
  createServiceAccount: {
    summary: "Create a service account",
    body: serviceAccounts.createServiceAccountBody,
    status: 201,
    response: serviceAccounts.serviceAccount,
    errors: ["right_not_held", "name_taken"],
  },
  getServiceAccount: {
    summary: "Read one service account",
    path: serviceAccounts.serviceAccountPath,
    status: 200,
    response: serviceAccounts.serviceAccount,
    errors: ["not_found"],
  },
  updateServiceAccount: {
    summary: "Change a service account's description, role, scopes or services",
    path: serviceAccounts.serviceAccountPath,
    body: serviceAccounts.updateServiceAccountBody,
    status: 200,
    response: serviceAccounts.serviceAccount,
    errors: ["not_found", "right_not_held", "changed_meanwhile"],
  },
  disableServiceAccount: {
    summary: "Stop all tokens of a service account until it is enabled again",
    path: serviceAccounts.serviceAccountPath,
    status: 200,
    response: serviceAccounts.serviceAccount,
    errors: ["not_found", "right_not_held", "changed_meanwhile"],
  },
  enableServiceAccount: {
    summary: "Let the tokens of a disabled service account work again",
    path: serviceAccounts.serviceAccountPath,
    status: 200,
    response: serviceAccounts.serviceAccount,
    errors: ["not_found", "right_not_held", "changed_meanwhile"],
  },
  deleteServiceAccount: {
    summary: "Delete a service account that owns no tokens",
    path: serviceAccounts.serviceAccountPath,
    status: 204,
    errors: ["not_found", "right_not_held", "owner_has_tokens", "changed_meanwhile"],
  },
} as const satisfies Record<string, OperationShape>;
