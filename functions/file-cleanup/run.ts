import type { Logger } from "@aws-lambda-powertools/logger";
import { type EndingUpload, readEndedUploads, removeUpload, sealUpload } from "../store/ended-uploads.ts";
import type { FileAddress } from "../store/files.ts";
import type { Table } from "../store/table.ts";
import { ENDING_SHARDS } from "../store/uploads.ts";

export interface CleanupParts {
  readonly catalogue: Table;
  /** Deletes a file. It does not matter whether it is there: an upload that was never completed has none, mostly. */
  readonly removeFile: (address: FileAddress) => Promise<void>;
  readonly now: () => number;
  readonly logger: Pick<Logger, "info" | "error">;
  /** Uploads of one shard that are worked on at once. @default 12 */
  readonly uploadsPerPage?: number;
}

/** With all shards, as many connections as the SDK keeps open. */
const UPLOADS_PER_PAGE = 12;

interface Totals {
  deleted: number;
  /** Claimed by a save since they were listed, or deleted by another run. */
  leftAlone: number;
  readonly faults: unknown[];
}

/**
 * One scheduled run: deletes the files of uploads that ended an hour ago or longer, in every workspace, and then what was known of them. It may be
 * repeated, run twice at once or die anywhere: an upload leaves the list when its file is gone, and what is still on the list is done by the next
 * run. The shards go side by side, so that a run that ends early has come as far in each of them.
 * @throws Error when some files could not be deleted; the others were
 */
export async function runCleanup(parts: CleanupParts, deadlineEpochMs: number): Promise<void> {
  const { logger } = parts;
  const totals: Totals = { deleted: 0, leftAlone: 0, faults: [] };
  const isDone = await Promise.all(
    Array.from({ length: ENDING_SHARDS }, (_, shard) => cleanUpShard(parts, shard, deadlineEpochMs, totals)),
  );
  const { deleted, leftAlone, faults } = totals;
  logger.info("run ended", { deleted, leftAlone, faults: faults.length, isComplete: !isDone.includes(false) });
  if (faults.length === 0) return;
  // One line for all of them: when the bucket cannot be reached, there is a fault for every file.
  const [first] = faults;
  const { name, message } = first instanceof Error ? first : { name: "unknown", message: "" };
  logger.error("files could not be deleted", { faults: faults.length, errorName: name, errorMessage: message });
  throw new Error(`${faults.length} files could not be deleted`);
}

/** @returns whether it came to the end of the list */
async function cleanUpShard(
  parts: CleanupParts,
  shard: number,
  deadlineEpochMs: number,
  totals: Totals,
): Promise<boolean> {
  const { catalogue, now, uploadsPerPage = UPLOADS_PER_PAGE } = parts;
  const nowEpochMs = now();
  try {
    for (let after: EndingUpload | undefined; ; ) {
      const page = await readEndedUploads(catalogue, { shard, nowEpochMs, limit: uploadsPerPage, after });
      await Promise.all(page.items.map((upload) => cleanUp(parts, upload, totals)));
      after = page.items.at(-1);
      if (!page.hasMore) return true;
      if (now() >= deadlineEpochMs) return false;
    }
  } catch (error) {
    totals.faults.push(error);
    return false;
  }
}

/** In this order: a file whose upload is still listed can be deleted by the next run, a file without its upload never. */
async function cleanUp({ catalogue, removeFile, now }: CleanupParts, upload: EndingUpload, totals: Totals) {
  try {
    if (!(await sealUpload(catalogue, upload, now()))) return void totals.leftAlone++;
    await removeFile({ workspaceId: upload.workspaceId, uploadId: upload.id });
    await removeUpload(catalogue, upload);
    totals.deleted++;
  } catch (error) {
    // Others are not to wait for this one.
    totals.faults.push(error);
  }
}
