import { parseArgs } from "node:util";
import type { Volumes } from "./bill.ts";

export const HELP = `Prints what Latchkey costs in AWS: per million loads, saves, events and management calls, and for a month of them.
What each of them reads, writes and logs is counted in a run of the local platform, which takes about two minutes.

  npm run cost -- --loads 1000000 --saves 20000 --events 500000 --management 10000 --hits 0.9

  --loads <n>               configurators loaded in a month (default 1000000)
  --saves <n>               configurations saved (default 20000)
  --events <n>              analytics events (default 500000)
  --management <n>          calls of the management API (default 10000)
  --hits <0..1>             part of the loads that the edge answers (default 0.9)
  --tokens <n>              public tokens in use during the run, 1 to 200 (default 20)
  --loads-per-minute <n>    of each token during the run, 1 to 600: fewer make each load dearer (default 60)
  --lines-per-delivery <n>  lines of the access log that CloudWatch Logs hands over at once, 1 to 1000 (default 200)
  --check                   exit code 1 when a target is missed
  --help                    this text

docs/cost.md says what is counted, what is assumed, and where the prices are from.`;

export interface CostOptions {
  readonly volumes: Volumes;
  readonly tokens: number;
  readonly loadsPerMinute: number;
  readonly linesPerDelivery: number;
  readonly isCheck: boolean;
}

export type ParsedOptions =
  | { readonly kind: "run"; readonly options: CostOptions }
  | { readonly kind: "help" }
  | { readonly kind: "mistake"; readonly message: string };

const VOLUME_MAX = 1_000_000_000_000;
/** Requests a second that one machine makes without falling behind. */
const LOADS_PER_SECOND_MAX = 100;

export function parseOptions(args: readonly string[]): ParsedOptions {
  try {
    return parse(args);
  } catch (error) {
    return { kind: "mistake", message: error instanceof Error ? error.message : String(error) };
  }
}

function parse(args: readonly string[]): ParsedOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      loads: { type: "string", default: "1000000" },
      saves: { type: "string", default: "20000" },
      events: { type: "string", default: "500000" },
      management: { type: "string", default: "10000" },
      hits: { type: "string", default: "0.9" },
      tokens: { type: "string", default: "20" },
      "loads-per-minute": { type: "string", default: "60" },
      "lines-per-delivery": { type: "string", default: "200" },
      check: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return { kind: "help" };
  const whole = (name: Exclude<keyof typeof values, "check" | "help">, min: number, max: number) => {
    const number = numberOf(name, values[name], min, max);
    if (!Number.isInteger(number)) throw new Error(`--${name} must be a whole number`);
    return number;
  };
  const options: CostOptions = {
    volumes: {
      load: whole("loads", 0, VOLUME_MAX),
      save: whole("saves", 0, VOLUME_MAX),
      event: whole("events", 0, VOLUME_MAX),
      management: whole("management", 0, VOLUME_MAX),
      hits: numberOf("hits", values.hits, 0, 1),
    },
    tokens: whole("tokens", 1, 200),
    loadsPerMinute: whole("loads-per-minute", 1, 600),
    linesPerDelivery: whole("lines-per-delivery", 1, 1000),
    isCheck: values.check,
  };
  if ((options.tokens * options.loadsPerMinute) / 60 > LOADS_PER_SECOND_MAX) {
    throw new Error(`--tokens times --loads-per-minute is more than ${LOADS_PER_SECOND_MAX} loads a second`);
  }
  return { kind: "run", options };
}

function numberOf(name: string, text: string, min: number, max: number): number {
  const number = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max)) throw new Error(`--${name} must be a number from ${min} to ${max}`);
  return number;
}
