import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { isJsonObject, type Json, type JsonObject, parseJson } from "./json.ts";
import { TemplateError } from "./template-error.ts";

/** A synthesized cloud assembly (`cdk.out`) with exactly one stack. */
export interface Assembly {
  readonly stackName: string;
  readonly template: JsonObject;
  /**
   * The folder that is uploaded under this S3 key.
   * @throws TemplateError when there is none, when it is a single file, or when it lies outside the assembly
   */
  assetDirectory(objectKey: string): string;
}

/** @throws TemplateError when the folder holds no assembly, or one with several stacks */
export function readAssembly(directory: string): Assembly {
  const root = resolve(directory);
  const artifacts = Object.entries(asObject(readJson(root, "manifest.json").artifacts, "manifest.json artifacts"));
  const stacks = artifacts.filter(([, artifact]) => asObject(artifact, "artifact").type === "aws:cloudformation:stack");
  const [stack] = stacks;
  if (stack === undefined || stacks.length > 1) {
    throw new TemplateError(`the local runner runs one stack; ${root} holds ${stacks.length}`);
  }
  const [artifactId, artifact] = stack;
  const properties = asObject(asObject(artifact, artifactId).properties, `${artifactId} properties`);
  const stackName = text(properties.stackName ?? artifactId, "stackName");
  const template = readJson(root, text(properties.templateFile, "templateFile"));
  const assets = readAssets(root, `${artifactId}.assets.json`);

  return {
    stackName,
    template,
    assetDirectory(objectKey) {
      const asset = assets.get(objectKey);
      if (asset === undefined) throw new TemplateError(`no asset of the assembly is uploaded as ${objectKey}`);
      if (asset.packaging !== "zip")
        throw new TemplateError(`asset ${objectKey} is one file; the local runner reads folders only`);
      const path = resolve(root, asset.path);
      if (isOutside(root, path)) {
        throw new TemplateError(
          `asset ${objectKey} is ${path}, outside ${root}: another command has overwritten the assembly`,
        );
      }
      return path;
    },
  };
}

interface Asset {
  readonly path: string;
  readonly packaging: string;
}

function readAssets(root: string, file: string): Map<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const [hash, entry] of Object.entries(asObject(readJson(root, file).files, `${file} files`))) {
    const { source, destinations } = asObject(entry, hash);
    const { path, packaging } = asObject(source, `${hash} source`);
    for (const destination of Object.values(asObject(destinations, `${hash} destinations`))) {
      const key = text(asObject(destination, hash).objectKey, `${hash} objectKey`);
      assets.set(key, { path: text(path, `${hash} path`), packaging: text(packaging, `${hash} packaging`) });
    }
  }
  return assets;
}

function isOutside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || way.startsWith("..") || resolve(root, way) !== path;
}

function readJson(root: string, file: string): JsonObject {
  const path = join(root, file);
  return asObject(parseJson(readFileSync(path, "utf8"), path), path);
}

function asObject(value: Json | undefined, where: string): JsonObject {
  if (!isJsonObject(value)) throw new TemplateError(`${where} must be an object`);
  return value;
}

function text(value: Json | undefined, where: string): string {
  if (typeof value !== "string") throw new TemplateError(`${where} must be a string`);
  return value;
}
