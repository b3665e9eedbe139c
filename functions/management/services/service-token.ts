import { digestToken, formatDigest } from "../../domain/digest.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { readPermittedService } from "../../http/permitted-service.ts";
import { openSecret, putSealedSecret, readSealedSecret, sealSecret } from "../../store/secret-box.ts";
import type { StoredService } from "../../store/services.ts";
import { EXISTS } from "../../store/table.ts";
import { readToken, type StoredToken, updateToken } from "../../store/tokens.ts";
import type { ServiceParts } from "./parts.ts";
import { formatServiceToken, tokenIdOf } from "./resource.ts";
import { createValue, valueAgain } from "./service-token-value.ts";

type Request = AuthorizedRequest<"revealServiceToken" | "rotateServiceToken" | "finishServiceTokenRotation">;
interface Found {
  readonly service: StoredService;
  readonly token: StoredToken;
}

/** Nobody is shown the value without an audit event that says so: the event is written before the answer. */
export async function revealServiceToken(
  parts: ServiceParts,
  request: AuthorizedRequest<"revealServiceToken">,
): Promise<Answer | Refusal> {
  const found = await readTokenOfService(parts, request);
  if (isRefusal(found)) return found;
  const { service, token } = found;
  const secretOwner = { workspaceId: service.workspaceId, tokenId: service.tokenId };
  const sealed = await readSealedSecret(parts.directory, secretOwner);
  if (sealed === undefined) throw new Error("a service token has no stored value");
  const value = await openSecret(parts.secretBox, secretOwner, sealed);
  const change = { target: { type: "service", id: service.id }, after: { tokenId: service.tokenId } };
  await commit(parts, request, change, []);
  return { status: 200, body: formatServiceToken(service, token, request.nowEpochMs, value) };
}

/** As with other tokens: a new secret for the same id, and a retry with the same `Idempotency-Key` gives the same one. */
export async function rotateServiceToken(
  parts: ServiceParts,
  request: AuthorizedRequest<"rotateServiceToken">,
): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => rotate(parts, request, once),
    replay: async (record) => {
      const found = await readTokenOfService(parts, request);
      if (isRefusal(found)) return found;
      const { service, token } = found;
      const value = valueAgain(request, record, tokenIdOf(service), token);
      return { status: 200, body: formatServiceToken(service, token, request.nowEpochMs, value) };
    },
  });
}

async function rotate(
  parts: ServiceParts,
  request: AuthorizedRequest<"rotateServiceToken">,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { directory } = parts;
  const { body, nowEpochMs } = request;
  const found = await readTokenOfService(parts, request);
  if (isRefusal(found)) return found;
  const { service, token } = found;
  const { value, nonce } = createValue(parts, request, once, tokenIdOf(service));
  const now = new Date(nowEpochMs).toISOString();
  const hasGrace = body.graceSeconds > 0;
  const changes = {
    digest: formatDigest(digestToken(value)),
    issuedAt: now,
    updatedAt: now,
    previousDigest: hasGrace ? token.digest : undefined,
    previousValidUntil: hasGrace ? new Date(nowEpochMs + body.graceSeconds * 1000).toISOString() : undefined,
    previousLastUsedAt: undefined,
  };
  const secretOwner = { workspaceId: service.workspaceId, tokenId: service.tokenId };
  const sealed = await sealSecret(parts.secretBox, secretOwner, value);
  const writes = [
    updateToken(directory, token, changes),
    putSealedSecret(directory, secretOwner, sealed, EXISTS),
    ...once.claim({ resourceId: service.id, nonce }),
  ];
  const { previousValidUntil } = changes;
  const change = {
    target: { type: "service", id: service.id },
    before: { tokenId: token.id, previousValidUntil: token.previousValidUntil },
    after: { tokenId: token.id, previousValidUntil },
  };
  const outcome = await commit(parts, request, change, writes);
  if (outcome.written) {
    return { status: 200, body: formatServiceToken(service, { ...token, ...changes }, nowEpochMs, value) };
  }
  return outcome.failed.includes(2) ? REPEATED : refuse("changed_meanwhile");
}

export async function finishServiceTokenRotation(
  parts: ServiceParts,
  request: AuthorizedRequest<"finishServiceTokenRotation">,
): Promise<Answer | Refusal> {
  const { nowEpochMs } = request;
  const found = await readTokenOfService(parts, request);
  if (isRefusal(found)) return found;
  const { service, token } = found;
  const { previousValidUntil } = token;
  if (previousValidUntil === undefined || Date.parse(previousValidUntil) <= nowEpochMs) {
    return refuse("rotation_not_running");
  }
  const changes = {
    updatedAt: new Date(nowEpochMs).toISOString(),
    previousDigest: undefined,
    previousValidUntil: undefined,
    previousLastUsedAt: undefined,
  };
  const change = { target: { type: "service", id: service.id }, before: { tokenId: token.id, previousValidUntil } };
  const outcome = await commit(parts, request, change, [updateToken(parts.directory, token, changes)]);
  return outcome.written
    ? { status: 200, body: formatServiceToken(service, { ...token, ...changes }, nowEpochMs) }
    : refuse("changed_meanwhile");
}

async function readTokenOfService({ directory }: ServiceParts, { principal, path }: Request): Promise<Found | Refusal> {
  const service = await readPermittedService(directory, principal, path.serviceId);
  if (isRefusal(service)) return service;
  const token = await readToken(directory, service.workspaceId, service.tokenId);
  if (token === undefined) throw new Error("a service has no token");
  return { service, token };
}
