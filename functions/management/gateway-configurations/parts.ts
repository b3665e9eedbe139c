import type { OperationId } from "../../../contract/operations.ts";
import { isRefusal, type Refusal } from "../../http/answer.ts";
import type { CommitParts } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readPermittedService } from "../../http/permitted-service.ts";
import type { GatewayAddress } from "../../store/gateway-configurations.ts";
import type { Table } from "../../store/table.ts";

/** What the operations on gateway configurations work with. */
export interface GatewayParts extends CommitParts {
  readonly catalogue: Table;
}

/** Where the configuration of a service is that exists and that the principal may see. */
export async function findAddress(
  { directory }: GatewayParts,
  { principal }: AuthorizedRequest<OperationId>,
  serviceId: string,
): Promise<GatewayAddress | Refusal> {
  const service = await readPermittedService(directory, principal, serviceId);
  return isRefusal(service) ? service : { workspaceId: principal.workspaceId, serviceId };
}
