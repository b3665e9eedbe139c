import type { Role, Scope } from "../../../sdk/src/generated/types.ts";

/** How the console writes what the API names. */
const ROLES: Readonly<Record<Role, string>> = {
  viewer: "Viewer",
  team_member: "Team Member",
  workspace_manager: "Workspace Manager",
  administrator: "Administrator",
  owner: "Owner",
};

export function describeRole(role: Role | null): string {
  return role === null ? "No role" : ROLES[role];
}

const SCOPES: Readonly<Record<Scope, string>> = {
  "account_management:read": "Account Management, read only",
  "account_management:write": "Account Management, read and write",
  "analytics:read": "Analytics, read only",
  "analytics:write": "Analytics, read and write",
  "billing:read": "Billing, read only",
  "billing:write": "Billing, read and write",
  "configurator:read": "Configurator, read only",
  "configurator:write": "Configurator, read and write",
  "embed:load": "Load configurators",
  "embed:save": "Save configurations",
  "embed:resume": "Open saved configurations",
  "embed:track": "Send analytics",
};

export function describeScope(scope: Scope): string {
  return SCOPES[scope];
}
