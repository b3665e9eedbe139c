import { invitationsOf, signInsOf } from "./keys.ts";
import { type MemberPointer, readMember, type SignInItem, type StoredMember } from "./members.ts";
import { queryPage, type Table } from "./table.ts";

/** Who an OIDC subject is, in every workspace that has them as a member: one Query. */
export async function listMemberships(
  directory: Table,
  subject: string,
  limit: number,
): Promise<readonly SignInItem[]> {
  const { items } = await queryPage<SignInItem>(directory, { partition: signInsOf(subject), limit });
  return items;
}

/**
 * Whom an address stands for in the workspaces that have invited it, also when an invitation has ended: one Query, and one GetItem for each.
 * @param email lower case
 */
export async function listInvited(directory: Table, email: string, limit: number): Promise<readonly StoredMember[]> {
  const { items } = await queryPage<MemberPointer>(directory, { partition: invitationsOf(email), limit });
  const members = await Promise.all(
    items.map(({ workspaceId, memberId }) => readMember(directory, workspaceId, memberId)),
  );
  return members.filter((member) => member !== undefined);
}
