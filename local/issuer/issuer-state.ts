import { readFileSync } from "node:fs";
import { writePrivateFile } from "../private-file.ts";
import { isJsonObject, parseJson } from "../template/json.ts";
import { createSigningKey, parseSigningKey, type SigningKey } from "./signing-key.ts";

/** What an issuer keeps over restarts, so that tokens of a session that is still open go on working. */
export interface IssuerState {
  readonly key: SigningKey;
  /** Part of the `iss` claim. Undefined before the first start. */
  readonly port: number | undefined;
}

export function readIssuerState(file: string): IssuerState {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return { key: createSigningKey(), port: undefined };
  }
  const state = parseJson(text, file);
  if (!isJsonObject(state) || !isJsonObject(state.key) || typeof state.port !== "number") {
    throw new Error(`${file} is not the state of a local issuer`);
  }
  return { key: parseSigningKey({ ...state.key }), port: state.port };
}

/** Readable by the owner only: the file holds the private key. */
export function writeIssuerState(file: string, { key, port }: IssuerState): void {
  writePrivateFile(file, `${JSON.stringify({ port, key: key.jwk })}\n`);
}
