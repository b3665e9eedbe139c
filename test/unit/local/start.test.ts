import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createFolder, removeFolder } from "./fixture.ts";

const START = resolve(import.meta.dirname, "../../../local/start.ts");
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: string[], environment: Record<string, string> = {}, signal?: NodeJS.Signals): Promise<Ended> {
  const child = spawn(process.execPath, [START, ...args], { env: { ...process.env, ...environment } });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
    // As soon as it works on something, so that the signal comes in the middle of it.
    if (signal !== undefined) child.kill(signal);
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  return new Promise((done) => child.once("close", (code) => done({ code, stdout, stderr })));
}

function dataDirectory(): string {
  const folder = createFolder();
  cleanups.push(() => removeFolder(folder));
  return join(folder, "data");
}

describe("npm start", () => {
  it("prints help and ends well", async () => {
    expect(await run(["--help"])).toEqual({ code: 0, stdout: expect.stringContaining("--reset"), stderr: "" });
  });

  it("ends with code 2 and one line for an unknown flag", async () => {
    const { code, stdout, stderr } = await run(["--fast"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^unknown argument "--fast".*\n$/);
  });

  it("ends with code 1 and one line that names the port when it is taken", async () => {
    const server = createServer();
    const port = await new Promise<number>((done) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        done(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    cleanups.push(() => server.close());
    const { code, stdout, stderr } = await run(["--port", String(port)], { LATCHKEY_DATA_DIR: dataDirectory() });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(new RegExp(`^port ${port} is in use: .*--port.*\\n$`));
  });

  it("ends with code 1 for a directory that holds other files, and leaves them alone", async () => {
    const folder = createFolder({ "thesis.txt": "years of work" });
    cleanups.push(() => removeFolder(folder));
    const { code, stderr } = await run(["--reset", "--port", "29871"], { LATCHKEY_DATA_DIR: folder });
    expect([code, stderr]).toEqual([1, expect.stringContaining("choose an empty directory")]);
    const { readFileSync } = await import("node:fs");
    expect(readFileSync(join(folder, "thesis.txt"), "utf8")).toBe("years of work");
  });

  it("ends when npm is ended, whose shell passes nothing on", async () => {
    const script = `"${process.execPath}" "${START}" --port 29885 & echo pid $!; wait`;
    const environment = { ...process.env, npm_lifecycle_event: "start", LATCHKEY_DATA_DIR: dataDirectory() };
    const shell = spawn("sh", ["-c", script], { env: environment });
    let stdout = "";
    shell.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    await expect.poll(() => stdout, { timeout: 20_000 }).toContain("synthesizing");
    const pid = Number(/pid (\d+)/.exec(stdout)?.[1]);
    cleanups.push(() => isRunning(pid) && process.kill(pid));
    shell.kill("SIGTERM");
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends well on %s, also while it is still starting", async (signal) => {
    const { code, stdout } = await run(
      ["--port", signal === "SIGINT" ? "29881" : "29883"],
      { LATCHKEY_DATA_DIR: dataDirectory() },
      signal,
    );
    expect(stdout).toContain("synthesizing");
    expect(code).toBe(0);
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
