import { once } from "node:events";
import { join, relative, resolve } from "node:path";
import { watch } from "chokidar";

const REPOSITORY = resolve(import.meta.dirname, "..");
/** Folders whose content ends up in the deployed stack. */
const SOURCES = ["contract", "functions", "embed", "infra", "demo"];
/** Editors write a file in several steps. */
const QUIET_MS = 150;

const FILES_NAMED_MAX = 3;

export interface WatchOptions {
  /** Holds the source folders. @default this repository */
  readonly root?: string;
  /** Takes over the sources as they are now; rejects when they do not make a stack. */
  readonly reload: () => Promise<void>;
  readonly report: (line: string) => void;
  /** Whether the platform is stopping: what fails then is nobody's business. */
  readonly signal: AbortSignal;
}

/**
 * Reloads some time after sources changed, never twice at once: what changes meanwhile is another reload.
 *
 * @returns stops watching; resolves when the first change would be seen
 */
export async function watchSources({ root = REPOSITORY, reload, report, signal }: WatchOptions): Promise<() => void> {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (changed.size > 0) {
      report(`changed: ${nameFiles([...changed])}`);
      changed.clear();
      try {
        await reload();
        report("running the changed stack");
      } catch (error) {
        if (signal.aborted) return;
        report(`still running the former stack: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    isRunning = false;
  }

  // Not Node's own recursive watch, which on Linux follows inodes and loses a file that an editor or git has replaced.
  const watcher = watch(
    SOURCES.map((folder) => join(root, folder)),
    { ignoreInitial: true, ignored: (path) => isNoise(relative(root, path)) },
  );
  watcher.on("all", (_, path) => {
    changed.add(relative(root, path));
    clearTimeout(timer);
    timer = setTimeout(() => void run(), QUIET_MS);
  });
  await once(watcher, "ready");
  return () => {
    clearTimeout(timer);
    void watcher.close();
  };
}

function nameFiles(files: readonly string[]): string {
  const more = files.length - FILES_NAMED_MAX;
  return [...files.slice(0, FILES_NAMED_MAX), ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

/** What builds and editors leave behind, and the shop's pages, which are read at every request. */
function isNoise(file: string): boolean {
  return /(^|[/\\])(node_modules|dist|\..*|shop)([/\\]|$)|~$/.test(file);
}
