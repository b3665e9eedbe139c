import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readPermittedApplication } from "../../http/permitted-application.ts";
import { readPermittedService } from "../../http/permitted-service.ts";
import { listApplications } from "../../store/applications.ts";
import type { ApplicationParts } from "./parts.ts";
import { formatApplication } from "./resource.ts";

export async function getApplication(
  parts: ApplicationParts,
  request: AuthorizedRequest<"getApplication">,
): Promise<Answer | Refusal> {
  const application = await readPermittedApplication(parts.directory, request.principal, request.path.applicationId);
  return isRefusal(application)
    ? application
    : { status: 200, body: formatApplication(application, request.nowEpochMs) };
}

export async function listApplicationsPage(
  { directory }: ApplicationParts,
  { principal, query, nowEpochMs }: AuthorizedRequest<"listApplications">,
): Promise<Answer | Refusal> {
  const { serviceId, limit, cursor } = query;
  if (serviceId !== undefined) {
    const service = await readPermittedService(directory, principal, serviceId);
    if (isRefusal(service)) return service;
  }
  const page = await listApplications(directory, {
    workspaceId: principal.workspaceId,
    services: serviceId === undefined ? principal.services : [serviceId],
    limit,
    cursor,
  });
  if (page === undefined) return refuse("invalid_cursor");
  const items = page.items.map((application) => formatApplication(application, nowEpochMs));
  return { status: 200, body: { items, nextCursor: page.nextCursor } };
}
