import { randomBase62 } from "../../domain/base62.ts";
import type { ConfiguratorDocument } from "../../domain/configurator/document.ts";
import { DOCUMENT_LIMITS } from "../../domain/configurator/document.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import {
  listConfigurators,
  putConfigurator,
  putDraft,
  readConfigurator,
  readDraft,
  removeConfigurator,
  type StoredConfigurator,
  updateConfigurator,
} from "../../store/configurators.ts";
import { addressOf, type ConfiguratorParts, commitConfigurator, formatConfigurator, formatSummary } from "./parts.ts";

export async function list(
  { catalogue }: ConfiguratorParts,
  { principal, query }: AuthorizedRequest<"listConfigurators">,
): Promise<Answer | Refusal> {
  const page = await listConfigurators(catalogue, principal.workspaceId, { limit: query.limit, cursor: query.cursor });
  if (page === undefined) return refuse("invalid_cursor");
  return { status: 200, body: { items: page.items.map(formatSummary), nextCursor: page.nextCursor } };
}

export async function get(
  { catalogue }: ConfiguratorParts,
  request: AuthorizedRequest<"getConfigurator">,
): Promise<Answer | Refusal> {
  const configurator = await readConfigurator(catalogue, addressOf(request));
  if (configurator === undefined) return refuse("not_found");
  return { status: 200, body: formatConfigurator(configurator, await readDraft(catalogue, addressOf(request))) };
}

export async function create(
  parts: ConfiguratorParts,
  request: AuthorizedRequest<"createConfigurator">,
): Promise<Answer | Refusal> {
  if (isTooLarge(request.body.draft)) return refuse("body_too_large");
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => createOnce(parts, request, once),
    replay: async ({ resourceId }) => {
      const address = { workspaceId: request.principal.workspaceId, configuratorId: resourceId };
      const configurator = await readConfigurator(parts.catalogue, address);
      if (configurator === undefined) return refuse("not_found");
      return { status: 201, body: formatConfigurator(configurator, await readDraft(parts.catalogue, address)) };
    },
  });
}

async function createOnce(
  parts: ConfiguratorParts,
  request: AuthorizedRequest<"createConfigurator">,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { principal, body, nowEpochMs } = request;
  const now = new Date(nowEpochMs).toISOString();
  const configurator: StoredConfigurator = {
    id: `cfg_${randomBase62(12, parts.randomBytes)}`,
    name: body.name,
    draftRevision: 1,
    createdAt: now,
    createdBy: principal.id,
    updatedAt: now,
    revision: 1,
  };
  const writes = putConfigurator(parts.catalogue, principal.workspaceId, configurator, body.draft);
  const outcome = await commitConfigurator(parts, request, configurator.id, { after: { name: body.name } }, [
    ...writes,
    ...once.claim({ resourceId: configurator.id }),
  ]);
  if (outcome.written) return { status: 201, body: formatConfigurator(configurator, body.draft) };
  if (outcome.failed.includes(writes.length)) return REPEATED;
  throw new Error("a new configurator could not be written");
}

export async function update(
  parts: ConfiguratorParts,
  request: AuthorizedRequest<"updateConfigurator">,
): Promise<Answer | Refusal> {
  const { principal, body, nowEpochMs } = request;
  if (body.draft !== undefined && isTooLarge(body.draft)) return refuse("body_too_large");
  const address = addressOf(request);
  const configurator = await readConfigurator(parts.catalogue, address);
  if (configurator === undefined) return refuse("not_found");
  if (body.draftRevision !== undefined && body.draftRevision !== configurator.draftRevision) {
    return refuse("changed_meanwhile");
  }
  const changes = {
    name: body.name ?? configurator.name,
    draftRevision: configurator.draftRevision + (body.draft === undefined ? 0 : 1),
    updatedAt: new Date(nowEpochMs).toISOString(),
  };
  const change = {
    before: { name: configurator.name, draftRevision: configurator.draftRevision },
    after: { name: changes.name, draftRevision: changes.draftRevision },
  };
  const outcome = await commitConfigurator(parts, request, configurator.id, change, [
    updateConfigurator(parts.catalogue, principal.workspaceId, configurator, changes),
    ...(body.draft === undefined ? [] : [putDraft(parts.catalogue, address, body.draft)]),
  ]);
  if (!outcome.written) return refuse("changed_meanwhile");
  const draft = body.draft ?? (await readDraft(parts.catalogue, address));
  return { status: 200, body: formatConfigurator({ ...configurator, ...changes }, draft) };
}

export async function remove(
  parts: ConfiguratorParts,
  request: AuthorizedRequest<"deleteConfigurator">,
): Promise<Answer | Refusal> {
  const configurator = await readConfigurator(parts.catalogue, addressOf(request));
  if (configurator === undefined) return refuse("not_found");
  const { name, publishedVersion } = configurator;
  const change = { before: { name, publishedVersion } };
  const outcome = await commitConfigurator(parts, request, configurator.id, change, [
    ...removeConfigurator(parts.catalogue, request.principal.workspaceId, configurator),
  ]);
  return outcome.written ? { status: 204 } : refuse("changed_meanwhile");
}

function isTooLarge(draft: ConfiguratorDocument): boolean {
  return Buffer.byteLength(JSON.stringify(draft)) > DOCUMENT_LIMITS.documentBytes;
}
