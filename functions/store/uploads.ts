import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { FileType, Values } from "../domain/configurator/document.ts";
import { UPLOAD_ID } from "../domain/configurator/values.ts";
import { endingUploads, uploadKey } from "./keys.ts";
import { getItem, IS_NEW, put, type Table, update } from "./table.ts";

/**
 * A file that a shopper was given a form for, for one attribute of one configurator. It is pending until it has been checked, and ends by
 * itself until it is part of a saved configuration. Of one that has ended nobody is given the file any more; the item stays until the file is
 * deleted (see ended-uploads.ts), so it has no `ttl`: without its item a file would stay for ever.
 */
export interface StoredUpload {
  readonly id: string;
  readonly workspaceId: string;
  readonly configuratorId: string;
  readonly attributeId: string;
  readonly contentType: FileType;
  readonly bytes: number;
  readonly name: string;
  readonly createdAt: string;
  /** Id of the public token. */
  readonly createdWith: string;
  /** When the file was found to be what it was said to be. Absent: pending. */
  readonly checkedAt?: string;
  /** Absent: part of a saved configuration. */
  readonly expiresAt?: string;
  /** Short ids of the configurations that it is part of. */
  readonly savedIn?: ReadonlySet<string>;
  /** Since when its file is being deleted: no save gets it any more. */
  readonly deletingSince?: string;
}

/** How long a file may wait for being checked, and then for being saved. */
export const UPLOAD_SECONDS = 24 * 60 * 60;
/** Every upload is in the list of those that end until a save claims it: no single partition is to take all of these writes. */
export const ENDING_SHARDS = 4;
/** A file may be part of several configurations, because a shopper who opens one again may save another. */
const SAVES_MAX = 1000;

/** One that has not ended. */
export async function readUpload(
  catalogue: Table,
  workspaceId: string,
  uploadId: string,
  nowEpochMs: number,
): Promise<StoredUpload | undefined> {
  const upload = await getItem<StoredUpload>(catalogue, uploadKey(workspaceId, uploadId));
  const { expiresAt } = upload ?? {};
  return expiresAt !== undefined && Date.parse(expiresAt) <= nowEpochMs ? undefined : upload;
}

export function putUpload(
  catalogue: Table,
  workspaceId: string,
  upload: Omit<StoredUpload, "workspaceId" | "checkedAt" | "expiresAt" | "savedIn" | "deletingSince">,
  nowEpochMs: number,
): TransactWriteItem {
  return put(
    catalogue,
    { ...upload, workspaceId, ...ending(upload.id, nowEpochMs), ...uploadKey(workspaceId, upload.id) },
    IS_NEW,
  );
}

/** Fails when it has been marked before, and when its file is being deleted. */
export function markChecked(
  catalogue: Table,
  workspaceId: string,
  uploadId: string,
  nowEpochMs: number,
): TransactWriteItem {
  return update(
    catalogue,
    uploadKey(workspaceId, uploadId),
    { checkedAt: new Date(nowEpochMs).toISOString(), ...ending(uploadId, nowEpochMs) },
    { expression: "attribute_exists(pk) AND attribute_not_exists(checkedAt) AND attribute_not_exists(deletingSince)" },
  );
}

/** A file value of a configuration that is being saved. */
export interface FileValue {
  readonly attributeId: string;
  readonly uploadId: string;
}

/** Where a file is to be used. */
export interface FileUse {
  readonly workspaceId: string;
  readonly configuratorId: string;
  readonly shortId: string;
}

/**
 * Makes files part of a configuration: one write for each, in their order, for the transaction that saves it. A write fails when there is no
 * such upload in the workspace, when it is of another configurator or attribute, when it has not been checked or has ended, when its file is
 * being deleted, or when it is part of too many other configurations.
 */
export function claimUploads(
  catalogue: Table,
  { workspaceId, configuratorId, shortId }: FileUse,
  files: readonly FileValue[],
  nowEpochMs: number,
): TransactWriteItem[] {
  return files.map(({ attributeId, uploadId }) => ({
    Update: {
      TableName: catalogue.name,
      Key: marshall(uploadKey(workspaceId, uploadId)),
      UpdateExpression: "ADD savedIn :save REMOVE expiresAt, gsi1pk, gsi1sk",
      ConditionExpression: [
        "configuratorId = :configurator AND attributeId = :attribute AND attribute_exists(checkedAt)",
        "(attribute_not_exists(expiresAt) OR expiresAt > :now)",
        // Time alone does not tell: this request may be late, and clocks differ.
        "attribute_not_exists(deletingSince)",
        // Who has a link may fill the list. What is on it already stays usable where it is.
        "(attribute_not_exists(savedIn) OR contains(savedIn, :shortId) OR size(savedIn) < :max)",
      ].join(" AND "),
      ExpressionAttributeValues: marshall({
        ":save": new Set([shortId]),
        ":shortId": shortId,
        ":configurator": configuratorId,
        ":attribute": attributeId,
        ":now": new Date(nowEpochMs).toISOString(),
        ":max": SAVES_MAX,
      }),
    },
  }));
}

/**
 * Takes files out of a configuration: one write for each that is in it. An upload that is in no other configuration ends at once. A write fails
 * when the file got into or out of another configuration meanwhile; then all of it is to be done again.
 */
export async function releaseUploads(
  catalogue: Table,
  { workspaceId, shortId }: Pick<FileUse, "workspaceId" | "shortId">,
  files: readonly FileValue[],
  nowEpochMs: number,
): Promise<TransactWriteItem[]> {
  const uploads = await Promise.all(
    files.map(async ({ attributeId, uploadId }) => {
      const upload = await readUpload(catalogue, workspaceId, uploadId, nowEpochMs);
      // Any text may look like the id of an upload.
      return upload?.attributeId === attributeId && upload.savedIn?.has(shortId) ? [upload] : [];
    }),
  );
  return uploads.flat().map(({ id, savedIn }) => {
    const isLast = savedIn?.size === 1;
    const { expiresAt, gsi1pk, gsi1sk } = ending(id, nowEpochMs, 0);
    return {
      Update: {
        TableName: catalogue.name,
        Key: marshall(uploadKey(workspaceId, id)),
        UpdateExpression: isLast
          ? "SET expiresAt = :expiresAt, gsi1pk = :gsi1pk, gsi1sk = :gsi1sk REMOVE savedIn"
          : "DELETE savedIn :save",
        ConditionExpression: `contains(savedIn, :shortId) AND size(savedIn) ${isLast ? "=" : ">"} :one`,
        ExpressionAttributeValues: marshall({
          ":shortId": shortId,
          ":one": 1,
          ...(isLast
            ? { ":expiresAt": expiresAt, ":gsi1pk": gsi1pk, ":gsi1sk": gsi1sk }
            : { ":save": new Set([shortId]) }),
        }),
      },
    };
  });
}

/** The values that may name files, whatever document they were saved with. */
export function findFileValues(values: Values): FileValue[] {
  return Object.entries(values).flatMap(([attributeId, value]) =>
    typeof value === "string" && UPLOAD_ID.test(value) ? [{ attributeId, uploadId: value }] : [],
  );
}

/** Where an upload stands among those that end. */
export function endingKeys(uploadId: string, expiresAt: string) {
  const shard = uploadId.charCodeAt(uploadId.length - 1) % ENDING_SHARDS;
  return { gsi1pk: endingUploads(shard), gsi1sk: `${expiresAt}#${uploadId}` };
}

function ending(uploadId: string, nowEpochMs: number, seconds = UPLOAD_SECONDS) {
  const expiresAt = new Date(nowEpochMs + seconds * 1000).toISOString();
  return { expiresAt, ...endingKeys(uploadId, expiresAt) };
}
