import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Values } from "../../domain/configurator/document.ts";
import { isSameValue } from "../../domain/configurator/values.ts";
import { opens } from "../../domain/edit-key.ts";
import { parseThumbnail } from "../../domain/thumbnail.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { changesOf } from "../../http/changes.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import {
  putThumbnail,
  readConfiguration,
  removeThumbnail,
  type StoredConfiguration,
  updateConfiguration as writeUpdate,
} from "../../store/configurations.ts";
import { transact } from "../../store/transact.ts";
import { claimUploads } from "../../store/uploads.ts";
import { acceptChoices } from "./accept-choices.ts";
import { refuseClaims, releaseFiles } from "./files.ts";
import { type ConfigurationParts, formatSaved } from "./parts.ts";

type Request = AuthorizedRequest<"updateConfiguration">;

/**
 * The values of a save give way to others, for who has its edit key; the save then has the version that is published now. Said before anything
 * else is looked at: that the key is not right. What changes nothing is not written.
 */
export async function updateConfiguration(parts: ConfigurationParts, request: Request): Promise<Answer | Refusal> {
  const { catalogue } = parts;
  const { principal, path, body, nowEpochMs } = request;
  const { workspaceId } = principal;
  const stored = await readConfiguration(catalogue, workspaceId, path.shortId);
  if (stored === undefined) return refuse("not_found");
  if (!opens(body.editKey, stored.editKeyDigest)) return refuse("edit_key_not_valid");
  const { shortId, configuratorId } = stored;
  const choices = await acceptChoices(
    parts,
    { workspaceId, configuratorId },
    {
      ...body,
      metadata: body.metadata ?? stored.metadata,
    },
  );
  if (isRefusal(choices)) return choices;
  const { accepted, files } = choices;

  const changes = changesOf(stored, {
    ...accepted,
    ...(body.metadata !== undefined && { metadata: body.metadata }),
    ...(body.customerReference !== undefined && { customerReference: body.customerReference }),
  });
  const picture = writePicture(parts, request, stored, accepted.values);
  if (Object.keys(changes).length === 0 && picture.length === 0) return { status: 200, body: formatSaved(stored) };
  const counted = { ...changes, revision: stored.revision + 1, updatedAt: new Date(nowEpochMs).toISOString() };
  const use = { workspaceId, configuratorId, shortId };
  const claims = claimUploads(catalogue, use, files, nowEpochMs);
  const releases = await releaseFiles(parts, use, stored.values, files, nowEpochMs);
  const writes = [...claims, writeUpdate(catalogue, workspaceId, stored, counted), ...picture, ...releases];
  const outcome = await transact(catalogue.client, writes);
  if (outcome.written) return { status: 200, body: formatSaved({ ...stored, ...counted }) };
  return refuseClaims(files, outcome.failed, 0) ?? refuse("changed_meanwhile");
}

/** A picture belongs to the values: when they change and no new one comes with them, it would show something else. */
function writePicture(
  { catalogue }: ConfigurationParts,
  { principal, body }: Request,
  { shortId, values }: StoredConfiguration,
  newValues: Values,
): TransactWriteItem[] {
  const { workspaceId } = principal;
  const thumbnail = body.thumbnail === undefined ? undefined : parseThumbnail(body.thumbnail);
  if (thumbnail !== undefined) return [putThumbnail(catalogue, workspaceId, shortId, thumbnail)];
  return areSame(values, newValues) ? [] : [removeThumbnail(catalogue, workspaceId, shortId)];
}

function areSame(values: Values, others: Values): boolean {
  const ids = new Set([...Object.keys(values), ...Object.keys(others)]);
  return [...ids].every((id) => isSameValue(values[id], others[id]));
}
