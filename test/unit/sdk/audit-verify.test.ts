import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import vectors from "../../vectors/audit-chain.json" with { type: "json" };

const command = fileURLToPath(new URL("../../../sdk/bin/audit-verify.ts", import.meta.url));
const lines = vectors.trail.map((event) => JSON.stringify(event));

describe("the command latchkey-audit-verify", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "latchkey-audit-"));
    write("good.jsonl", `${lines.join("\n")}\n`);
    write("changed.jsonl", lines.join("\r\n").replace("203.0.113.2", "203.0.113.9"));
    write("short.jsonl", lines.slice(0, 2).join("\n"));
    write("heads.json", JSON.stringify(vectors.heads));
    write("no-heads.json", '{"heads":[]}');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  function run(args: readonly string[], input = "") {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
      cwd: folder,
      encoding: "utf8",
      input,
    });
    return { status, stdout, stderr };
  }

  it("ends with 0 and says so when the trail verifies", () => {
    expect(run(["good.jsonl", "--checkpoint", "heads.json"])).toEqual({
      status: 0,
      stdout: "Verified: 4 events in 2 chains.\n",
      stderr: "",
    });
  });

  it("says what it cannot see without a checkpoint", () => {
    const { status, stdout } = run(["good.jsonl"]);
    expect(status).toBe(0);
    expect(stdout).toContain("Without a checkpoint");
  });

  it("ends with 1 and names the events when it does not", () => {
    expect(run(["changed.jsonl"])).toEqual({
      status: 1,
      stdout: "NOT VERIFIED: 4 events in 2 chains, problems: 1.\n  chain 3, event 2: content_changed\n",
      stderr: "",
    });
    expect(run(["short.jsonl"]).status).toBe(0);
    expect(run(["short.jsonl", "--checkpoint", "heads.json"])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("chain 11, event 0: truncated"),
    });
  });

  it("reads standard input", () => {
    expect(run(["-"], lines.join("\n"))).toMatchObject({ status: 0, stdout: expect.stringContaining("4 events") });
  });

  it("keeps the heads of a trail that verifies, and of no other", () => {
    expect(run(["changed.jsonl", "--save", "saved.json"]).status).toBe(1);
    expect(existsSync(join(folder, "saved.json"))).toBe(false);
    expect(run(["good.jsonl", "--save", "saved.json"]).status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, "saved.json"), "utf8"))).toEqual(vectors.heads);
    expect(run(["good.jsonl", "--checkpoint", "saved.json"]).status).toBe(0);
  });

  it.each([
    [["missing.jsonl"], "ENOENT"],
    [["."], "EISDIR"],
    [["good.jsonl", "--checkpoint", "missing.json"], "ENOENT"],
    [["good.jsonl", "--checkpoint", "no-heads.json"], "not a list of heads"],
    [["good.jsonl", "--checkpoint", "good.jsonl"], "Not verified"],
    [["good.jsonl", "--unknown"], "Unknown option"],
    [["good.jsonl", "short.jsonl"], "Usage"],
    [[], "Usage"],
  ])("ends with 2 when it cannot find out: %j", (args, message) => {
    const { status, stdout, stderr } = run(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("explains itself", () => {
    expect(run(["--help"])).toMatchObject({ status: 0, stdout: expect.stringContaining("--checkpoint") });
  });
});
