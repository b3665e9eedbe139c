import { parseArgs } from "node:util";
import { measureColdImport } from "./cold-import.ts";
import { measureDecision } from "./decision.ts";
import { measureEmbed } from "./embed.ts";
import { measureEngine } from "./engine.ts";
import { EVENTS_DEFAULT, measureEvents } from "./events.ts";
import { measureFirstPaint } from "./first-paint.ts";
import { formatReport, type Section } from "./report.ts";
import { measureUncached } from "./uncached.ts";

const SUBJECTS: Readonly<Record<string, () => Promise<Section>>> = {
  decision: measureDecision,
  uncached: measureUncached,
  import: measureColdImport,
  embed: measureEmbed,
  engine: measureEngine,
  paint: measureFirstPaint,
  events: () => measureEvents(Number(values.events)),
};

const HELP = `What the hot path costs, each number beside the bare thing that it is built on, measured in turns in the same run.

  npm run bench [-- <subject>...] [--check] [--events <number>]

  <subject>  some of ${Object.keys(SUBJECTS).join(", ")}; all by default
  --check    ends with exit code 1 when a target is missed
  --events   how many events are counted; ${EVENTS_DEFAULT} by default
  --help     this text

Exit code 2 for a mistake in the call.`;

const { values, positionals } = parse();
if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}

let missed = 0;
for (const [name, measure] of Object.entries(SUBJECTS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const section = await measure();
  missed += section.rows.filter(({ target }) => target?.isMet === false).length;
  console.log(formatReport(section));
}
console.log(missed === 0 ? "all targets met" : `${missed} missed`);
if (values.check && missed > 0) process.exitCode = 1;

function parse() {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        check: { type: "boolean" },
        events: { type: "string", default: String(EVENTS_DEFAULT) },
        help: { type: "boolean" },
      },
    });
    const unknown = parsed.positionals.filter((name) => !(name in SUBJECTS));
    if (unknown.length > 0) throw new Error(`There is no subject ${unknown.join(", ")}`);
    return parsed;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}; --help tells more`);
    process.exit(2);
  }
}
