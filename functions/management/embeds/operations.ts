import type { ResponseOf } from "../../../contract/api.ts";
import { createEmbedId } from "../../domain/embed-id.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import { type CommitParts, commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import {
  checkEmbeddable,
  listEmbeds,
  putEmbed,
  readEmbed,
  removeEmbed,
  type StoredEmbed,
  updateEmbed,
} from "../../store/embeds.ts";

export type EmbedParts = CommitParts;

export async function list(
  { directory }: EmbedParts,
  { principal, query }: AuthorizedRequest<"listEmbeds">,
): Promise<Answer | Refusal> {
  const { tokenId, limit, cursor } = query;
  const page = await listEmbeds(directory, { workspaceId: principal.workspaceId, tokenId, limit, cursor });
  if (page === undefined) return refuse("invalid_cursor");
  return { status: 200, body: { items: page.items.map(format), nextCursor: page.nextCursor } };
}

export async function get(
  { directory }: EmbedParts,
  { principal, path }: AuthorizedRequest<"getEmbed">,
): Promise<Answer | Refusal> {
  const embed = await readEmbed(directory, principal.workspaceId, path.embedId);
  return embed === undefined ? refuse("not_found") : { status: 200, body: format(embed) };
}

export async function create(parts: EmbedParts, request: AuthorizedRequest<"createEmbed">): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => createOnce(parts, request, once),
    replay: async ({ resourceId }) => {
      const embed = await readEmbed(parts.directory, request.principal.workspaceId, resourceId);
      return embed === undefined ? refuse("not_found") : { status: 201, body: format(embed) };
    },
  });
}

async function createOnce(
  parts: EmbedParts,
  request: AuthorizedRequest<"createEmbed">,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { principal, body, nowEpochMs } = request;
  const { directory, randomBytes } = parts;
  const now = new Date(nowEpochMs).toISOString();
  const embed: StoredEmbed = {
    id: createEmbedId(randomBytes),
    workspaceId: principal.workspaceId,
    label: body.label,
    tokenId: body.tokenId,
    createdAt: now,
    createdBy: principal.id,
    updatedAt: now,
    revision: 1,
  };
  const writes = [checkEmbeddable(directory, principal.workspaceId, embed.tokenId), putEmbed(directory, embed)];
  const change = { target: targetOf(embed), after: auditableFields(embed) };
  const outcome = await commit(parts, request, change, [...writes, ...once.claim({ resourceId: embed.id })]);
  if (outcome.written) return { status: 201, body: format(embed) };
  if (outcome.failed.includes(writes.length)) return REPEATED;
  if (outcome.failed.includes(0)) return refuseToken();
  throw new Error("a new embed could not be written");
}

export async function update(parts: EmbedParts, request: AuthorizedRequest<"updateEmbed">): Promise<Answer | Refusal> {
  const { principal, path, body, nowEpochMs } = request;
  const { directory } = parts;
  const embed = await readEmbed(directory, principal.workspaceId, path.embedId);
  if (embed === undefined) return refuse("not_found");
  const { label = embed.label, tokenId = embed.tokenId } = body;
  const changes = { label, tokenId, updatedAt: new Date(nowEpochMs).toISOString() };
  const writes = [updateEmbed(directory, embed, changes)];
  // A label may change whatever has become of the token.
  if (body.tokenId !== undefined) writes.push(checkEmbeddable(directory, principal.workspaceId, tokenId));
  const change = { target: targetOf(embed), before: auditableFields(embed), after: { label, tokenId } };
  const outcome = await commit(parts, request, change, writes);
  if (outcome.written) return { status: 200, body: format({ ...embed, ...changes }) };
  return outcome.failed.includes(1) ? refuseToken() : refuse("changed_meanwhile");
}

/** Pages that carry its id are refused from then on; the token behind it goes on. */
export async function remove(parts: EmbedParts, request: AuthorizedRequest<"deleteEmbed">): Promise<Answer | Refusal> {
  const { directory } = parts;
  const embed = await readEmbed(directory, request.principal.workspaceId, request.path.embedId);
  if (embed === undefined) return refuse("not_found");
  const change = { target: targetOf(embed), before: auditableFields(embed) };
  const outcome = await commit(parts, request, change, [removeEmbed(directory, embed)]);
  return outcome.written ? { status: 204 } : refuse("changed_meanwhile");
}

/** Unknown, foreign, of another kind or revoked: one answer. */
function refuseToken(): Refusal {
  return refuse("token_not_accepted", {
    errors: [
      {
        pointer: "/tokenId",
        code: "token_not_accepted",
        message: "Name a public token of this workspace that is not revoked.",
      },
    ],
  });
}

function targetOf({ id }: StoredEmbed) {
  return { type: "embed", id };
}

function auditableFields({ label, tokenId }: StoredEmbed): Record<string, unknown> {
  return { label, tokenId };
}

function format({ id, label, tokenId, createdAt, createdBy, updatedAt }: StoredEmbed): ResponseOf<"getEmbed"> {
  return { id, label, tokenId, createdAt, createdBy, updatedAt };
}
