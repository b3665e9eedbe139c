import type { Environment } from "../../../../functions/domain/application.ts";

/** What the commands read their secrets from, so that none is in a shell's history. */
export const SERVICE_TOKEN_VARIABLE = "LATCHKEY_SERVICE_TOKEN";
export const APPLICATION_KEY_VARIABLE = "APPLICATION_KEY";
export const ACCESS_TOKEN_VARIABLE = "LATCHKEY_TOKEN";

/** The calls of the Service Management API, as their addresses end. */
export const MANAGEMENT_CALLS = ["authorize", "authrep", "report"] as const;
export type ManagementCall = (typeof MANAGEMENT_CALLS)[number];

/** How a command names the application that calls: by the key that it showed, or by its id. */
export type NamedApplication = { readonly by: "key" } | { readonly by: "id"; readonly id: string };

/** Asks or tells the Service Management API, for a shell of POSIX. */
export function managementCommand({
  origin,
  serviceId,
  call,
  application,
}: {
  readonly origin: string;
  readonly serviceId: string;
  readonly call: ManagementCall;
  readonly application: NamedApplication;
}): string {
  const name =
    application.by === "id"
      ? { applicationId: application.id }
      : { applicationKey: `'"$${APPLICATION_KEY_VARIABLE}"'` };
  const named = { ...name, usage: { hits: 1 } };
  return [
    "curl --silent --show-error \\",
    `  '${origin}/service-management/v1/services/${serviceId}/${call}' \\`,
    `  --header "Authorization: Bearer $${SERVICE_TOKEN_VARIABLE}" \\`,
    "  --header 'Content-Type: application/json' \\",
    // The variable stands outside of the single quotes, whose quotes JSON would escape.
    `  --data '${JSON.stringify(call === "report" ? { transactions: [named] } : named).replaceAll('\\"', '"')}'`,
  ].join("\n");
}

/** Sets the variables that a command reads; to be filled in. */
export function variableLines(names: readonly string[]): string {
  return names.map((name) => `export ${name}='…'`).join("\n");
}

/**
 * What a gateway runs again and again: it keeps the document in a file and fetches it only when there is another version (curl 7.70 or newer).
 */
export function pullCommand({
  origin,
  serviceId,
  environment,
}: {
  readonly origin: string;
  readonly serviceId: string;
  readonly environment: Environment;
}): string {
  return [
    "curl --silent --show-error --fail \\",
    `  '${origin}/v1/services/${serviceId}/gateway-configuration?environment=${environment}' \\`,
    `  --header "Authorization: Bearer $${ACCESS_TOKEN_VARIABLE}" \\`,
    "  --etag-compare gateway.etag --etag-save gateway.etag \\",
    "  --output gateway.json",
  ].join("\n");
}
