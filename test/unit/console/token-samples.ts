import { OPERATIONS, type Operation } from "../../../contract/operations.ts";
import { API_SCOPES, isRoleAtLeast, type Role } from "../../../functions/domain/rights.ts";
import type { GrantableRights, Identity, Token } from "../../../sdk/src/generated/types.ts";

/** A private token of the member `mem_me`, as the API tells it. */
export function tokenOf(parts: Partial<Token>): Token {
  return {
    id: "lks_7Qm2ZfP0aBcD",
    displayId: "me_7Qm2Zf",
    kind: "private",
    label: "CI runner",
    note: null,
    role: "viewer",
    scopes: ["account_management:read"],
    services: "all",
    owner: { type: "member", id: "mem_me", name: "me@example.com" },
    domains: [],
    status: "active",
    masked: "lks_7Qm2Zf…",
    trial: null,
    allowedAddresses: null,
    limits: { requestsPerMinute: null, requestsPerDay: null, savesPerDay: null, eventsPerDay: null, loadsPerDay: null },
    createdAt: "2026-01-01T00:00:00.000Z",
    createdBy: "mem_me",
    updatedAt: "2026-01-01T00:00:00.000Z",
    issuedAt: "2026-01-01T00:00:00.000Z",
    expiresAt: null,
    lastUsedAt: null,
    lastUsedOrigin: null,
    lastUsedIp: null,
    rotation: null,
    warnings: [],
    token: null,
    ...parts,
  };
}

export type Credential = Partial<Pick<Identity, "scopes" | "services">>;

/** The member `mem_me` with everything that a role allows. */
export function identityOf(role: Role, parts: Credential = {}): Identity {
  return {
    kind: "session",
    id: "mem_me",
    workspaceId: "ws_4fK2mZq81LpA",
    role,
    scopes: API_SCOPES,
    services: "all",
    owner: { type: "member", id: "mem_me", name: "me@example.com" },
    ownerRights: null,
    operations: Object.entries<Operation>(OPERATIONS).flatMap(([id, { credentials, minimumRole = "viewer" }]) =>
      credentials.includes("session") && isRoleAtLeast(role, minimumRole) ? [id] : [],
    ),
    ...parts,
  };
}

/** What somebody can give who holds these scopes and this role. */
export function grantableOf(
  role: Role,
  scopes: readonly string[],
  grantors: GrantableRights["grantors"] = [],
): GrantableRights {
  const judge = (grantable: boolean) => ({ grantable, reason: grantable ? null : ("not_held" as const) });
  return {
    roles: (["viewer", "team_member", "workspace_manager", "administrator", "owner"] as const).map((candidate) => ({
      role: candidate,
      ...judge(isRoleAtLeast(role, candidate)),
    })),
    scopes: GRANTED_SCOPES.map((scope) => ({ scope, ...judge(scopes.includes(scope)) })),
    services: "all",
    grantors,
  };
}

const GRANTED_SCOPES = [
  "account_management:read",
  "account_management:write",
  "analytics:read",
  "analytics:write",
  "billing:read",
  "billing:write",
  "configurator:read",
  "configurator:write",
] as const;

export function idsOf<Id>(entries: readonly { readonly id: Id }[]): readonly Id[] {
  return entries.map(({ id }) => id);
}
