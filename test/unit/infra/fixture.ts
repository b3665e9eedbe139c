import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DEPLOYED_FUNCTIONS } from "../../../infra/deployed-functions.ts";

export { createPlaceholderAssets as createAssets } from "../../../infra/placeholder-assets.ts";

/** Writes files, given as path and content, into a new folder, which the caller removes. */
export function createFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-infra-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A checkout for `bundleFunctions` with one small handler per function; `files` adds or replaces some. */
export function createCheckout(files: Readonly<Record<string, string>> = {}): string {
  const handlers = Object.entries(DEPLOYED_FUNCTIONS).map(([name, folder]) => [
    `functions/${folder}/handler.ts`,
    `export const handler = async (): Promise<string> => ${JSON.stringify(name)};\n`,
  ]);
  return createFolder({ ...Object.fromEntries(handlers), ...files });
}
