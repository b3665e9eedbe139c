/** Editors write a file in several steps. */
const QUIET_MS = 150;

const FILES_NAMED_MAX = 3;

export interface ReloaderOptions {
  /** Takes over the sources as they are now; rejects when they do not make a stack. */
  readonly reload: () => Promise<void>;
  readonly report: (line: string) => void;
  /** Whether the platform is stopping: what fails then is nobody's business. */
  readonly signal: AbortSignal;
}

export interface Reloader {
  /** Something about this file is another. */
  changed(file: string): void;
  /** Forgets what has changed and was not taken over yet. */
  stop(): void;
}

/** Reloads when nothing has changed for a while, never twice at once: what changes meanwhile is another reload. */
export function createReloader({ reload, report, signal }: ReloaderOptions): Reloader {
  const files = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (files.size > 0) {
      report(`changed: ${nameFiles([...files])}`);
      files.clear();
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

  return {
    changed(file) {
      files.add(file);
      clearTimeout(timer);
      timer = setTimeout(() => void run(), QUIET_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

function nameFiles(files: readonly string[]): string {
  const more = files.length - FILES_NAMED_MAX;
  return [...files.slice(0, FILES_NAMED_MAX), ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}
