import type { OperationId } from "../../contract/operations.ts";
import type { AuthorizedRequest } from "../http/create-handler.ts";
import type { Table } from "../store/table.ts";

/** What the Service Management API works with. */
export interface ServiceManagementParts {
  readonly directory: Table;
  readonly telemetry: Table;
}

/** A service's token is for that service alone: every other one, existing or not, is not found. */
export function isOwnService({ principal }: AuthorizedRequest<OperationId>, serviceId: string): boolean {
  return principal.owner.type === "service" && principal.owner.id === serviceId;
}
