import { describe, expect, it } from "vitest";
import { formatConsoleLine } from "../../../local/logs/console-lines.ts";
import type { LogEntry } from "../../../local/logs/log-sink.ts";

const time = "2026-11-22T01:02:03.004Z";
const entry = (members: Omit<LogEntry, "time">): LogEntry => ({ time, ...members });
const log = (level: string) =>
  entry({
    kind: "function",
    function: "f",
    stream: "stdout",
    line: JSON.stringify({ level, service: "tokens", message: "hello" }),
  });

describe("formatConsoleLine", () => {
  it("shows why the authorizer refused", () => {
    const line = JSON.stringify({ level: "INFO", message: "refused", reason: "origin_not_listed" });
    const refused = entry({ kind: "function", function: "authorizer", stream: "stdout", line });
    expect(formatConsoleLine(refused, false)).toBe("01:02:03 INFO authorizer: refused (origin_not_listed)");
  });

  it("shows a request with its status, time and what failed", () => {
    const line = JSON.stringify({
      status: "403",
      routeKey: "GET /a",
      latencyMs: "7",
      errors: "- timed out -",
    });
    expect(formatConsoleLine(entry({ kind: "access", line }), false)).toBe("01:02:03 403 GET /a 7 ms (- timed out -)");
    const fine = line.replace("timed out", "-");
    expect(formatConsoleLine(entry({ kind: "access", line: fine }), false)).toBe("01:02:03 403 GET /a 7 ms");
    expect(formatConsoleLine(entry({ kind: "access", line: "plain 200" }), false)).toBe("01:02:03 plain 200");
  });

  it("shows warnings and errors of functions, and the rest only when asked", () => {
    expect(formatConsoleLine(log("WARN"), false)).toBe("01:02:03 WARN tokens: hello");
    expect(formatConsoleLine(log("ERROR"), false)).toBe("01:02:03 ERROR tokens: hello");
    expect(formatConsoleLine(log("INFO"), false)).toBeUndefined();
    expect(formatConsoleLine(log("INFO"), true)).toBe("01:02:03 INFO tokens: hello");
  });

  it("shows what is not JSON as it is", () => {
    expect(formatConsoleLine(entry({ kind: "function", function: "f", stream: "stderr", line: "{oops" }), false)).toBe(
      "01:02:03 ERROR f: {oops",
    );
    expect(formatConsoleLine(entry({ kind: "platform", function: "f", line: "Init failed: x\n  at y" }), false)).toBe(
      "01:02:03 f: Init failed: x",
    );
  });
});
