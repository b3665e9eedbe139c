import type { Token } from "../../../sdk/src/generated/types.ts";
import { describeRole } from "../api/words.ts";
import type { Tone } from "../design/badge.tsx";

/** How the console writes what only tokens have. */
export const KINDS: Readonly<Record<Token["kind"], string>> = {
  public: "Public",
  private: "Private",
  service: "Service",
};

export const STATUSES: Readonly<Record<Token["status"], { readonly label: string; readonly tone: Tone }>> = {
  active: { label: "Active", tone: "success" },
  disabled: { label: "Disabled", tone: "neutral" },
  expired: { label: "Expired", tone: "danger" },
  revoked: { label: "Revoked", tone: "neutral" },
};

/** A private token's role; the other kinds have none, and their rights follow from the kind. */
export function describeScopeOf({ kind, role }: Pick<Token, "kind" | "role">): string {
  if (kind === "public") return "Embed";
  return kind === "service" ? "Service Management" : describeRole(role);
}

export function describeServices({ kind, services }: Pick<Token, "kind" | "services">): string {
  if (kind === "public") return "Not needed";
  if (services === "all") return "All";
  return services.length === 0 ? "None" : `${services.length} ${services.length === 1 ? "service" : "services"}`;
}

const WARNINGS: Readonly<Record<Token["warnings"][number], string>> = {
  never_expires: "It does not expire. Give it an end, or rotate it from time to time.",
  expires_soon: "It ends soon. Give it a later end, or make its successor ready.",
  unused: "Nobody has used it for 90 days. Revoke it if nobody needs it.",
  seen_in_browser: "It was used from a web page, where visitors can read it. Use a public token there.",
  secret_in_url: "Its value was seen in an address, where logs and histories keep it. Rotate it.",
};

export function describeWarning(warning: Token["warnings"][number]): string {
  return WARNINGS[warning];
}
