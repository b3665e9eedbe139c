import { createApplicationId } from "../../domain/application-key.ts";
import { digestToken, formatDigest } from "../../domain/digest.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { readPermittedApplication } from "../../http/permitted-application.ts";
import { readPermittedService } from "../../http/permitted-service.ts";
import { putApplication, type StoredApplication } from "../../store/applications.ts";
import { countApplication } from "../../store/services.ts";
import { createKey, keyAgain } from "./key-value.ts";
import type { ApplicationParts } from "./parts.ts";
import { auditableFields, formatApplication } from "./resource.ts";

type Request = AuthorizedRequest<"createApplication">;

/** Its key is made here, given once, and forgotten; only its digest is stored. */
export async function createApplication(parts: ApplicationParts, request: Request): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => createOnce(parts, request, once),
    replay: async (record) => {
      const application = await readPermittedApplication(parts.directory, request.principal, record.resourceId);
      if (isRefusal(application)) return application;
      return answer(application, request, keyAgain(request, record, application));
    },
  });
}

async function createOnce(
  parts: ApplicationParts,
  request: Request,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { directory, randomBytes } = parts;
  const { principal, body, nowEpochMs } = request;
  const { workspaceId } = principal;
  const service = await readPermittedService(directory, principal, body.serviceId);
  if (isRefusal(service)) return refuseService();
  const now = new Date(nowEpochMs).toISOString();
  const id = createApplicationId(randomBytes);
  const { key, nonce } = createKey(parts, request, once, id);
  const application: StoredApplication = {
    id,
    workspaceId,
    serviceId: service.id,
    name: body.name,
    externalId: body.externalId,
    state: "active",
    limits: body.limits,
    digest: formatDigest(digestToken(key)),
    createdAt: now,
    createdBy: principal.id,
    updatedAt: now,
    revision: 1,
  };
  const writes = [putApplication(directory, application), countApplication(directory, workspaceId, service.id, 1)];
  const change = { target: { type: "application", id }, after: auditableFields(application) };
  const outcome = await commit(parts, request, change, [...writes, ...once.claim({ resourceId: id, nonce })]);
  if (outcome.written) return answer(application, request, key);
  if (outcome.failed.includes(writes.length)) return REPEATED;
  // The service was deleted since it was read.
  if (outcome.failed.includes(1)) return refuseService();
  throw new Error("a new application could not be written");
}

function answer(application: StoredApplication, { nowEpochMs }: Request, key: string | undefined): Answer {
  return { status: 201, body: { ...formatApplication(application, nowEpochMs), key: key ?? null } };
}

function refuseService(): Refusal {
  return refuse("not_found", {
    errors: [{ pointer: "/serviceId", code: "not_found", message: "There is no such service." }],
  });
}
