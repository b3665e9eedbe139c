import { parseArgs } from "node:util";
import { REQUEST_KINDS, SCENARIO, type Scenario } from "./scenario.ts";
import { createGiven } from "./simulate.ts";
import { formatJudgement } from "./tables.ts";

const HELP = `What a stack would be asked for by some traffic, beside the limits of AWS and of this product. Worked out and simulated, not measured on AWS.

  npm run simulate -- --rps 20000 --sites 50000

  --rps <number>                 requests a second at the edge (${SCENARIO.rps})
  --tokens <number>              stored tokens (${SCENARIO.tokens})
  --sites <number>               websites with traffic, each with a token of its own (${SCENARIO.sites})
  --workspaces <number>          (${SCENARIO.workspaces})
  --skew <number>                how uneven traffic is over them: 0 even, 1 Zipf's law (${SCENARIO.skew})
  --edge-caches <number>         places of CloudFront with a cache of their own (${SCENARIO.edgeCaches})
  --hit-ratio <0 to 1>           of loads; otherwise worked out
  --shares <kind=part,...>       kinds of requests: ${REQUEST_KINDS.join(", ")}; they must add up to 1
  --authorizer-ms <number>       mean execution of the authorizer (${SCENARIO.authorizerMs})
  --function-ms <number>         mean execution of the function behind it (${SCENARIO.functionMs})
  --lambda-concurrency <number>  quota of the account (${SCENARIO.lambdaConcurrency})
  --gateway-rate <number>        quota of the account (${SCENARIO.gatewayRate})
  --stage-rate <number>          throttle of the stage; otherwise the template's
  --seed <number>                the same gives the same numbers (${SCENARIO.seed})
  --help                         this text

Exit code 0, or 2 for a mistake in the call. docs/scale.md says what the limits mean.`;

const text = { type: "string" } as const;
const OPTIONS = {
  rps: text,
  tokens: text,
  sites: text,
  workspaces: text,
  skew: text,
  "edge-caches": text,
  "hit-ratio": text,
  shares: text,
  "authorizer-ms": text,
  "function-ms": text,
  "lambda-concurrency": text,
  "gateway-rate": text,
  "stage-rate": text,
  seed: text,
  help: { type: "boolean" },
} as const;

type Given = Partial<Record<Exclude<keyof typeof OPTIONS, "help">, string>>;

try {
  const { help, ...given } = parseArgs({ options: OPTIONS }).values;
  if (help === true) console.log(HELP);
  else {
    const scenario = parseScenario(given);
    console.log(formatJudgement(scenario, await createGiven(scenario)));
  }
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)} (--help tells more)`);
  process.exitCode = 2;
}

function parseScenario(given: Given): Scenario {
  const number = (name: keyof Given, otherwise: number, { from = 1, to = 1e9, isWhole = true } = {}): number => {
    const written = given[name];
    if (written === undefined) return otherwise;
    const value = written.trim() === "" ? Number.NaN : Number(written);
    if (!(value >= from && value <= to) || (isWhole && !Number.isInteger(value))) {
      throw new Error(`--${name} is ${written}, but must be a ${isWhole ? "whole " : ""}number from ${from} to ${to}`);
    }
    return value;
  };
  const optional = (name: keyof Given, range?: Parameters<typeof number>[2]) =>
    given[name] === undefined ? undefined : number(name, 0, range);
  return {
    ...SCENARIO,
    rps: number("rps", SCENARIO.rps),
    tokens: number("tokens", SCENARIO.tokens),
    sites: number("sites", SCENARIO.sites, { to: 10_000_000 }),
    workspaces: number("workspaces", SCENARIO.workspaces, { to: 1_000_000 }),
    skew: number("skew", SCENARIO.skew, { from: 0, to: 3, isWhole: false }),
    edgeCaches: number("edge-caches", SCENARIO.edgeCaches),
    hitRatio: optional("hit-ratio", { from: 0, to: 1, isWhole: false }),
    shares: given.shares === undefined ? SCENARIO.shares : parseShares(given.shares),
    authorizerMs: number("authorizer-ms", SCENARIO.authorizerMs, { from: 0.1, isWhole: false }),
    functionMs: number("function-ms", SCENARIO.functionMs, { from: 0.1, isWhole: false }),
    lambdaConcurrency: number("lambda-concurrency", SCENARIO.lambdaConcurrency),
    gatewayRate: number("gateway-rate", SCENARIO.gatewayRate),
    stageRate: optional("stage-rate"),
    seed: number("seed", SCENARIO.seed, { from: 0 }),
  };
}

function parseShares(written: string): Scenario["shares"] {
  const parts = new Map(
    written.split(",").map((part): [string, number] => {
      const [kind = "", share = ""] = part.split("=");
      return [kind.trim(), share.trim() === "" ? Number.NaN : Number(share)];
    }),
  );
  const unknown = [...parts.keys()].filter((kind) => !REQUEST_KINDS.some((known) => known === kind));
  if (unknown.length > 0)
    throw new Error(`--shares names ${unknown.join(", ")}, but there are ${REQUEST_KINDS.join(", ")}`);
  const sum = [...parts.values()].reduce((total, share) => total + share, 0);
  if ([...parts.values()].some((share) => !(share >= 0)) || Math.abs(sum - 1) > 1e-6) {
    throw new Error(`--shares add up to ${sum}, but must be parts from 0 to 1 that add up to 1`);
  }
  const shareOf = (kind: string) => parts.get(kind) ?? 0;
  return {
    load: shareOf("load"),
    events: shareOf("events"),
    save: shareOf("save"),
    private: shareOf("private"),
    quote: shareOf("quote"),
    change: shareOf("change"),
  };
}
