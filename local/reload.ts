import { once } from "node:events";
import { join, relative, resolve } from "node:path";
import { watch } from "chokidar";
import { createReloader, type ReloaderOptions } from "./reloader.ts";

const REPOSITORY = resolve(import.meta.dirname, "..");
/** Folders whose content ends up in the deployed stack. */
const SOURCES = ["contract", "functions", "embed", "console", "sdk", "infra", "demo"];

export interface WatchOptions extends ReloaderOptions {
  /** Holds the source folders. @default this repository */
  readonly root?: string;
}

/**
 * Reloads some time after sources changed.
 *
 * @returns stops watching; resolves when the first change would be seen
 */
export async function watchSources({ root = REPOSITORY, ...options }: WatchOptions): Promise<() => void> {
  const reloader = createReloader(options);
  // Not Node's own recursive watch, which on Linux follows inodes and loses a file that an editor or git has replaced.
  const watcher = watch(
    SOURCES.map((folder) => join(root, folder)),
    { ignoreInitial: true, ignored: (path) => isNoise(relative(root, path)) },
  );
  watcher.on("all", (_, path) => reloader.changed(relative(root, path)));
  await once(watcher, "ready");
  return () => {
    reloader.stop();
    void watcher.close();
  };
}

/** What builds and editors leave behind, and the shop's pages, which are read at every request. */
function isNoise(file: string): boolean {
  return /(^|[/\\])(node_modules|dist|\..*|shop)([/\\]|$)|~$/.test(file);
}
