import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { writePrivateFile } from "../private-file.ts";
import { KEY_BYTES } from "./kms.ts";

/** The bytes of every key, in a file that only its owner can read. */
export interface KeyMaterial {
  /** Makes what is missing. Keys that are gone from the template keep their bytes, as in AWS. */
  create(arns: readonly string[]): void;
  find(arn: string): Uint8Array | undefined;
}

export function openKeyMaterial(file: string): KeyMaterial {
  const keys = new Map(existsSync(file) ? parse(readFileSync(file, "utf8")) : []);
  return {
    create(arns) {
      const missing = arns.filter((arn) => !keys.has(arn));
      if (missing.length === 0) return;
      for (const arn of missing) keys.set(arn, randomBytes(KEY_BYTES).toString("base64"));
      writePrivateFile(file, JSON.stringify(Object.fromEntries(keys)));
    },
    find(arn) {
      const bytes = keys.get(arn);
      return bytes === undefined ? undefined : Buffer.from(bytes, "base64");
    },
  };
}

function parse(text: string): [string, string][] {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) throw new Error("the file of the local keys is damaged");
  return Object.entries(value).map(([arn, bytes]) => [arn, String(bytes)]);
}
