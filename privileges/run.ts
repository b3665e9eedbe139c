import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { synthesize } from "../local/template/synthesize.ts";
import { compare, isLeastPrivilege } from "./compare.ts";
import { NOT_EXERCISED } from "./not-exercised.ts";
import { RECORDINGS_VARIABLE, readRecordings } from "./recording.ts";
import { formatReport } from "./report.ts";
import { readRoles } from "./roles.ts";

const HELP = `Compares what each IAM role of the stack may do with what calls on the local platform needed, where every role's policies are enforced.
It takes about a minute.

  npm run privileges
  LATCHKEY_TEST_PRIVILEGES=recordings npm test && npm run privileges -- --from recordings

  --from <folder>   compares with what platforms of tests have left there, in place of running the tour of every operation
  --help            this text

The last line has the numbers. Exit code 0 when nothing is unused, missing or stale, 1 when something is, 2 for a mistake in the call.`;

const REPOSITORY = resolve(import.meta.dirname, "..");
/** Uses every operation, schedule and subscription once or more. */
const TOUR = "test/platform/least-privilege.test.ts";

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { from: { type: "string" }, help: { type: "boolean" } } });
  if (values.help === true) return console.log(HELP);
  if (values.from !== undefined && !existsSync(values.from))
    throw new Error(`there is no folder ${values.from}; --help tells more`);
  const folder = mkdtempSync(join(tmpdir(), "latchkey-privileges-"));
  try {
    const assemblyDirectory = join(folder, "assembly");
    await synthesize({ outDir: assemblyDirectory });
    const recordings = values.from ?? join(folder, "recordings");
    if (values.from === undefined) await takeTour(assemblyDirectory, recordings);
    const { roles, describe } = readRoles(assemblyDirectory);
    const comparison = compare({ roles, recordings: readRecordings(recordings), reasons: NOT_EXERCISED });
    console.log(formatReport(comparison, describe));
    process.exitCode = isLeastPrivilege(comparison) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the tour says goes to stderr. That it fails is no end: what it was refused is in the recordings. */
async function takeTour(assemblyDirectory: string, recordings: string): Promise<void> {
  const vitest = join(REPOSITORY, "node_modules/vitest/vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", "--project", "platform", TOUR], {
    cwd: REPOSITORY,
    env: { ...process.env, LATCHKEY_TEST_ASSEMBLY: assemblyDirectory, [RECORDINGS_VARIABLE]: recordings },
    stdio: ["ignore", process.stderr, process.stderr],
  });
  await new Promise<void>((done, reject) => {
    child.once("error", reject);
    child.once("close", () => done());
  });
}
