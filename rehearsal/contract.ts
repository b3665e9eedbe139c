import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "./emulator.ts";
import { KNOWN_DIFFERENCES } from "./known-differences.ts";

const REPOSITORY = join(import.meta.dirname, "..");
/** Far below what the contract holds, far above what a broken run would find. */
const AGREED_MIN = 100;

/**
 * Runs the contract of test/suites on the emulator's DynamoDB, an engine that nobody here has written.
 *
 * @throws Error for a difference that is not known, and for a known one that is gone
 */
export async function compareContract(options: {
  readonly python: string;
  readonly directory: string;
}): Promise<string> {
  const directory = join(options.directory, "contract");
  // Any key may do anything: the contract's client has a made-up one.
  const emulator = await startEmulator({ python: options.python, directory, judgesCallers: false });
  const reportFile = join(directory, "report.json");
  try {
    await runContract(emulator.endpoint, emulator.environment, reportFile);
  } finally {
    await emulator.stop();
  }
  return judge(readOutcomes(reportFile, emulator.endpoint));
}

function runContract(endpoint: string, environment: NodeJS.ProcessEnv, reportFile: string): Promise<void> {
  const vitest = join(REPOSITORY, "node_modules/vitest/vitest.mjs");
  const test = "test/unit/local-dynamodb/contract.test.ts";
  const child = spawn(
    process.execPath,
    [vitest, "run", "--project", "unit", test, "--reporter", "json", "--outputFile", reportFile],
    {
      cwd: REPOSITORY,
      env: { ...environment, AWS_ENDPOINT_URL: undefined, CI: undefined, DYNAMODB_CONTRACT_ENDPOINT: endpoint },
      stdio: "ignore",
    },
  );
  // With CI set, the report would go where the configuration says. It ends with 1 for the differences; the report tells which.
  return new Promise((resolve, reject) => child.once("error", reject).once("exit", () => resolve()));
}

interface Outcome {
  readonly name: string;
  readonly agrees: boolean;
}

function readOutcomes(reportFile: string, endpoint: string): Outcome[] {
  const report: VitestReport = JSON.parse(readFileSync(reportFile, "utf8"));
  const prefix = `DynamoDB contract: engine at ${endpoint} `;
  return report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName }) => fullName.startsWith(prefix))
    .map(({ fullName, status }) => ({ name: fullName.slice(prefix.length), agrees: status === "passed" }));
}

interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function judge(outcomes: readonly Outcome[]): string {
  const agreed = outcomes.filter(({ agrees }) => agrees);
  const unknown = outcomes.filter(({ agrees, name }) => !agrees && !KNOWN_DIFFERENCES.has(name));
  const gone = agreed.filter(({ name }) => KNOWN_DIFFERENCES.has(name));
  if (unknown.length > 0) throw new Error(`differences that are not known: ${list(unknown)}`);
  if (gone.length > 0) throw new Error(`no difference any more, so take it out of the list: ${list(gone)}`);
  if (agreed.length < AGREED_MIN) throw new Error(`only ${agreed.length} tests ran on the emulator`);
  return `${agreed.length} of ${outcomes.length} tests agree; known differences: ${KNOWN_DIFFERENCES.size}`;
}

const list = (outcomes: readonly Outcome[]) => outcomes.map(({ name }) => `"${name}"`).join(", ");
