import { API_FAMILIES, type ApiFamily } from "../../../../functions/domain/rights.ts";
import type { Member, Role, ServiceAccount } from "../../../../sdk/src/generated/types.ts";
import type { Tone } from "../../design/badge.tsx";
import { type Level, levelsOf, type Services } from "./rights.ts";

export const FAMILY_WORDS: Readonly<Record<ApiFamily, string>> = {
  account_management: "Account Management",
  analytics: "Analytics",
  billing: "Billing",
  configurator: "Configurator",
};

export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  none: "No access",
  read: "Read only",
  write: "Read and write",
};

/** What each role adds to the one before it. */
export const ROLE_HINTS: Readonly<Record<Role, string>> = {
  viewer: "Reads. Stops tokens of their own.",
  team_member: "Also writes drafts of configurators, and sees service tokens.",
  workspace_manager: "Also manages tokens, service accounts, services and applications, and publishes.",
  administrator: "Also manages members, policies and webhooks, and reads the audit log.",
  owner: "Everything, and creates workspaces.",
};

export const MEMBER_STATES: Readonly<Record<Member["state"], { readonly label: string; readonly tone: Tone }>> = {
  invited: { label: "Invited", tone: "accent" },
  active: { label: "Active", tone: "success" },
  suspended: { label: "Suspended", tone: "warning" },
};

export const ACCOUNT_STATES: Readonly<
  Record<ServiceAccount["state"], { readonly label: string; readonly tone: Tone }>
> = {
  active: { label: "Active", tone: "success" },
  disabled: { label: "Disabled", tone: "neutral" },
};

/** "All APIs", "None", or by name with what is for reading only. */
export function describeApis(scopes: readonly string[]): string {
  const levels = levelsOf(scopes);
  const held = API_FAMILIES.filter((family) => levels[family] !== "none");
  const isReadOnly = held.every((family) => levels[family] === "read");
  if (held.length === 0) return "None";
  if (held.length === API_FAMILIES.length && held.every((family) => levels[family] === "write")) return "All APIs";
  if (held.length === API_FAMILIES.length && isReadOnly) return "All APIs, read only";
  if (isReadOnly) return `${held.map((family) => FAMILY_WORDS[family]).join(", ")}, read only`;
  return held.map((family) => `${FAMILY_WORDS[family]}${levels[family] === "read" ? " (read only)" : ""}`).join(", ");
}

export function describeServices(services: Services): string {
  if (services === "all") return "All services";
  if (services.length === 0) return "None";
  return services.length === 1 ? "1 service" : `${services.length} services`;
}
