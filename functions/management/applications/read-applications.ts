import type { OperationId } from "../../../contract/operations.ts";
import { isServicePermitted } from "../../domain/rights.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readPermittedService } from "../../http/permitted-service.ts";
import { listApplications, readApplication, type StoredApplication } from "../../store/applications.ts";
import type { ApplicationParts } from "./parts.ts";
import { formatApplication } from "./resource.ts";

/** An application of a service that the principal may see; every other one is as absent as one that never was. */
export async function readPermittedApplication(
  { directory }: ApplicationParts,
  { principal }: AuthorizedRequest<OperationId>,
  applicationId: string,
): Promise<StoredApplication | Refusal> {
  const application = await readApplication(directory, principal.workspaceId, applicationId);
  const isPermitted = application !== undefined && isServicePermitted(principal.services, application.serviceId);
  return isPermitted ? application : refuse("not_found");
}

export async function getApplication(
  parts: ApplicationParts,
  request: AuthorizedRequest<"getApplication">,
): Promise<Answer | Refusal> {
  const application = await readPermittedApplication(parts, request, request.path.applicationId);
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
