import { hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writePrivateFile } from "../private-file.ts";
import type { ObjectExpiration } from "../template/bucket-rules.ts";

export interface StoredObject {
  readonly key: string;
  readonly contentType: string;
  /** In quotes, as in the header. */
  readonly etag: string;
  /** ISO 8601. */
  readonly modifiedAt: string;
  readonly bytes: Buffer;
}

/** The objects of all buckets: one file each, below one directory that only its owner can read. */
export interface ObjectStore {
  put(bucket: string, key: string, content: Pick<StoredObject, "bytes" | "contentType">): StoredObject;
  get(bucket: string, key: string): StoredObject | undefined;
  remove(bucket: string, key: string): void;
  /** Removes what the rules say has ended. S3 does so once a day. */
  sweep(bucket: string, expirations: readonly ObjectExpiration[], nowEpochMs: number): void;
}

export function openObjectStore(directory: string): ObjectStore {
  // Not every file system tells `a` from `A`, or takes every character that a key may have.
  const fileOf = (bucket: string, key: string) => join(directory, bucket, hash("sha256", key));
  const find = (file: string) => (existsSync(file) ? parse(readFileSync(file)) : undefined);
  return {
    put(bucket, key, { bytes, contentType }) {
      const etag = `"${hash("md5", bytes)}"`;
      const stored = { key, contentType, etag, modifiedAt: new Date().toISOString() };
      writePrivateFile(fileOf(bucket, key), Buffer.concat([Buffer.from(`${JSON.stringify(stored)}\n`), bytes]));
      return { ...stored, bytes };
    },
    get: (bucket, key) => find(fileOf(bucket, key)),
    remove: (bucket, key) => rmSync(fileOf(bucket, key), { force: true }),
    sweep(bucket, expirations, nowEpochMs) {
      const folder = join(directory, bucket);
      if (expirations.length === 0 || !existsSync(folder)) return;
      for (const name of readdirSync(folder)) {
        const file = join(folder, name);
        const object = find(file);
        if (object === undefined || expirations.some((rule) => hasEnded(object, rule, nowEpochMs))) rmSync(file);
      }
    },
  };
}

function hasEnded({ key, modifiedAt }: StoredObject, { prefix, days }: ObjectExpiration, nowEpochMs: number): boolean {
  return key.startsWith(prefix) && Date.parse(modifiedAt) + days * DAY_MS <= nowEpochMs;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Undefined for a draft that a killed process left. */
function parse(content: Buffer): StoredObject | undefined {
  const end = content.indexOf("\n");
  if (end < 0) return undefined;
  const head: Omit<StoredObject, "bytes"> = JSON.parse(content.subarray(0, end).toString());
  return { ...head, bytes: content.subarray(end + 1) };
}
