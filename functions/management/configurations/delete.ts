import type { RandomBytes } from "../../domain/base62.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readConfiguration, removeConfiguration } from "../../store/configurations.ts";
import type { Table } from "../../store/table.ts";
import { findFileValues, releaseUploads } from "../../store/uploads.ts";

interface Parts {
  readonly catalogue: Table;
  readonly directory: Table;
  readonly randomBytes: RandomBytes;
}

/** A save that changes again and again while it is being deleted is somebody's loop. */
const ATTEMPTS_MAX = 5;

/**
 * Deletes a save with its picture. Its uploads end, unless they are part of other saves: nobody is given their files any more, and they are
 * deleted within hours (see functions/file-cleanup).
 */
export async function deleteConfiguration(
  parts: Parts,
  request: AuthorizedRequest<"deleteConfiguration">,
): Promise<Answer | Refusal> {
  const { catalogue } = parts;
  const { principal, path, nowEpochMs } = request;
  const { workspaceId } = principal;
  const { shortId } = path;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const configuration = await readConfiguration(catalogue, workspaceId, shortId);
    if (configuration === undefined) return refuse("not_found");
    const files = findFileValues(configuration.values);
    const outcome = await commit(parts, request, { target: { type: "configuration", id: shortId } }, [
      ...removeConfiguration(catalogue, workspaceId, configuration),
      ...(await releaseUploads(catalogue, { workspaceId, shortId }, files, nowEpochMs)),
    ]);
    if (outcome.written) return { status: 204 };
    // It was changed meanwhile, or one of its files is in another save now.
  }
  return refuse("changed_meanwhile");
}
