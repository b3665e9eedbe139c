import type { OperationShape } from "../operation-shape.ts";
import * as members from "../schemas/members.ts";
import * as serviceAccounts from "../schemas/service-accounts.ts";

/** Shapes of the operations on members and service accounts. */
export const PEOPLE_SHAPES = {
  listMembers: { query: members.listMembersQuery, status: 200, response: members.memberPage, errors: [] },
  inviteMember: {
    body: members.inviteMemberBody,
    status: 201,
    response: members.member,
    errors: ["right_not_held", "already_member"],
  },
  getMember: { path: members.memberPath, status: 200, response: members.member, errors: ["not_found"] },
  updateMember: {
    path: members.memberPath,
    body: members.updateMemberBody,
    status: 200,
    response: members.member,
    errors: ["not_found", "right_not_held", "last_owner", "changed_meanwhile"],
  },
  removeMember: {
    path: members.memberPath,
    status: 204,
    errors: ["not_found", "right_not_held", "last_owner", "owner_has_tokens", "changed_meanwhile"],
  },
  suspendMember: {
    path: members.memberPath,
    status: 200,
    response: members.member,
    errors: ["not_found", "right_not_held", "last_owner", "invitation_open", "changed_meanwhile"],
  },
  reinstateMember: {
    path: members.memberPath,
    status: 200,
    response: members.member,
    errors: ["not_found", "right_not_held", "invitation_open", "changed_meanwhile"],
  },
  renewInvitation: {
    path: members.memberPath,
    status: 200,
    response: members.member,
    errors: ["not_found", "right_not_held", "already_member", "changed_meanwhile"],
  },
  acceptInvitation: {
    body: members.acceptInvitationBody,
    status: 200,
    response: members.membership,
    errors: ["invalid_id_token", "invitation_not_found"],
  },
  getGrantableRights: { status: 200, response: members.grantableRights, errors: [] },
  listServiceAccounts: {
    query: serviceAccounts.listServiceAccountsQuery,
    status: 200,
    response: serviceAccounts.serviceAccountPage,
    errors: [],
  },
  createServiceAccount: {
    body: serviceAccounts.createServiceAccountBody,
    status: 201,
    response: serviceAccounts.serviceAccount,
    errors: ["right_not_held", "name_taken"],
  },
  getServiceAccount: {
    path: serviceAccounts.serviceAccountPath,
    status: 200,
    response: serviceAccounts.serviceAccount,
    errors: ["not_found"],
  },
  updateServiceAccount: {
    path: serviceAccounts.serviceAccountPath,
    body: serviceAccounts.updateServiceAccountBody,
    status: 200,
    response: serviceAccounts.serviceAccount,
    errors: ["not_found", "right_not_held", "changed_meanwhile"],
  },
  disableServiceAccount: {
    path: serviceAccounts.serviceAccountPath,
    status: 200,
    response: serviceAccounts.serviceAccount,
    errors: ["not_found", "right_not_held", "changed_meanwhile"],
  },
  enableServiceAccount: {
    path: serviceAccounts.serviceAccountPath,
    status: 200,
    response: serviceAccounts.serviceAccount,
    errors: ["not_found", "right_not_held", "changed_meanwhile"],
  },
  deleteServiceAccount: {
    path: serviceAccounts.serviceAccountPath,
    status: 204,
    errors: ["not_found", "right_not_held", "owner_has_tokens", "changed_meanwhile"],
  },
} as const satisfies Record<string, OperationShape>;
