import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../local/template/synthesize.ts";
import { createBill } from "./bill.ts";
import { formatReport } from "./format.ts";
import { measure } from "./measure.ts";
import { type CostOptions, HELP, parseOptions } from "./options.ts";
import { isMet, targetsOf } from "./targets.ts";

const parsed = parseOptions(process.argv.slice(2));
if (parsed.kind === "help") console.log(HELP);
else if (parsed.kind === "mistake") {
  console.error(`${parsed.message}; --help tells more`);
  process.exitCode = 2;
} else await run(parsed.options);

async function run({ volumes, isCheck, ...options }: CostOptions): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "latchkey-cost-"));
  const report = (line: string) => console.error(line);
  try {
    report("synthesizing the stack");
    const assemblyDirectory = join(directory, "assembly");
    await synthesize({ outDir: assemblyDirectory });
    const measuring = { ...options, assemblyDirectory, dataDirectory: join(directory, "data"), report };
    const { measurement, settings } = await measure(measuring);
    const bill = createBill(measurement, settings);
    const targets = targetsOf(bill);
    console.log(formatReport({ bill, measurement, settings, volumes, targets }));
    if (isCheck && !targets.every(isMet)) process.exitCode = 1;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
