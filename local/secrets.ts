import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { writePrivateFile } from "./private-file.ts";
import { isJsonObject, parseJson } from "./template/json.ts";
import type { ObtainSecret, SecretRules } from "./template/secrets.ts";

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/** @param file keeps the values, so that a restart goes on with the same ones */
export function createSecretStore(file: string): ObtainSecret {
  const values = readValues(file);
  return (rules) => {
    const known = values.get(rules.logicalId);
    if (known !== undefined) return known;
    const value = generateSecret(rules);
    values.set(rules.logicalId, value);
    writePrivateFile(file, JSON.stringify(Object.fromEntries(values)));
    return value;
  };
}

export function generateSecret({ length, excludesPunctuation }: SecretRules): string {
  const alphabet = excludesPunctuation ? ALPHANUMERIC : ALPHANUMERIC + PUNCTUATION;
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

function readValues(file: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return new Map();
  }
  const values = parseJson(text, file);
  if (!isJsonObject(values)) throw new Error(`${file} does not hold the secrets of a local stack`);
  return new Map(
    Object.entries(values).map(([logicalId, value]) => {
      if (typeof value !== "string") throw new Error(`${file} does not hold the secrets of a local stack`);
      return [logicalId, value];
    }),
  );
}
