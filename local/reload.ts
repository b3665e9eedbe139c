import { type FSWatcher, watch } from "node:fs";
import { join, resolve } from "node:path";

const REPOSITORY = resolve(import.meta.dirname, "..");
/** Folders whose content ends up in the deployed stack. */
const SOURCES = ["contract", "functions", "embed", "infra", "demo"];
/** Editors write a file in several steps. */
const QUIET_MS = 150;

/**
 * Calls `onChange` some time after sources changed, never twice at once: what changes meanwhile is another call.
 *
 * @returns stops watching
 */
export function watchSources(onChange: (files: readonly string[]) => Promise<void>): () => void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (changed.size > 0) {
      const files = [...changed];
      changed.clear();
      await onChange(files);
    }
    isRunning = false;
  }

  const watchers = SOURCES.map(
    (folder): FSWatcher =>
      watch(join(REPOSITORY, folder), { recursive: true }, (_, file) => {
        if (file === null || isNoise(file)) return;
        changed.add(join(folder, file));
        clearTimeout(timer);
        timer = setTimeout(() => void run(), QUIET_MS);
      }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** What builds and editors leave behind, and the shop's pages, which are read at every request. */
function isNoise(file: string): boolean {
  return /(^|[/\\])(node_modules|dist|\..*|shop)([/\\]|$)|~$/.test(file);
}
