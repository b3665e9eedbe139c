import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { MemberRecord } from "../domain/decide.ts";
import type { MemberState } from "../domain/member.ts";
import { type ApiScope, isRoleAtLeast, isScopeCovered, type Role, type ServiceGrant } from "../domain/rights.ts";
import { invitationKey, MEMBER_PREFIX, memberEmailKey, memberKey, signInKey, workspaceKey } from "./keys.ts";
import { type Listed, listItems } from "./list.ts";
import { updateUnchanged } from "./revision.ts";
import { EXISTS, getItem, IS_NEW, put, remove, type Table, update } from "./table.ts";

export interface StoredMember {
  readonly memberId: string;
  readonly workspaceId: string;
  /** Lower case. Never changes: another address is another member. */
  readonly email: string;
  readonly state: MemberState;
  /** What their sessions can do, and a ceiling on what their tokens can do now. */
  readonly role: Role;
  readonly scopes: readonly ApiScope[];
  readonly services: ServiceGrant;
  /** Who they are at the issuer. Absent until they have accepted. */
  readonly subject?: string | undefined;
  /** Absent when they have accepted, and for the first owner, whose invitation does not end. */
  readonly invitationExpiresAt?: string | undefined;
  /** Tokens that they own and that are not revoked. Moves in the transaction that creates, reassigns or revokes one. */
  readonly tokenCount: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly revision: number;
}

/** A member of this workspace. One of another workspace is as absent as one that never was. */
export async function readMember(
  directory: Table,
  workspaceId: string,
  memberId: string,
): Promise<StoredMember | undefined> {
  return getItem<StoredMember>(directory, memberKey(workspaceId, memberId));
}

export async function readMemberByEmail(
  directory: Table,
  workspaceId: string,
  email: string,
): Promise<StoredMember | undefined> {
  const found = await getItem<MemberPointer>(directory, memberEmailKey(workspaceId, email));
  return found === undefined ? undefined : readMember(directory, workspaceId, found.memberId);
}

export async function readMemberBySubject(
  directory: Table,
  workspaceId: string,
  subject: string,
): Promise<StoredMember | undefined> {
  const found = await getItem<SignInItem>(directory, signInKey(subject, workspaceId));
  return found === undefined ? undefined : readMember(directory, workspaceId, found.memberId);
}

export interface MemberFilter {
  readonly state?: MemberState | undefined;
  readonly role?: Role | undefined;
  /** Lower case. */
  readonly text?: string | undefined;
}

export async function listMembers(
  directory: Table,
  options: {
    readonly workspaceId: string;
    readonly filter: MemberFilter;
    readonly limit: number;
    readonly cursor: string | undefined;
  },
): Promise<Listed<StoredMember> | undefined> {
  const { workspaceId, filter, limit, cursor } = options;
  const { state, role, text } = filter;
  const isFiltered = state !== undefined || role !== undefined || text !== undefined;
  return listItems<StoredMember>(directory, {
    list: JSON.stringify(["members", state, role, text]),
    partition: workspaceKey(workspaceId).pk,
    sortKeyPrefix: MEMBER_PREFIX,
    limit,
    cursor,
    ...(isFiltered && {
      accepts: (member) =>
        (state === undefined || member.state === state) &&
        (role === undefined || member.role === role) &&
        (text === undefined || member.email.includes(text)),
    }),
  });
}

/** Active administrators and owners who may give rights to others. Looks through no more of a large workspace than a list does. */
export async function listGrantors(
  directory: Table,
  workspaceId: string,
  limit: number,
): Promise<readonly StoredMember[]> {
  const page = await listItems<StoredMember>(directory, {
    list: "grantors",
    partition: workspaceKey(workspaceId).pk,
    sortKeyPrefix: MEMBER_PREFIX,
    limit,
    cursor: undefined,
    accepts: ({ state, role, scopes }) =>
      state === "active" && isRoleAtLeast(role, "administrator") && isScopeCovered(scopes, "account_management:write"),
  });
  return page?.items ?? [];
}

/** The writes that make a member; the first fails when the email address is taken. An open invitation is found by the address alone, too. */
export function putMember(directory: Table, member: StoredMember): readonly TransactWriteItem[] {
  const { workspaceId, memberId, email, state } = member;
  const pointer: MemberPointer = { workspaceId, memberId };
  return [
    put(directory, { ...pointer, ...memberEmailKey(workspaceId, email) }, IS_NEW),
    put(directory, { ...member, ...memberKey(workspaceId, memberId) }, IS_NEW),
    ...(state === "invited" ? [put(directory, { ...pointer, ...invitationKey(email, workspaceId) }, IS_NEW)] : []),
  ];
}

/** What a decision about a session reads: a copy of the member, under the subject, that changes only together with the member. */
export function putSignIn(directory: Table, subject: string, member: StoredMember): TransactWriteItem {
  return put(directory, { ...signInOf(member), ...signInKey(subject, member.workspaceId) }, IS_NEW);
}

export type MemberChanges = Partial<
  Pick<StoredMember, "state" | "role" | "scopes" | "services" | "subject" | "invitationExpiresAt" | "updatedAt">
>;

/** The writes that change a member, if nobody has changed them since they were read, and what finds them with them. */
export function updateMember(
  directory: Table,
  member: StoredMember,
  changes: MemberChanges,
): readonly TransactWriteItem[] {
  const { workspaceId, memberId, subject } = member;
  const item = updateUnchanged(directory, memberKey(workspaceId, memberId), member, changes);
  const isAccepted = member.state === "invited" && changes.state === "active";
  if (isAccepted) return [item, ...removeInvitation(directory, member)];
  if (subject === undefined) return [item];
  const { role, scopes, services, state } = signInOf({ ...member, ...changes });
  return [item, update(directory, signInKey(subject, workspaceId), { role, scopes, services, state }, EXISTS)];
}

/** The writes that remove a member and what finds them. The first fails when they were changed, or own a token by now. */
export function removeMember(directory: Table, member: StoredMember): readonly TransactWriteItem[] {
  const { workspaceId, memberId, email, subject, revision } = member;
  return [
    remove(directory, memberKey(workspaceId, memberId), {
      expression: "revision = :revision AND tokenCount = :none",
      values: { ":revision": revision, ":none": 0 },
    }),
    remove(directory, memberEmailKey(workspaceId, email), EXISTS),
    ...removeInvitation(directory, member),
    ...(subject === undefined ? [] : [remove(directory, signInKey(subject, workspaceId), EXISTS)]),
  ];
}

/** For who has accepted there is none. */
function removeInvitation(directory: Table, { state, email, workspaceId }: StoredMember): readonly TransactWriteItem[] {
  return state === "invited" ? [remove(directory, invitationKey(email, workspaceId))] : [];
}

/** An item under another key than the member's own, by which the member is found. */
export interface MemberPointer {
  readonly workspaceId: string;
  readonly memberId: string;
}

export type SignInItem = Omit<MemberRecord, "state"> & { readonly state: MemberState };

function signInOf({ memberId, workspaceId, email, role, scopes, services, state }: StoredMember): SignInItem {
  return { memberId, workspaceId, email, role, scopes, services, state };
}
