import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readPermittedService } from "../../http/permitted-service.ts";
import { listServices } from "../../store/services.ts";
import type { ServiceParts } from "./parts.ts";
import { formatService } from "./resource.ts";

export async function listServicesPage(
  { directory }: ServiceParts,
  { principal, query }: AuthorizedRequest<"listServices">,
): Promise<Answer | Refusal> {
  const page = await listServices(directory, {
    workspaceId: principal.workspaceId,
    permitted: principal.services,
    limit: query.limit,
    cursor: query.cursor,
  });
  if (page === undefined) return refuse("invalid_cursor");
  return { status: 200, body: { items: page.items.map(formatService), nextCursor: page.nextCursor } };
}

export async function getService(
  { directory }: ServiceParts,
  { principal, path }: AuthorizedRequest<"getService">,
): Promise<Answer | Refusal> {
  const service = await readPermittedService(directory, principal, path.serviceId);
  return isRefusal(service) ? service : { status: 200, body: formatService(service) };
}
