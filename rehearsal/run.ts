import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PythonUnavailable } from "../scripts/python-tools.ts";
import { rehearse } from "./rehearse.ts";
import { formatReport } from "./report.ts";

const HELP = `Deploys the synthesized app into MiniStack, an emulator of AWS, with the CDK's own command line: bootstrap, deploy, the checks of
\`npm run verify\`, an update of one function, destroy. Every call is judged by IAM policies. DynamoDB's contract is then tried on its engine.

  npm run rehearse [-- --keep]

  --keep   leaves the emulator running at the end, to look around; Ctrl-C ends it
  --help   this text

It needs Python 3.10 or newer, its package index and curl; everything goes below .cache/rehearsal. It takes one to four minutes.
The last line is "N passed, N failed". Exit code 0 when all passed, 1 when something did not, 2 for a mistake in the call, 3 when Python, curl
or the package index is not here: then nothing was rehearsed.`;

const { values } = parse();
if (values.help === true) console.log(HELP);
else process.exitCode = await main(values.keep === true);

async function main(keep: boolean): Promise<number> {
  if (spawnSync("curl", ["--version"]).status !== 0) {
    console.error("Not rehearsed: the commands of the deployment guide need curl, and there is none on the PATH");
    return 3;
  }
  try {
    return await run(keep);
  } catch (error) {
    if (!(error instanceof PythonUnavailable)) throw error;
    console.error(`Not rehearsed: ${error.message}`);
    return 3;
  }
}

async function run(keep: boolean): Promise<number> {
  const directory = join(import.meta.dirname, "../.cache/rehearsal");
  mkdirSync(directory, { recursive: true });
  rmSync(join(directory, "cdk.log"), { force: true });
  const report = await rehearse({ directory, keep, say: (text) => console.log(text) });
  const text = formatReport(report);
  writeFileSync(join(directory, "report.md"), text);
  console.log(`\n${text}`);
  const failed = report.steps.filter(({ outcome }) => outcome !== "passed").length;
  console.log(`${report.steps.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function parse() {
  try {
    return parseArgs({ options: { keep: { type: "boolean" }, help: { type: "boolean" } } });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}; --help tells more`);
    process.exit(2);
  }
}
