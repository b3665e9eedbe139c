import { randomBase62 } from "../../domain/base62.ts";
import { digestToken, formatDigest } from "../../domain/digest.ts";
import { createTokenId } from "../../domain/token.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { readPermittedService } from "../../http/permitted-service.ts";
import type { IdempotencyRecord } from "../../store/idempotency.ts";
import { putSealedSecret, sealSecret } from "../../store/secret-box.ts";
import { putService, type StoredService } from "../../store/services.ts";
import { IS_NEW } from "../../store/table.ts";
import { putToken, readToken, type StoredToken } from "../../store/tokens.ts";
import type { ServiceParts } from "./parts.ts";
import { auditableFields, formatService, tokenIdOf } from "./resource.ts";
import { createValue, valueAgain } from "./service-token-value.ts";

type Request = AuthorizedRequest<"createService">;

/** A service and its token come to be together, so that there is never one without the other. */
export async function createService(parts: ServiceParts, request: Request): Promise<Answer | Refusal> {
  return (
    refuseSelection(request) ??
    runIdempotently({
      table: parts.directory,
      request,
      run: (once) => createOnce(parts, request, once),
      replay: (record) => answerAgain(parts, request, record),
    })
  );
}

/** Whoever sees selected services only would not see the new one, nor could they give it to anybody. */
function refuseSelection({ principal }: Request): Refusal | undefined {
  if (principal.services === "all") return undefined;
  return refuse("right_not_held", {
    errors: [
      {
        pointer: "/services",
        code: "right_not_held",
        message: "Only who has access to all services can create one.",
      },
    ],
  });
}

async function createOnce(
  parts: ServiceParts,
  request: Request,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { directory, randomBytes } = parts;
  const { principal, body, nowEpochMs } = request;
  const { workspaceId } = principal;
  const now = new Date(nowEpochMs).toISOString();
  const tokenId = createTokenId("service", randomBytes);
  const { value, nonce } = createValue(parts, request, once, tokenId);
  const service: StoredService = {
    id: `svc_${randomBase62(12, randomBytes)}`,
    workspaceId,
    name: body.name,
    description: body.description,
    state: "active",
    tokenId,
    applicationCount: 0,
    createdAt: now,
    createdBy: principal.id,
    updatedAt: now,
    revision: 1,
  };
  const token: StoredToken = {
    id: tokenId,
    workspaceId,
    kind: "service",
    label: service.name,
    digest: formatDigest(digestToken(value)),
    state: "active",
    issuedAt: now,
    scopes: [],
    services: [service.id],
    ownerType: "service",
    ownerId: service.id,
    ownerName: service.name,
    domains: [],
    createdAt: now,
    createdBy: principal.id,
    createdByOwner: { type: principal.owner.type, id: principal.owner.id },
    updatedAt: now,
    revision: 1,
  };
  const secretOwner = { workspaceId, tokenId };
  const sealed = await sealSecret(parts.secretBox, secretOwner, value);
  const writes = [
    putService(directory, service),
    putToken(directory, token),
    putSealedSecret(directory, secretOwner, sealed, IS_NEW),
  ];
  const change = {
    target: { type: "service", id: service.id },
    after: { ...auditableFields(service), tokenId },
  };
  const outcome = await commit(parts, request, change, [...writes, ...once.claim({ resourceId: service.id, nonce })]);
  if (outcome.written) return { status: 201, body: { ...formatService(service), token: value } };
  if (outcome.failed.includes(writes.length)) return REPEATED;
  throw new Error("a new service could not be written");
}

async function answerAgain(
  { directory }: ServiceParts,
  request: Request,
  record: IdempotencyRecord,
): Promise<Answer | Refusal> {
  const service = await readPermittedService(directory, request.principal, record.resourceId);
  if (isRefusal(service)) return service;
  const token = await readToken(directory, service.workspaceId, service.tokenId);
  if (token === undefined) throw new Error("a service has no token");
  const value = valueAgain(request, record, tokenIdOf(service), token);
  return { status: 201, body: { ...formatService(service), token: value ?? null } };
}
