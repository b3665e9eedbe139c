import type { ResponseOf } from "../../../contract/api.ts";
import { randomBase62 } from "../../domain/base62.ts";
import { digestEditKey, type EditKey } from "../../domain/edit-key.ts";
import { parseThumbnail } from "../../domain/thumbnail.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import {
  putConfiguration,
  putThumbnail,
  readConfiguration,
  type StoredConfiguration,
} from "../../store/configurations.ts";
import { transact } from "../../store/transact.ts";
import { claimUploads } from "../../store/uploads.ts";
import { acceptChoices } from "./accept-choices.ts";
import { editKeyAgain, newEditKey, refuseGuessableKey } from "./edit-keys.ts";
import { refuseClaims } from "./files.ts";
import { type ConfigurationParts, formatSaved } from "./parts.ts";

type Request = AuthorizedRequest<"saveConfiguration">;

/** 16 base62 characters, 95 bits: whoever has the short id may read the save, so it must not be guessed. */
const SHORT_ID_LENGTH = 16;

export async function saveConfiguration(parts: ConfigurationParts, request: Request): Promise<Answer | Refusal> {
  const refusal = refuseGuessableKey(request);
  if (refusal !== undefined) return refusal;
  return runIdempotently({
    table: parts.catalogue,
    request,
    run: (once) => save(parts, request, once),
    replay: async (record) => {
      const saved = await readConfiguration(parts.catalogue, request.principal.workspaceId, record.resourceId);
      if (saved === undefined) return refuse("not_found");
      const editKey = editKeyAgain(request, record, saved);
      if (editKey === undefined) throw new Error("a repeated save has another edit key");
      return { status: 201, body: formatNew(saved, editKey) };
    },
  });
}

async function save(
  parts: ConfigurationParts,
  request: Request,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { catalogue, randomBytes } = parts;
  const { principal, body, nowEpochMs } = request;
  const { workspaceId } = principal;
  const { configuratorId } = body;
  const choices = await acceptChoices(parts, { workspaceId, configuratorId }, body);
  if (isRefusal(choices)) return choices;
  const { accepted, files } = choices;

  const shortId = randomBase62(SHORT_ID_LENGTH, randomBytes);
  const { editKey, nonce } = newEditKey(request, shortId, randomBytes);
  const now = new Date(nowEpochMs).toISOString();
  const configuration: StoredConfiguration = {
    shortId,
    configuratorId,
    ...accepted,
    metadata: body.metadata ?? {},
    customerReference: body.customerReference,
    editKeyDigest: digestEditKey(editKey),
    revision: 1,
    createdAt: now,
    updatedAt: now,
    savedWith: principal.id,
    savedFrom: principal.origin,
  };
  const thumbnail = body.thumbnail === undefined ? undefined : parseThumbnail(body.thumbnail);
  const writes = [
    putConfiguration(catalogue, workspaceId, configuration),
    ...(thumbnail === undefined ? [] : [putThumbnail(catalogue, workspaceId, shortId, thumbnail)]),
  ];
  const claims = claimUploads(catalogue, { workspaceId, configuratorId, shortId }, files, nowEpochMs);
  const outcome = await transact(catalogue.client, [
    ...writes,
    ...claims,
    ...once.claim({ resourceId: shortId, nonce }),
  ]);
  if (outcome.written) return { status: 201, body: formatNew(configuration, editKey) };
  if (outcome.failed.includes(writes.length + claims.length)) return REPEATED;
  const refusal = refuseClaims(files, outcome.failed, writes.length);
  if (refusal !== undefined) return refusal;
  throw new Error("a new configuration could not be written");
}

function formatNew(configuration: StoredConfiguration, editKey: EditKey): ResponseOf<"saveConfiguration"> {
  return { ...formatSaved(configuration), editKey };
}
