import { isJsonObject, type JsonObject, parseJson } from "../template/json.ts";
import type { LogEntry } from "./log-sink.ts";

/**
 * A log entry as one line for people.
 *
 * @param verbose every line; else requests, warnings, errors and what the platform itself says
 * @returns undefined for an entry that is not shown
 */
export function formatConsoleLine(entry: LogEntry, verbose: boolean): string | undefined {
  const time = entry.time.slice(11, 19);
  if (entry.kind === "platform")
    return `${time} ${[entry.function, entry.line.split("\n")[0]].filter(Boolean).join(": ")}`;
  const fields = parseFields(entry.line);
  if (entry.kind === "access") return `${time} ${formatAccess(entry.line, fields)}`;
  const level = String(fields?.level ?? (entry.stream === "stderr" ? "ERROR" : "INFO"));
  // Why the authorizer refuses is what somebody at this console wants to know.
  const reason = typeof fields?.reason === "string" ? ` (${fields.reason})` : "";
  if (!verbose && reason === "" && !["WARN", "ERROR", "CRITICAL"].includes(level)) return undefined;
  const message = (fields === undefined ? entry.line : String(fields.message ?? entry.line)) + reason;
  return `${time} ${level} ${String(fields?.service ?? entry.function)}: ${message}`;
}

/** The stage's format is the template's choice; these are the members that are worth a line. */
function formatAccess(line: string, fields: JsonObject | undefined): string {
  if (fields === undefined) return line;
  const { routeKey, status, latencyMs, errors } = fields;
  const hasErrors = typeof errors === "string" && /[^ -]/.test(errors);
  const duration = latencyMs === undefined ? "" : ` ${String(latencyMs)} ms`;
  return `${String(status)} ${String(routeKey)}${duration}${hasErrors ? ` (${errors})` : ""}`;
}

function parseFields(line: string): JsonObject | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const value = parseJson(line, "a log line");
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
