import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { API_SCOPES } from "../domain/rights.ts";
import type { AuditedChange } from "./audit.ts";
import { putMember, putSignIn, type StoredMember } from "./members.ts";
import type { Table } from "./table.ts";
import { putWorkspace, type StoredWorkspace } from "./workspaces.ts";

export interface NewWorkspaceOptions {
  readonly workspaceId: string;
  readonly name: string;
  readonly owner: {
    readonly memberId: string;
    /** Lower case. */
    readonly email: string;
    /** Who they are at the issuer. Undefined: they are invited, without an end, until they sign in with their address. */
    readonly subject: string | undefined;
    readonly createdBy: string;
  };
  readonly nowEpochMs: number;
}

/** A workspace with its first owner, who holds everything, and what the audit trail tells of it. */
export interface NewWorkspace {
  readonly workspace: StoredWorkspace;
  readonly owner: StoredMember;
  readonly change: Omit<AuditedChange, "operation">;
  /** Each fails when what it makes is there already. */
  readonly writes: readonly TransactWriteItem[];
}

export function createNewWorkspace(directory: Table, options: NewWorkspaceOptions): NewWorkspace {
  const { workspaceId, name, nowEpochMs } = options;
  const { memberId, email, subject, createdBy } = options.owner;
  const now = new Date(nowEpochMs).toISOString();
  const policies = { serviceAccountsOnly: false, explicitDomainsOnly: false };
  const workspace: StoredWorkspace = {
    id: workspaceId,
    name,
    policies,
    // Counted when they accept.
    ownerCount: subject === undefined ? 0 : 1,
    createdAt: now,
    updatedAt: now,
    revision: 1,
  };
  const owner: StoredMember = {
    memberId,
    workspaceId,
    email,
    state: subject === undefined ? "invited" : "active",
    role: "owner",
    scopes: API_SCOPES,
    services: "all",
    subject,
    tokenCount: 0,
    createdAt: now,
    createdBy,
    updatedAt: now,
    revision: 1,
  };
  return {
    workspace,
    owner,
    change: {
      target: { type: "workspace", id: workspaceId },
      after: { name, policies, owner: { id: memberId, email, state: owner.state } },
    },
    writes: [
      ...putWorkspace(directory, workspace),
      ...putMember(directory, owner),
      ...(subject === undefined ? [] : [putSignIn(directory, subject, owner)]),
    ],
  };
}
