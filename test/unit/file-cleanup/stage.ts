import { type CleanupParts, runCleanup } from "../../../functions/file-cleanup/run.ts";
import type { FileAddress } from "../../../functions/store/files.ts";
import { uploadKey } from "../../../functions/store/keys.ts";
import { getItem } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import {
  claimUploads,
  markChecked,
  putUpload,
  releaseUploads,
  type StoredUpload,
  UPLOAD_SECONDS,
} from "../../../functions/store/uploads.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";

export const HOUR_MS = 60 * 60 * 1000;
export const UPLOAD_MS = UPLOAD_SECONDS * 1000;
export const START = Date.parse("2026-11-22T12:00:00.000Z");
export const WORKSPACE = "ws_000000000001";
const CONFIGURATOR = "cfg_000000000001";
const ATTRIBUTE = "logo";

/** Runs of the cleanup over a store in memory, with a clock and a bucket of the test's own. */
export interface Stage {
  readonly catalogue: TestDirectory;
  /** Files that are in the bucket: `<workspace>/<upload>`. */
  readonly files: Set<string>;
  /** What the runs logged. */
  readonly logged: unknown[];
  now: number;
  /** What deletes a file; by default it does. */
  removeFile: (address: FileAddress) => Promise<void>;
  run(options?: { readonly timeMs?: number; readonly parts?: Partial<CleanupParts> }): Promise<void>;
  /** A form was given out, now; nothing was sent. */
  addPending(workspaceId?: string): Promise<string>;
  /** A file that was sent and checked, now. */
  addFile(workspaceId?: string): Promise<string>;
  /** A save with the file. @returns whether it was written */
  save(shortId: string, uploadId: string, nowEpochMs?: number): Promise<boolean>;
  /** The save is deleted, or takes another file. */
  release(shortId: string, uploadId: string): Promise<void>;
  check(uploadId: string): Promise<boolean>;
  read(uploadId: string, workspaceId?: string): Promise<StoredUpload | undefined>;
  has(uploadId: string, workspaceId?: string): boolean;
  stop(): Promise<void>;
}

let lastId = 0;

export async function createStage(): Promise<Stage> {
  const catalogue = await startDirectory();
  const write = async (writes: Parameters<typeof transact>[1]) => (await transact(catalogue.client, writes)).written;
  const nameOf = ({ workspaceId, uploadId }: FileAddress) => `${workspaceId}/${uploadId}`;
  const stage: Stage = {
    catalogue,
    files: new Set(),
    logged: [],
    now: START,
    removeFile: async (address) => void stage.files.delete(nameOf(address)),
    run: ({ timeMs = 240_000, parts } = {}) =>
      runCleanup(
        {
          catalogue,
          removeFile: (address) => stage.removeFile(address),
          now: () => stage.now,
          logger: {
            info: (...line) => void stage.logged.push(line),
            error: (...line) => void stage.logged.push(line),
          },
          ...parts,
        },
        stage.now + timeMs,
      ),
    async addPending(workspaceId = WORKSPACE) {
      // The last character decides about the shard: one after the other gets some.
      const id = `upl_${String(++lastId).padStart(22, "0")}`;
      const upload = {
        id,
        configuratorId: CONFIGURATOR,
        attributeId: ATTRIBUTE,
        contentType: "image/png",
        bytes: 1,
        name: "logo.png",
        createdAt: new Date(stage.now).toISOString(),
        createdWith: "lkp_000000000001",
      } as const;
      await write([putUpload(catalogue, workspaceId, upload, stage.now)]);
      return id;
    },
    async addFile(workspaceId = WORKSPACE) {
      const uploadId = await stage.addPending(workspaceId);
      stage.files.add(nameOf({ workspaceId, uploadId }));
      await write([markChecked(catalogue, workspaceId, uploadId, stage.now)]);
      return uploadId;
    },
    save: (shortId, uploadId, nowEpochMs = stage.now) =>
      write(
        claimUploads(
          catalogue,
          { workspaceId: WORKSPACE, configuratorId: CONFIGURATOR, shortId },
          [{ attributeId: ATTRIBUTE, uploadId }],
          nowEpochMs,
        ),
      ),
    async release(shortId, uploadId) {
      const use = { workspaceId: WORKSPACE, shortId };
      await write(await releaseUploads(catalogue, use, [{ attributeId: ATTRIBUTE, uploadId }], stage.now));
    },
    check: (uploadId) => write([markChecked(catalogue, WORKSPACE, uploadId, stage.now)]),
    read: (uploadId, workspaceId = WORKSPACE) => getItem(catalogue, uploadKey(workspaceId, uploadId)),
    has: (uploadId, workspaceId = WORKSPACE) => stage.files.has(nameOf({ workspaceId, uploadId })),
    stop: () => catalogue.stop(),
  };
  return stage;
}
