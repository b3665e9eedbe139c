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

/**
 * `npm run bench [-- --check] [-- --events=<number>] [-- <subject> ...]`: what the hot path costs, each number beside the bare thing that it is built on, measured
 * in turns in the same run. `--check` ends with exit code 1 when a target is missed.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean" }, events: { type: "string", default: String(EVENTS_DEFAULT) } },
});
const unknown = positionals.filter((name) => !(name in SUBJECTS));
if (unknown.length > 0) {
  throw new Error(`no such subject: ${unknown.join(", ")}; there are ${Object.keys(SUBJECTS).join(", ")}`);
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
