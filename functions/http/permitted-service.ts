import type { Principal } from "../domain/decide.ts";
import { isServicePermitted } from "../domain/rights.ts";
import { readService, type StoredService } from "../store/services.ts";
import type { Table } from "../store/table.ts";
import { type Refusal, refuse } from "./answer.ts";

/** A service that the principal may see. One that is unknown, of another workspace or not permitted gets the same refusal. */
export async function readPermittedService(
  directory: Table,
  { workspaceId, services }: Pick<Principal, "workspaceId" | "services">,
  serviceId: string,
): Promise<StoredService | Refusal> {
  if (!isServicePermitted(services, serviceId)) return refuse("not_found");
  return (await readService(directory, workspaceId, serviceId)) ?? refuse("not_found");
}
