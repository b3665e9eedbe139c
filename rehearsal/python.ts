import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
const MINOR_MIN = 10;

/** A virtual environment with the pinned packages, made at the first use and again when they change. */
export function installPythonTools(directory: string, say: (text: string) => void): string {
  const python = join(directory, "bin", "python");
  const stamp = join(directory, "installed.txt");
  const wanted = readFileSync(REQUIREMENTS, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;
  say("installing MiniStack into a virtual environment");
  run(findPython(), ["-m", "venv", "--clear", directory]);
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", REQUIREMENTS]);
  writeFileSync(stamp, wanted);
  return python;
}

/** @throws Error when there is none that is new enough */
function findPython(): string {
  for (const name of ["python3", "python"]) {
    const { status, stdout } = spawnSync(
      name,
      ["-c", "import sys; print(sys.version_info.major, sys.version_info.minor)"],
      {
        encoding: "utf8",
      },
    );
    const [major, minor] = status === 0 ? stdout.trim().split(" ").map(Number) : [];
    if (major === 3 && minor !== undefined && minor >= MINOR_MIN) return name;
  }
  throw new Error(`Python 3.${MINOR_MIN} or newer is needed for the rehearsal, and is not on the PATH`);
}

function run(command: string, parameters: readonly string[]): void {
  const { status, error } = spawnSync(command, parameters, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw error ?? new Error(`${command} ${parameters.join(" ")} ended with ${status}`);
}
