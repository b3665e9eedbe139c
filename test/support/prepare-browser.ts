import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packagedChromium, { inflate, setupLambdaEnvironment } from "@sparticuz/chromium";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A Chromium that starts. */
    readonly browserPath: string;
    /** Where its libraries are when the machine lacks them; empty otherwise. */
    readonly browserLibraries: string;
  }
}

const SYSTEM_BROWSERS = [
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Finds a Chromium before any test runs: the machine's own, else the one that npm brought, with its libraries where they are missing. */
export default async function setup(project: TestProject): Promise<void> {
  const system = SYSTEM_BROWSERS.find((path) => existsSync(path));
  const browserPath = system ?? (await unpack());
  project.provide("browserPath", browserPath);
  project.provide("browserLibraries", process.env.LD_LIBRARY_PATH ?? "");
}

async function unpack(): Promise<string> {
  const path = await packagedChromium.executablePath();
  if (starts(path)) return path;
  // The package also carries the libraries of a bare Linux (NSS, NSPR, expat).
  const libraries = fileURLToPath(new URL("../bin/al2023.tar.br", import.meta.resolve("@sparticuz/chromium")));
  await inflate(libraries);
  setupLambdaEnvironment(join(tmpdir(), "al2023", "lib"));
  if (starts(path)) return path;
  // What an interrupted run left behind.
  rmSync(path, { force: true });
  const again = await packagedChromium.executablePath();
  if (!starts(again))
    throw new Error(
      `Chromium does not start here. Install Chrome or Chromium as one of ${SYSTEM_BROWSERS.join(", ")}.`,
    );
  return again;
}

function starts(path: string): boolean {
  try {
    return execFileSync(path, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).includes(
      "Chrom",
    );
  } catch {
    return false;
  }
}
