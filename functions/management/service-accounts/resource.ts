import type { ResponseOf } from "../../../contract/api.ts";
import type { StoredServiceAccount } from "../../store/service-accounts.ts";

export function formatServiceAccount(
  account: StoredServiceAccount,
): ResponseOf<"listServiceAccounts">["items"][number] {
  const { name, description, role, scopes, services, state, tokenCount, createdAt, createdBy, updatedAt } = account;
  return {
    id: name,
    name,
    description: description ?? null,
    role,
    scopes: [...scopes],
    services: services === "all" ? "all" : [...services],
    state,
    tokenCount,
    createdAt,
    createdBy,
    updatedAt,
  };
}

/** What an audit event tells of a service account. */
export function auditableFields({ name, description, role, scopes, services, state }: StoredServiceAccount) {
  return { name, description, role, scopes, services, state };
}
