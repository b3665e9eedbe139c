import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface PythonTools {
  /** What is installed, for people. */
  readonly name: string;
  /** The file with the pinned packages. */
  readonly requirements: string;
  /** Where the virtual environment goes. */
  readonly directory: string;
  readonly say: (text: string) => void;
}

/** This machine has no Python that is new enough, or cannot reach a package index: nothing that the repository could mend. */
export class PythonUnavailable extends Error {
  override readonly name = "PythonUnavailable";
}

const MINOR_MIN = 10;

/**
 * A virtual environment with the pinned packages, made at the first use and again when they change.
 *
 * @returns the Python to run
 * @throws PythonUnavailable when there is none, or the packages cannot be installed
 */
export function installPythonTools({ name, requirements, directory, say }: PythonTools): string {
  const python = join(directory, "bin", "python");
  const stamp = join(directory, "installed.txt");
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;
  const base = findPython(name);
  say(`installing ${name} into a virtual environment`);
  mkdirSync(directory, { recursive: true });
  run(base, ["-m", "venv", "--clear", directory]);
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements]);
  writeFileSync(stamp, wanted);
  return python;
}

function findPython(purpose: string): string {
  for (const name of ["python3", "python"]) {
    const { status, stdout } = spawnSync(
      name,
      ["-c", "import sys; print(sys.version_info.major, sys.version_info.minor)"],
      { encoding: "utf8" },
    );
    const [major, minor] = status === 0 ? stdout.trim().split(" ").map(Number) : [];
    if (major === 3 && minor !== undefined && minor >= MINOR_MIN) return name;
  }
  throw new PythonUnavailable(`${purpose} needs Python 3.${MINOR_MIN} or newer, and there is none on the PATH`);
}

function run(command: string, parameters: readonly string[]): void {
  const { status, error } = spawnSync(command, parameters, { stdio: ["ignore", "ignore", "inherit"] });
  if (status === 0) return;
  throw new PythonUnavailable(`${command} ${parameters.join(" ")} ${error?.message ?? `ended with ${status}`}`);
}
