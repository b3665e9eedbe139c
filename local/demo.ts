import { readFileSync } from "node:fs";
import { writePrivateFile } from "./private-file.ts";
import { isJsonArray, isJsonObject, type Json, parseJson } from "./template/json.ts";

/** The content of `demo.json`: all that somebody needs to try the running system. It holds secrets. */
export interface Demo {
  readonly baseUrl: string;
  readonly shopUrl: string;
  readonly consoleUrl: string;
  readonly workspaceId: string;
  /** A private token that may do everything in the workspace. */
  readonly ownerToken: string;
  /** For `shopUrl` only. */
  readonly publicToken: string;
  /** What the API knows the public token by, as in `/v1/tokens/{tokenId}`. */
  readonly publicTokenId: string;
  readonly configuratorId: string;
  /** Owns the public token. */
  readonly serviceAccount: string;
  /** Who can sign in to the workspace at the local issuer. */
  readonly members: readonly SignedInMember[];
}

export interface SignedInMember {
  readonly email: string;
  readonly role: string;
  readonly subject: string;
}

/** @returns undefined when there is none, or one of another version: the demo is then made anew */
export function readDemo(file: string): Demo | undefined {
  try {
    return parseDemo(parseJson(readFileSync(file, "utf8"), file));
  } catch {
    return undefined;
  }
}

/** Readable by the owner only. */
export function writeDemo(file: string, demo: Demo): void {
  writePrivateFile(file, `${JSON.stringify(demo, null, 2)}\n`);
}

function parseDemo(value: Json): Demo {
  return {
    baseUrl: text(value, "baseUrl"),
    shopUrl: text(value, "shopUrl"),
    consoleUrl: text(value, "consoleUrl"),
    workspaceId: text(value, "workspaceId"),
    ownerToken: text(value, "ownerToken"),
    publicToken: text(value, "publicToken"),
    publicTokenId: text(value, "publicTokenId"),
    configuratorId: text(value, "configuratorId"),
    serviceAccount: text(value, "serviceAccount"),
    members: list(value, "members").map((member) => ({
      email: text(member, "email"),
      role: text(member, "role"),
      subject: text(member, "subject"),
    })),
  };
}

function text(value: Json, name: string): string {
  const member = isJsonObject(value) ? value[name] : undefined;
  if (typeof member !== "string") throw new Error(`${name} is missing`);
  return member;
}

function list(value: Json, name: string): readonly Json[] {
  const member = isJsonObject(value) ? value[name] : undefined;
  if (!isJsonArray(member)) throw new Error(`${name} is missing`);
  return member;
}
