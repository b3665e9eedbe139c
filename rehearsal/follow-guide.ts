import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Deployed, readDeployed } from "./deploy.ts";
import type { Emulator } from "./emulator.ts";
import { type GuideBlock, readGuideBlocks } from "./guide.ts";
import { startShell } from "./shell.ts";

const GUIDE = join(import.meta.dirname, "../docs/guides/deploy.md");

export interface Reader {
  readonly emulator: Emulator;
  /** Whose `bin` has the AWS CLI. */
  readonly python: string;
  /** The adapted assembly, in place of the app that a reader's `cdk` would synthesize. */
  readonly assembly: string;
  readonly directory: string;
  readonly logFile: string;
  readonly step: (name: string, run: () => Promise<void>) => Promise<void>;
  /** Once the guide has deployed the stack. */
  readonly onDeployed: (deployed: Deployed) => Promise<void>;
  /** What the guide has a person do by hand. @returns the token for the shell */
  readonly signIn: () => Promise<string>;
  /** What a rule of the stack does every minute, while a block runs. */
  readonly runCounting: () => Promise<void>;
}

const COUNTING_INTERVAL_MS = 2000;

/** Does what a reader of docs/guides/deploy.md does, block by block, in one shell. */
export async function followGuide(reader: Reader): Promise<void> {
  const { emulator, step, logFile, onDeployed, signIn, runCounting } = reader;
  const directory = join(reader.directory, "guide");
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  const shell = startShell({ directory, environment: readersEnvironment(reader, directory), logFile });
  async function runBlock({ note, commands }: GuideBlock): Promise<void> {
    if (note !== "counts") return shell.run(commands);
    const timer = setInterval(() => void runCounting().catch(() => undefined), COUNTING_INTERVAL_MS);
    await shell.run(commands).finally(() => clearInterval(timer));
  }
  try {
    for (const block of readGuideBlocks(readFileSync(GUIDE, "utf8"))) {
      if (block.mark === "by hand") await shell.run(`export LATCHKEY_TOKEN='${await signIn()}'`);
      if (block.mark !== "rehearsed") continue;
      await step(nameOf(block), () => runBlock(block));
      if (block.note === "deploys") await onDeployed(readDeployed(join(directory, "outputs.json"), emulator));
    }
  } finally {
    shell.stop();
  }
}

function nameOf({ heading, commands }: GuideBlock): string {
  const [first = ""] = commands.split("\n");
  return `the guide's "${heading}": ${first.length > 70 ? `${first.slice(0, 70)}…` : first}`;
}

/** Where the guide's programs find the emulator for AWS, and this checkout's for those that `npx` would find there. */
function readersEnvironment({ emulator, python, assembly }: Reader, directory: string): NodeJS.ProcessEnv {
  const { environment, port } = emulator;
  writeFileSync(join(directory, ".curlrc"), `connect-to = "::127.0.0.1:${port}"\n`);
  return {
    ...environment,
    PATH: `${environment.PATH}:${dirname(python)}`,
    CDK_APP: assembly,
    // Version 1 of the AWS CLI, which is what a package index has, asks for this name.
    AWS_DEFAULT_REGION: environment.AWS_REGION,
    // Nobody is there to be asked.
    CDK_REQUIRE_APPROVAL: "never",
    CURL_HOME: directory,
    CURL_CA_BUNDLE: environment.NODE_EXTRA_CA_CERTS,
    LATCHKEY_EMULATOR_PORT: String(port),
    NODE_OPTIONS: `--import=${join(import.meta.dirname, "preload.ts")}`,
  };
}
