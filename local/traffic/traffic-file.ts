import { readFileSync } from "node:fs";
import { writePrivateFile } from "../private-file.ts";
import { isJsonObject, parseJson } from "../template/json.ts";

/** Which traffic a data directory gets. Decided once, so that what was interrupted goes on as it began. */
export interface PlannedTraffic {
  readonly untilEpochMs: number;
  /** Of the workspace, when it began. */
  readonly timeZone: string;
  readonly isDone: boolean;
}

/** @returns undefined when nothing has begun */
export function readTrafficFile(file: string): PlannedTraffic | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  const value = parseJson(text, file);
  if (!isJsonObject(value)) throw new Error(`${file} does not say which traffic the demo has`);
  const { untilEpochMs, timeZone, isDone } = value;
  if (typeof untilEpochMs !== "number" || typeof timeZone !== "string" || typeof isDone !== "boolean")
    throw new Error(`${file} does not say which traffic the demo has`);
  return { untilEpochMs, timeZone, isDone };
}

export function writeTrafficFile(file: string, planned: PlannedTraffic): void {
  writePrivateFile(file, `${JSON.stringify(planned)}\n`);
}
