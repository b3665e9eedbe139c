import { addVersion, DOCUMENT_BYTES_MAX, NO_ENVIRONMENTS } from "../../domain/gateway-environments.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import {
  putGatewayVersion,
  readEnvironments,
  readGatewayVersion,
  type StoredGatewayVersion,
  writeEnvironments,
} from "../../store/gateway-configurations.ts";
import { findAddress, type GatewayParts } from "./parts.ts";
import { formatVersion } from "./resource.ts";

type Request = AuthorizedRequest<"createGatewayConfigurationVersion">;

/** Versions are numbered without gaps: of two that come at once, one is told to try again. */
export async function createVersion(parts: GatewayParts, request: Request): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => createOnce(parts, request, once),
    replay: async ({ resourceId }) => {
      const address = await findAddress(parts, request, request.path.serviceId);
      if (isRefusal(address)) return address;
      const version = await readGatewayVersion(parts.catalogue, address, Number(resourceId));
      return version === undefined
        ? refuse("not_found")
        : { status: 201, body: formatVersion(address.serviceId, version) };
    },
  });
}

async function createOnce(
  parts: GatewayParts,
  request: Request,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { catalogue } = parts;
  const { principal, path, body, nowEpochMs } = request;
  const address = await findAddress(parts, request, path.serviceId);
  if (isRefusal(address)) return address;
  const document = JSON.stringify(body.document);
  if (Buffer.byteLength(document) > DOCUMENT_BYTES_MAX) return refuseSize();
  const before = await readEnvironments(catalogue, address);
  const after = addVersion(before ?? NO_ENVIRONMENTS);
  const version: StoredGatewayVersion = {
    version: after.latestVersion,
    comment: body.comment,
    createdAt: new Date(nowEpochMs).toISOString(),
    createdBy: principal.id,
  };
  const writes = [
    writeEnvironments(catalogue, address, before, after),
    ...putGatewayVersion(catalogue, address, version, document),
  ];
  const change = {
    target: { type: "service", id: address.serviceId },
    after: { version: version.version, comment: version.comment, staging: after.staging },
  };
  const claim = once.claim({ resourceId: String(version.version) });
  const outcome = await commit(parts, request, change, [...writes, ...claim]);
  if (outcome.written) return { status: 201, body: formatVersion(address.serviceId, version) };
  return outcome.failed.includes(writes.length) ? REPEATED : refuse("changed_meanwhile");
}

function refuseSize(): Refusal {
  return refuse("invalid_body", {
    errors: [{ pointer: "/document", code: "too_big", message: "The document is larger than 256 kB." }],
  });
}
