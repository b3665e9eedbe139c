import type { Principal } from "../domain/decide.ts";
import { isServicePermitted } from "../domain/rights.ts";
import { readApplication, type StoredApplication } from "../store/applications.ts";
import type { Table } from "../store/table.ts";
import { type Refusal, refuse } from "./answer.ts";

/** An application of a service that the principal may see; every other one is as absent as one that never was. */
export async function readPermittedApplication(
  directory: Table,
  { workspaceId, services }: Pick<Principal, "workspaceId" | "services">,
  applicationId: string,
): Promise<StoredApplication | Refusal> {
  const application = await readApplication(directory, workspaceId, applicationId);
  const isPermitted = application !== undefined && isServicePermitted(services, application.serviceId);
  return isPermitted ? application : refuse("not_found");
}
