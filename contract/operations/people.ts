import { account, MANAGEMENT, type Operation } from "../operation.ts";

/** Members and service accounts: whom tokens belong to. */
export const PEOPLE_OPERATIONS = {
  listMembers: {
    method: "GET",
    path: "/v1/members",
    function: "members",
    ...account("read", "viewer"),
  },
  inviteMember: {
    method: "POST",
    path: "/v1/members",
    function: "members",
    ...account("write", "administrator"),
    creates: true,
  },
  getMember: {
    method: "GET",
    path: "/v1/members/{memberId}",
    function: "members",
    ...account("read", "viewer"),
  },
  updateMember: {
    method: "PATCH",
    path: "/v1/members/{memberId}",
    function: "members",
    ...account("write", "administrator"),
  },
  removeMember: {
    method: "DELETE",
    path: "/v1/members/{memberId}",
    function: "members",
    ...account("write", "administrator"),
  },
  suspendMember: {
    method: "POST",
    path: "/v1/members/{memberId}/suspend",
    function: "members",
    ...account("write", "administrator"),
  },
  reinstateMember: {
    method: "POST",
    path: "/v1/members/{memberId}/reinstate",
    function: "members",
    ...account("write", "administrator"),
  },
  renewInvitation: {
    method: "POST",
    path: "/v1/members/{memberId}/renew-invitation",
    function: "members",
    ...account("write", "administrator"),
  },
  acceptInvitation: {
    method: "POST",
    path: "/v1/invitations/accept",
    function: "invitations",
    credentials: [],
    effect: "write",
  },
  listSignInWorkspaces: {
    method: "POST",
    path: "/v1/sign-in/workspaces",
    function: "invitations",
    credentials: [],
    effect: "read",
  },
  getGrantableRights: {
    method: "GET",
    path: "/v1/grantable-rights",
    function: "members",
    credentials: MANAGEMENT,
    effect: "read",
  },

  listServiceAccounts: {
    method: "GET",
    path: "/v1/service-accounts",
    function: "service-accounts",
    ...account("read", "viewer"),
  },
  createServiceAccount: {
    method: "POST",
    path: "/v1/service-accounts",
    function: "service-accounts",
    ...account("write", "workspace_manager"),
    creates: true,
  },
  getServiceAccount: {
    method: "GET",
    path: "/v1/service-accounts/{serviceAccountId}",
    function: "service-accounts",
    ...account("read", "viewer"),
  },
  updateServiceAccount: {
    method: "PATCH",
    path: "/v1/service-accounts/{serviceAccountId}",
    function: "service-accounts",
    ...account("write", "workspace_manager"),
  },
  disableServiceAccount: {
    method: "POST",
    path: "/v1/service-accounts/{serviceAccountId}/disable",
    function: "service-accounts",
    ...account("write", "administrator"),
  },
  enableServiceAccount: {
    method: "POST",
    path: "/v1/service-accounts/{serviceAccountId}/enable",
    function: "service-accounts",
    ...account("write", "administrator"),
  },
  deleteServiceAccount: {
    method: "DELETE",
    path: "/v1/service-accounts/{serviceAccountId}",
    function: "service-accounts",
    ...account("write", "administrator"),
  },
} as const satisfies Record<string, Operation>;
