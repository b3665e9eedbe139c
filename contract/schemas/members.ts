import * as z from "zod";
import { MEMBER_STATES } from "../../functions/domain/member.ts";
import { API_SCOPES, ROLES } from "../../functions/domain/rights.ts";
import { instant, pageOf, pageQuery, workspaceId } from "./common.ts";
import { idToken } from "./sign-in.ts";
import { role, services } from "./tokens.ts";

const memberId = z
  .string()
  .regex(/^mem_[0-9A-Za-z]{12}$/)
  .meta({ description: "Member id", example: "mem_5tGb1Xz8QwEr" });
const email = z.string().meta({ description: "In lower case", example: "ada@example.com" });
/** What is sent is tidied: an address counts once per workspace, however it is written. */
const emailToInvite = z
  .email("Write an email address, such as ada@example.com.")
  .max(254)
  .toLowerCase()
  .meta({ description: "Stored in lower case", example: "ada@example.com" });
/** Of members and service accounts, whose tokens then have them as a ceiling. */
export const apiScopes = z.array(z.enum(API_SCOPES)).max(API_SCOPES.length);

export const member = z
  .strictObject({
    id: memberId,
    email,
    role,
    scopes: apiScopes,
    services,
    state: z
      .enum(MEMBER_STATES)
      .meta({ description: "`invited` until the first sign-in; tokens of a suspended member are stopped" }),
    tokenCount: z.int().min(0).meta({ description: "Tokens they own, revoked ones not counted" }),
    invitationExpiresAt: instant.nullable().meta({
      description: "null when the invitation has been accepted, and for the first owner, whose invitation does not end",
    }),
    createdAt: instant,
    createdBy: z.string().meta({ description: "Token id or member id of who invited them; `bootstrap` for the first" }),
    updatedAt: instant,
  })
  .meta({ id: "Member" });
export const memberPage = pageOf(member, "MemberPage");

export const inviteMemberBody = z
  .strictObject({
    email: emailToInvite,
    role,
    scopes: apiScopes
      .optional()
      .meta({ description: "Default: what you hold; for a viewer, reading what you can read" }),
    services: services.optional().meta({ description: "Default: what you hold" }),
  })
  .meta({ id: "InviteMember", description: "Nobody invites to more than they hold" });

export const updateMemberBody = z
  .strictObject({ role: role.optional(), scopes: apiScopes.optional(), services: services.optional() })
  .meta({ id: "UpdateMember", description: "Only the fields that are given change" });

export const listMembersQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(MEMBER_STATES).optional(),
  role: z.enum(ROLES).optional(),
  text: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .optional()
    .meta({ description: "Part of the email; upper and lower case alike" }),
});
export const memberPath = z.strictObject({ memberId });

export const acceptInvitationBody = z.strictObject({ workspaceId, idToken }).meta({ id: "AcceptInvitation" });
export const membership = z
  .strictObject({ workspaceId, member })
  .meta({ id: "Membership", description: "Who you are in the workspace" });

const REASONS = ["not_held", "not_given_to_token"] as const;
const reason = z
  .enum(REASONS)
  .nullable()
  .meta({ description: "`not_given_to_token`: the token's owner holds it, this token does not. null when grantable" });
export const grantableRights = z
  .strictObject({
    roles: z.array(z.strictObject({ role, grantable: z.boolean(), reason })),
    scopes: z.array(z.strictObject({ scope: z.enum(API_SCOPES), grantable: z.boolean(), reason })),
    services: services.meta({ description: "Services that can be given to others" }),
    grantors: z
      .array(z.strictObject({ email, role, scopes: apiScopes, services }))
      .meta({ description: "Active administrators and owners who can give rights to others, 20 at most" }),
  })
  .meta({ id: "GrantableRights" });
