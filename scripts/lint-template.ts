import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { STACK_NAME } from "../infra/stack.ts";
import { synthesize } from "../local/template/synthesize.ts";
import { formatFinding, formatIgnored, IGNORED, parseFindings } from "./lint-template/findings.ts";
import { installPythonTools, PythonUnavailable } from "./python-tools.ts";

const HELP = `Lints the synthesized template with cfn-lint, AWS's own linter, which knows other rules than synthesis does.

  npm run lint:template [-- --assembly <folder>]

  --assembly <folder>   lints what is synthesized there, such as cdk.out, instead of synthesizing
  --help                this text

It needs Python 3.10 or newer and its package index; everything goes below .cache/lint-template. What does not count is in
scripts/lint-template/findings.ts, with the reason.
Exit code 0 when nothing is found, 1 when something is, 2 for a mistake in the call, 3 when Python or its package index is not here.`;

const DIRECTORY = join(import.meta.dirname, "../.cache/lint-template");

const { values } = parse();
if (values.help === true) console.log(HELP);
else process.exitCode = await main(values.assembly);

async function main(assembly: string | undefined): Promise<number> {
  const outDir = resolve(assembly ?? join(DIRECTORY, "cdk.out"));
  const template = join(outDir, `${STACK_NAME}.template.json`);
  if (assembly !== undefined && !existsSync(template)) {
    console.error(`${assembly} holds no ${STACK_NAME}.template.json; npm run synth makes cdk.out`);
    return 2;
  }
  try {
    const python = installPythonTools({
      name: "cfn-lint",
      requirements: join(import.meta.dirname, "lint-template/requirements.txt"),
      directory: join(DIRECTORY, "python"),
      say: console.error,
    });
    if (assembly === undefined) await synthesize({ outDir });
    return lint(python, template);
  } catch (error) {
    console.error(`Not linted: ${error instanceof Error ? error.message : error}`);
    return error instanceof PythonUnavailable ? 3 : 1;
  }
}

function lint(python: string, template: string): number {
  const { stdout, stderr, error } = spawnSync(
    join(dirname(python), "cfn-lint"),
    ["--format", "json", "--template", template],
    {
      // Settings of whoever runs this must not decide what is found.
      cwd: DIRECTORY,
      env: { ...process.env, HOME: DIRECTORY },
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (error !== undefined || stdout === "") throw error ?? new Error(`cfn-lint said nothing but ${stderr}`);
  const findings = parseFindings(stdout);
  const ignored = findings.filter(({ rule }) => rule in IGNORED);
  const counted = findings.filter(({ rule }) => !(rule in IGNORED));
  for (const finding of counted) console.error(formatFinding(finding));
  for (const line of formatIgnored(ignored)) console.log(line);
  console.log(`cfn-lint: ${counted.length} findings`);
  return counted.length === 0 ? 0 : 1;
}

function parse() {
  try {
    return parseArgs({ options: { assembly: { type: "string" }, help: { type: "boolean" } } });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}; --help tells more`);
    process.exit(2);
  }
}
