import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** One line that would have gone to CloudWatch, or (kind `platform`) that Lambda itself would have written. */
export interface LogEntry {
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly kind: "function" | "access" | "platform";
  readonly function?: string;
  readonly requestId?: string;
  readonly stream?: "stdout" | "stderr";
  readonly line: string;
}

export interface LogSink {
  /** One JSON object per line. */
  readonly file: string;
  write(entry: Omit<LogEntry, "time">): void;
  /** Every entry of the file: also those of earlier runs on the same data directory. */
  entries(): LogEntry[];
  close(): void;
}

/** A file larger than this is set aside, once, when the sink opens. */
const FILE_BYTES_MAX = 50_000_000;

/**
 * Appends to `file`, in order and without buffering, so that a line is on disk before the answer that follows it is sent.
 *
 * @param onEntry sees every entry as well
 */
export function createLogSink(file: string, onEntry: (entry: LogEntry) => void = () => {}): LogSink {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > FILE_BYTES_MAX) renameSync(file, `${file}.1`);
  let descriptor: number | undefined = openSync(file, "a", 0o600);

  return {
    file,
    write(entry) {
      const complete: LogEntry = { time: new Date().toISOString(), ...entry };
      if (descriptor !== undefined) writeSync(descriptor, `${JSON.stringify(complete)}\n`);
      onEntry(complete);
    },
    entries() {
      const lines = readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "");
      return lines.map((line): LogEntry => JSON.parse(line));
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}
