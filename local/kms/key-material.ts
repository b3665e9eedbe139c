import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { writePrivateFile } from "../private-file.ts";
import type { KeySpec, LocalKey } from "../template/keys.ts";
import { KEY_BYTES } from "./kms.ts";

/** What a key is made of. */
export type Material =
  | { readonly spec: "SYMMETRIC_DEFAULT"; readonly bytes: Uint8Array }
  | { readonly spec: "ECC_NIST_P256"; readonly privateKey: KeyObject };

/** The material of every key, in a file that only its owner can read. */
export interface KeyMaterial {
  /**
   * Makes what is missing. Keys that are gone from the template keep their material, as in AWS.
   * @throws Error for a key whose material is of another kind: in AWS, too, a key never changes its kind
   */
  create(keys: readonly LocalKey[]): void;
  find(arn: string): Material | undefined;
}

export function openKeyMaterial(file: string): KeyMaterial {
  const keys = new Map(existsSync(file) ? parse(readFileSync(file, "utf8")) : []);
  return {
    create(wanted) {
      for (const { arn, spec } of wanted) {
        const kept = keys.get(arn);
        if (kept !== undefined && kept.spec !== spec)
          throw new Error(`the local key ${arn} is ${kept.spec}, not ${spec}`);
      }
      const missing = wanted.filter(({ arn }) => !keys.has(arn));
      if (missing.length === 0) return;
      for (const { arn, spec } of missing) keys.set(arn, MAKE[spec]());
      const entries = [...keys].map(([arn, material]) => [arn, format(material)]);
      writePrivateFile(file, JSON.stringify(Object.fromEntries(entries)));
    },
    find: (arn) => keys.get(arn),
  };
}

const MAKE: Readonly<Record<KeySpec, () => Material>> = {
  SYMMETRIC_DEFAULT: () => ({ spec: "SYMMETRIC_DEFAULT", bytes: randomBytes(KEY_BYTES) }),
  ECC_NIST_P256: () => ({
    spec: "ECC_NIST_P256",
    privateKey: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
  }),
};

/** The private half of a key pair is told from the bytes of a symmetric key by how it begins. */
const PEM = "-----BEGIN PRIVATE KEY-----";

function format(material: Material): string {
  return material.spec === "SYMMETRIC_DEFAULT"
    ? Buffer.from(material.bytes).toString("base64")
    : material.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
}

function parse(text: string): [string, Material][] {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) return damaged();
  return Object.entries(value).map(([arn, material]) => [arn, parseMaterial(material)]);
}

function parseMaterial(text: unknown): Material {
  if (typeof text !== "string") return damaged();
  if (text.startsWith(PEM)) return { spec: "ECC_NIST_P256", privateKey: createPrivateKey(text) };
  const bytes = Buffer.from(text, "base64");
  return bytes.length === KEY_BYTES ? { spec: "SYMMETRIC_DEFAULT", bytes } : damaged();
}

function damaged(): never {
  throw new Error("the file of the local keys is damaged");
}
