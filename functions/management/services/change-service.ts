import type { ServiceState } from "../../domain/application.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readPermittedService } from "../../http/permitted-service.ts";
import { removeSealedSecret } from "../../store/secret-box.ts";
import { removeService, type StoredService, updateService } from "../../store/services.ts";
import { readToken, updateToken } from "../../store/tokens.ts";
import type { ServiceParts } from "./parts.ts";
import { auditableFields, formatService } from "./resource.ts";

type Change = AuthorizedRequest<"updateService" | "disableService" | "enableService">;

export async function editService(
  parts: ServiceParts,
  request: AuthorizedRequest<"updateService">,
): Promise<Answer | Refusal> {
  const { name, description } = request.body;
  const service = await readPermittedService(parts.directory, request.principal, request.path.serviceId);
  if (isRefusal(service)) return service;
  return write(parts, request, service, {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description: description ?? undefined }),
  });
}

/** The next request with the service's token is decided by what is written here. */
export async function setServiceState(
  parts: ServiceParts,
  request: AuthorizedRequest<"disableService" | "enableService">,
  state: ServiceState,
): Promise<Answer | Refusal> {
  const service = await readPermittedService(parts.directory, request.principal, request.path.serviceId);
  if (isRefusal(service)) return service;
  if (service.state === state) return { status: 200, body: formatService(service) };
  return write(parts, request, service, { state });
}

async function write(
  parts: ServiceParts,
  request: Change,
  service: StoredService,
  changes: Partial<Pick<StoredService, "name" | "description" | "state">>,
): Promise<Answer | Refusal> {
  const stamped = { ...changes, updatedAt: new Date(request.nowEpochMs).toISOString() };
  const before = Object.entries(auditableFields(service)).filter(([name]) => name in changes);
  const change = {
    target: { type: "service", id: service.id },
    before: Object.fromEntries(before),
    after: auditableFields(changes),
  };
  const outcome = await commit(parts, request, change, [updateService(parts.directory, service, stamped)]);
  return outcome.written
    ? { status: 200, body: formatService({ ...service, ...stamped }) }
    : refuse("changed_meanwhile");
}

/** The token is revoked with its service; its tombstone stays, the value that could be revealed does not. */
export async function deleteService(
  parts: ServiceParts,
  request: AuthorizedRequest<"deleteService">,
): Promise<Answer | Refusal> {
  const { directory } = parts;
  const { principal, path, nowEpochMs } = request;
  const service = await readPermittedService(directory, principal, path.serviceId);
  if (isRefusal(service)) return service;
  if (service.applicationCount > 0) return refuse("service_has_applications");
  const { workspaceId, tokenId } = service;
  const token = await readToken(directory, workspaceId, tokenId);
  if (token === undefined) throw new Error("a service has no token");
  const now = new Date(nowEpochMs).toISOString();
  const outcome = await commit(
    parts,
    request,
    { target: { type: "service", id: service.id }, before: { ...auditableFields(service), tokenId } },
    [
      removeService(directory, service),
      updateToken(directory, token, {
        state: "revoked",
        revokedAt: now,
        updatedAt: now,
        previousDigest: undefined,
        previousValidUntil: undefined,
      }),
      removeSealedSecret(directory, { workspaceId, tokenId }),
    ],
  );
  return outcome.written ? { status: 204 } : refuse("changed_meanwhile");
}
