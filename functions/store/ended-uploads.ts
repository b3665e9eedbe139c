import { endingUploads, uploadKey } from "./keys.ts";
import { BY_WORKSPACE } from "./list.ts";
import { queryPage, remove, type Table, update } from "./table.ts";
import { transact } from "./transact.ts";
import { endingKeys, type StoredUpload } from "./uploads.ts";

/** An upload as it stands in the list of those that end. */
export type EndingUpload = Pick<StoredUpload, "id" | "workspaceId"> & { readonly expiresAt: string };

/**
 * How long the file of an upload that has ended is left alone: longer than a request may take that still found it living (it may be copying the
 * file just now), and longer than any address that downloads it.
 */
export const ENDED_SECONDS_MIN = 60 * 60;

/** One page of the uploads whose files are to be deleted, longest ended first. It may show what a save has claimed since: `sealUpload` tells. */
export async function readEndedUploads(
  catalogue: Table,
  options: {
    readonly shard: number;
    readonly nowEpochMs: number;
    readonly limit: number;
    readonly after: EndingUpload | undefined;
  },
): Promise<{ readonly items: readonly EndingUpload[]; readonly hasMore: boolean }> {
  const { shard, nowEpochMs, limit, after } = options;
  const endedBefore = new Date(nowEpochMs - ENDED_SECONDS_MIN * 1000).toISOString();
  return queryPage<EndingUpload>(catalogue, {
    index: BY_WORKSPACE,
    partition: endingUploads(shard),
    sortKeyRange: { from: "0", to: `${endedBefore}#~` },
    limit,
    startAfter:
      after === undefined
        ? undefined
        : { ...uploadKey(after.workspaceId, after.id), ...endingKeys(after.id, after.expiresAt) },
  });
}

/**
 * Keeps an upload from every save, for ever, so that its file can be deleted. A save that claims it at the same time either is first, and then
 * nothing is sealed, or fails. Done again, it gives the same answer.
 * @returns false when it has not ended after all, or is gone: then its file is not to be touched
 */
export async function sealUpload(
  catalogue: Table,
  { workspaceId, id, expiresAt }: EndingUpload,
  nowEpochMs: number,
): Promise<boolean> {
  const { written } = await transact(catalogue.client, [
    update(
      catalogue,
      uploadKey(workspaceId, id),
      { deletingSince: new Date(nowEpochMs).toISOString() },
      {
        expression: "expiresAt = :expiresAt AND attribute_not_exists(savedIn)",
        values: { ":expiresAt": expiresAt },
      },
    ),
  ]);
  return written;
}

/** Forgets an upload that was sealed and whose file is deleted. It does not matter whether another run was first. */
export async function removeUpload(catalogue: Table, { workspaceId, id }: EndingUpload): Promise<void> {
  await transact(catalogue.client, [
    remove(catalogue, uploadKey(workspaceId, id), { expression: "attribute_exists(deletingSince)" }),
  ]);
}
