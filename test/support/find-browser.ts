import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packagedChromium, { inflate, setupLambdaEnvironment } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

export interface FoundBrowser {
  /** A Chromium that starts. */
  readonly path: string;
  /** Where its libraries are when the machine lacks them; empty otherwise. */
  readonly libraries: string;
}

export interface LaunchOptions {
  /** Whether pages can draw in 3D, which is slow without a graphics card. Default: false. */
  readonly hasWebGl?: boolean;
}

const SYSTEM_BROWSERS = [
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The machine's own Chromium, else the one that npm brought, with its libraries where they are missing. */
export async function findBrowser(): Promise<FoundBrowser> {
  const path = SYSTEM_BROWSERS.find((system) => existsSync(system)) ?? (await unpack());
  return { path, libraries: process.env.LD_LIBRARY_PATH ?? "" };
}

/**
 * The arguments that `@sparticuz/chromium` recommends must not be used here: they hold `--disable-web-security`, which switches off CORS and
 * the `Origin` header, and with them everything that the tests are about.
 */
export function launchFound(
  { path, libraries }: FoundBrowser,
  { hasWebGl = false }: LaunchOptions = {},
): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--font-render-hinting=none",
      ...(hasWebGl
        ? ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        : ["--disable-gpu", "--disable-3d-apis"]),
    ],
    headless: true,
    ...(libraries !== "" && { env: { ...process.env, LD_LIBRARY_PATH: libraries } }),
  });
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
