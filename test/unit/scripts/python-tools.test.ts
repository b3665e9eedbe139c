import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { installPythonTools, PythonUnavailable } from "../../../scripts/python-tools.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-python-"));
  writeFileSync(join(folder, "requirements.txt"), "tool==1.0.0\n");
  mkdirSync(join(folder, "path"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function install(): string {
  const requirements = join(folder, "requirements.txt");
  return installPythonTools({ name: "a tool", requirements, directory: join(folder, "tools"), say: () => {} });
}

/** A `python3` on an otherwise empty PATH: it tells its version, and anything else ends as it is told to. */
function stubPython(version: string, exitCode: number): void {
  const script = `#!/bin/sh\ncase "$1" in -c) echo ${version};; *) exit ${exitCode};; esac\n`;
  writeFileSync(join(folder, "path/python3"), script);
  chmodSync(join(folder, "path/python3"), 0o755);
  vi.stubEnv("PATH", [join(folder, "path"), "/nowhere"].join(delimiter));
}

describe("tools in Python", () => {
  it("are unavailable, and not faulty, without Python", () => {
    vi.stubEnv("PATH", "/nowhere");
    expect(install).toThrow(PythonUnavailable);
    expect(install).toThrow("a tool needs Python 3.10 or newer, and there is none on the PATH");
  });

  it("are unavailable with a Python that is too old", () => {
    stubPython("3 9", 0);
    expect(install).toThrow("needs Python 3.10");
  });

  it("are unavailable when they cannot be installed", () => {
    stubPython("3 10", 7);
    expect(install).toThrow(PythonUnavailable);
    expect(install).toThrow("ended with 7");
  });

  it("are not installed again while the pinned packages are the same", () => {
    vi.stubEnv("PATH", "/nowhere");
    mkdirSync(join(folder, "tools"));
    writeFileSync(join(folder, "tools/installed.txt"), "tool==1.0.0\n");
    expect(install()).toBe(join(folder, "tools/bin/python"));
    writeFileSync(join(folder, "requirements.txt"), "tool==1.0.1\n");
    expect(install).toThrow(PythonUnavailable);
  });
});
