import type { Role, Scope, ServiceGrant } from "../domain/rights.ts";
import type { OwnerRecord, OwnerReference, OwnerState } from "../domain/token-record.ts";
import { ownerKey } from "./keys.ts";
import { getItem, type Table } from "./table.ts";

/** Whom a token belongs to, or is to belong to: a member, a service account or a service, with what they hold now. */
export interface StoredOwner extends OwnerRecord {
  /** The member's email, or the name of the service account or service. */
  readonly name: string;
}

/** What the three have in common as they are stored; only a member has an email. */
interface OwnerItem {
  readonly state: OwnerState;
  readonly role?: Role;
  readonly scopes?: readonly Scope[];
  readonly services?: ServiceGrant;
  readonly name?: string;
  readonly email?: string;
}

export async function readOwner(
  directory: Table,
  workspaceId: string,
  owner: OwnerReference,
): Promise<StoredOwner | undefined> {
  const item = await getItem<OwnerItem>(directory, ownerKey(workspaceId, owner));
  if (item === undefined) return undefined;
  const { state, role, scopes = [], services = [], name, email } = item;
  return { state, role, scopes, services, name: email ?? name ?? owner.id };
}
