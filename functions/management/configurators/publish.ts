import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import {
  listVersions,
  parseDocument,
  putPublished,
  putVersion,
  readConfigurator,
  readDraft,
  readVersion,
  type StoredVersion,
  updateConfigurator,
} from "../../store/configurators.ts";
import { findingsOf, refuseDocument } from "./findings.ts";
import { addressOf, type ConfiguratorParts, commitConfigurator, formatVersion, formatVersionSummary } from "./parts.ts";

export async function publish(
  parts: ConfiguratorParts,
  request: AuthorizedRequest<"publishConfigurator">,
): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => publishOnce(parts, request, once),
    replay: async ({ resourceId }) => {
      const version = await readVersion(parts.catalogue, addressOf(request), Number(resourceId));
      if (version === undefined) return refuse("not_found");
      const { warnings } = findingsOf(parseDocument(version));
      return { status: 200, body: { ...formatVersion(version), warnings } };
    },
  });
}

async function publishOnce(
  parts: ConfiguratorParts,
  request: AuthorizedRequest<"publishConfigurator">,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { principal, body, nowEpochMs } = request;
  const { catalogue } = parts;
  const configurator = await readConfigurator(catalogue, addressOf(request));
  if (configurator === undefined) return refuse("not_found");
  const draft = await readDraft(catalogue, addressOf(request));
  const findings = findingsOf(draft);
  const refusal = refuseDocument(findings);
  if (refusal !== undefined) return refusal;
  const version: StoredVersion = {
    configuratorId: configurator.id,
    version: (configurator.latestVersion ?? 0) + 1,
    comment: body.comment,
    publishedAt: new Date(nowEpochMs).toISOString(),
    publishedBy: principal.id,
    document: JSON.stringify(draft),
  };
  const change = {
    before: { publishedVersion: configurator.publishedVersion },
    after: { publishedVersion: version.version, comment: body.comment },
  };
  const writes = [
    updateConfigurator(catalogue, principal.workspaceId, configurator, {
      latestVersion: version.version,
      publishedDraftRevision: configurator.draftRevision,
      publishedVersion: version.version,
      updatedAt: version.publishedAt,
    }),
    ...putVersion(catalogue, principal.workspaceId, version),
    putPublished(catalogue, principal.workspaceId, version),
  ];
  const outcome = await commitConfigurator(parts, request, configurator.id, change, [
    ...writes,
    ...once.claim({ resourceId: `${version.version}` }),
  ]);
  if (outcome.written) {
    return { status: 200, body: { ...formatVersion(version), warnings: findings.warnings } };
  }
  return outcome.failed.includes(writes.length) ? REPEATED : refuse("changed_meanwhile");
}

/** An earlier version is published again as it was; the next publish still gets the next number. */
export async function rollback(
  parts: ConfiguratorParts,
  request: AuthorizedRequest<"rollbackConfigurator">,
): Promise<Answer | Refusal> {
  const { principal, body, nowEpochMs } = request;
  const { catalogue } = parts;
  const configurator = await readConfigurator(catalogue, addressOf(request));
  const version = await readVersion(catalogue, addressOf(request), body.version);
  if (configurator === undefined || version === undefined) return refuse("not_found");
  const change = {
    before: { publishedVersion: configurator.publishedVersion },
    after: { publishedVersion: version.version },
  };
  const outcome = await commitConfigurator(parts, request, configurator.id, change, [
    updateConfigurator(catalogue, principal.workspaceId, configurator, {
      publishedVersion: version.version,
      updatedAt: new Date(nowEpochMs).toISOString(),
    }),
    putPublished(catalogue, principal.workspaceId, version),
  ]);
  return outcome.written ? { status: 200, body: formatVersion(version) } : refuse("changed_meanwhile");
}

export async function listAllVersions(
  { catalogue }: ConfiguratorParts,
  request: AuthorizedRequest<"listConfiguratorVersions">,
): Promise<Answer | Refusal> {
  const { limit, cursor } = request.query;
  const configurator = await readConfigurator(catalogue, addressOf(request));
  if (configurator === undefined) return refuse("not_found");
  const page = await listVersions(catalogue, addressOf(request), { limit, cursor });
  if (page === undefined) return refuse("invalid_cursor");
  return { status: 200, body: { items: page.items.map(formatVersionSummary), nextCursor: page.nextCursor } };
}

export async function getVersion(
  { catalogue }: ConfiguratorParts,
  request: AuthorizedRequest<"getConfiguratorVersion">,
): Promise<Answer | Refusal> {
  const version = await readVersion(catalogue, addressOf(request), request.path.version);
  return version === undefined ? refuse("not_found") : { status: 200, body: formatVersion(version) };
}
