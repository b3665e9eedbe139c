import { createRandom } from "../bench/event-traffic.ts";
import { NOTICE_HORIZON_MS } from "../functions/domain/notice-schedule.ts";
import { TOKENS_PER_PAGE } from "../functions/expiry-notices/announce.ts";
import { simulateChains } from "./audit-chains.ts";
import { containersFor, simulateFullestShard, simulateLastUse } from "./containers.ts";
import { formatNumber, formatPercent, formatTable, formatText } from "./format.ts";
import { findBreaks, type Given, judge, LOADS, type Load, type LoadId, YEAR_MS } from "./judge.ts";
import { LIMITS, type Limit } from "./limits.ts";
import { simulateRamp } from "./ramp.ts";
import { SCENARIO, type Scenario } from "./scenario.ts";
import { playAuthorizer, playEdge } from "./simulate.ts";
import { trafficOf } from "./traffic.ts";

/** The tables of docs/scale.md, by name. The same code gives the same text. */
export function createTables(given: Given): Readonly<Record<string, string>> {
  return {
    assumptions: assumptionsTable(),
    steps: stepsTable(given),
    breaks: breaksTable(given),
    accesses: accessesTable(given),
    edge: edgeTable(given),
    authorizer: authorizerTable(given),
    "last-use": lastUseTable(given),
    shards: shardsTable(given),
    chains: chainsTable(given),
    ramp: rampTable(given),
    tokens: tokensTable(given),
    limits: limitsTable(),
  };
}

const STEPS = [10, 1000, 10_000, 100_000] as const;

export function isBroken({ use, max }: Load): boolean {
  return use >= max;
}

function stepsTable(given: Given): string {
  const columns = STEPS.map((rps) => judge({ ...SCENARIO, rps }, given));
  const rows = Object.entries(LOADS).map(([id, { name }]) => [
    name,
    ...columns.map((loads) => {
      const load = loads.find((candidate) => candidate.id === id);
      if (load === undefined) return "";
      const used = formatPercent(load.use / load.max);
      return isBroken(load) ? `**${used}**` : used;
    }),
  ]);
  return formatTable(["use of each limit at", ...STEPS.map((rps) => `${formatNumber(rps)}/s`)], rows);
}

function breaksTable(given: Given): string {
  const breaks = [...findBreaks(SCENARIO, given)].sort(
    ([, left = Number.POSITIVE_INFINITY], [, right = Number.POSITIVE_INFINITY]) => left - right,
  );
  const rows = breaks.map(([id, rps]: readonly [LoadId, number | undefined]) => [
    rps === undefined ? "beyond 10,000,000" : formatNumber(rps),
    LOADS[id].name,
    LOADS[id].seen,
    LOADS[id].change,
  ]);
  return formatText(["requests/s at the edge", "what is used up", "how one sees it", "what to change"], rows);
}

function assumptionsTable(): string {
  const {
    tokens,
    sites,
    workspaces,
    edgeCaches,
    shares,
    authorizerMs,
    functionMs,
    coldStartMs,
    readMs,
    transactionMs,
  } = SCENARIO;
  const kinds = Object.entries(shares).map(([kind, share]) => `${kind} ${formatPercent(share)}`);
  return formatText(
    ["assumed", "value"],
    [
      ["requests", kinds.join(", ")],
      ["stored tokens", formatNumber(tokens)],
      ["websites with traffic, by Zipf's law", formatNumber(sites)],
      ["workspaces", formatNumber(workspaces)],
      ["caches of CloudFront", formatNumber(edgeCaches)],
      [
        "mean execution of the authorizer, of a function, start of a container",
        `${authorizerMs}, ${functionMs}, ${coldStartMs} ms`,
      ],
      ["a read, a transaction of DynamoDB", `${readMs}, ${transactionMs} ms`],
    ],
  );
}

function accessesTable({ accesses }: Given): string {
  const { publicRead, privateRead, lastUse, batch, batchesPerCount, save, audit } = accesses;
  return formatText(
    ["work", "units of DynamoDB, as our code asked for them"],
    [
      [
        "record of a public token, with its limits",
        `${publicRead.total} read: ${publicRead.token} of the token, ${publicRead.workspace} of workspace and owner`,
      ],
      [
        "record of a private token",
        `${privateRead.total} read: ${privateRead.token} of the token, ${privateRead.workspace} of workspace and owner`,
      ],
      [
        "last use of a public token",
        `${lastUse.total} write: ${lastUse.item} of the item, ${lastUse.byIdle} of \`byIdle\`, ${lastUse.otherIndex} of each other list`,
      ],
      [
        "batch of events",
        `${batch.total} write; ${batch.pending} of them, with what counting deletes, in one partition of pendings`,
      ],
      ["one transaction of counting", `adds up ${formatNumber(batchesPerCount)} batches of one product`],
      [
        "save with an idempotency key",
        `${save.total} write: ${save.listed} in each list, ${save.idempotency} for the key`,
      ],
      ["audit event", `${audit.chain} write in its chain, ${audit.listed} in each list`],
    ],
  );
}

function edgeTable({ settings }: Given): string {
  const rows = [10, 1000, 100_000].map((sites) => [
    formatNumber(sites),
    ...STEPS.map((rps) => {
      const scenario = { ...SCENARIO, rps, sites };
      const { hits, requests } = playEdge(scenario, settings);
      return `${formatPercent(trafficOf(scenario, settings).hitRatio)} (${formatPercent(hits / requests)})`;
    }),
  ]);
  return formatTable(["websites", ...STEPS.map((rps) => `${formatNumber(rps)}/s`)], rows);
}

function authorizerTable({ settings, accesses }: Given): string {
  const rows = STEPS.map((rps) => {
    const scenario = { ...SCENARIO, rps };
    const { origin, containers, publicReads } = trafficOf(scenario, settings);
    const played = playAuthorizer(scenario, settings);
    return [
      formatNumber(rps),
      formatNumber(origin),
      formatNumber(containers, 3),
      `${formatNumber(publicReads)} (${formatNumber(played.reads)})`,
      `${formatNumber(played.hottestReads * accesses.publicRead.token)} of ${formatNumber(LIMITS.partitionReads.value)}`,
    ];
  });
  const head = ["requests/s at the edge", "past the edge", "containers", "records read/s, worked out (simulated)"];
  return formatTable([...head, "read units/s of the hottest token"], rows);
}

function lastUseTable({ settings, accesses }: Given): string {
  const rows = [10, 100, 1000, 10_000].map((containers) => {
    // Each container has a request of the token ten times a second.
    const options = {
      ratePerSecond: containers * 10,
      containers,
      keptSeconds: settings.recordSeconds,
      intervalSeconds: settings.lastUsedSeconds,
      writeMs: SCENARIO.transactionMs,
    };
    const { tries, triesInOneSecond } = simulateLastUse(options, createRandom(SCENARIO.seed));
    const units = triesInOneSecond * accesses.lastUse.item;
    return [
      formatNumber(containers),
      formatNumber(tries),
      `${formatNumber(units)} of ${formatNumber(LIMITS.partitionWrites.value)}`,
    ];
  });
  return formatTable(
    ["containers with the hot token", "tries when it is due", "write units in the worst second"],
    rows,
  );
}

function shardsTable({ settings, accesses }: Given): string {
  const rows = [1000, 10_000, 100_000].map((rps) => {
    const batches = rps * SCENARIO.shares.events;
    const senders = containersFor(batches, SCENARIO.functionMs);
    const fullest = simulateFullestShard(senders, settings.pendingShards, createRandom(SCENARIO.seed)) / senders;
    return [
      formatNumber(rps),
      formatNumber(batches),
      formatNumber(senders, 3),
      formatPercent(fullest),
      `${formatNumber(batches * accesses.batch.pending * fullest)} of ${formatNumber(LIMITS.partitionWrites.value)}`,
    ];
  });
  return formatTable(
    ["requests/s at the edge", "batches/s", "containers", "share of the fullest partition", "its write units/s"],
    rows,
  );
}

function chainsTable({ settings }: Given): string {
  const { readMs, transactionMs, seed } = SCENARIO;
  const rows = [10, 50, 100, 200, 400, 800].map((changesPerSecond) => {
    const options = { changesPerSecond, chains: settings.auditChains, readMs, transactionMs, seconds: 20 };
    const { tries, medianMs, p99Ms, givenUp } = simulateChains(options, createRandom(seed));
    return [
      formatNumber(changesPerSecond),
      formatNumber(tries, 3),
      `${formatNumber(medianMs)} ms`,
      `${formatNumber(p99Ms)} ms`,
      formatPercent(givenUp),
    ];
  });
  return formatTable(["changes/s of one workspace", "tries each", "median", "slowest of 100", "given up"], rows);
}

function rampTable({ settings }: Given): string {
  const { authorizerMs, coldStartMs, lambdaConcurrency } = SCENARIO;
  const open = { stageRate: Number.MAX_SAFE_INTEGER, stageBurst: Number.MAX_SAFE_INTEGER };
  const rows = [1000, 10_000, 100_000].flatMap((rps) =>
    [60, 0].map((rampSeconds) => {
      const ramp = { rps, rampSeconds, authorizerMs, coldStartMs, lambdaConcurrency };
      const { stageRate, stageBurst } = settings;
      const asIs = simulateRamp({ ...ramp, stageRate, stageBurst });
      const opened = simulateRamp({ ...ramp, ...open });
      const raised = simulateRamp({ ...ramp, ...open, lambdaConcurrency: 30_000 });
      return [
        `${formatNumber(rps)}/s ${rampSeconds === 0 ? "at once" : "within a minute"}`,
        formatPercent(asIs.refusedByStage),
        formatPercent(opened.refusedByLambda),
        formatPercent(raised.refusedByLambda),
        formatNumber(raised.containers),
      ];
    }),
  );
  const head = [
    "from nothing to, past the edge",
    "refused by the stage as it is",
    "without it, by Lambda",
    "with 30,000 executions",
  ];
  return formatTable([...head, "containers of the authorizer then"], rows);
}

const GB = 1024 ** 3;
/** DynamoDB developer guide, "Storage": each item takes so much beside what is in it. */
const OVERHEAD_BYTES = 100;
/** As many as the API gives at once. */
const PAGE = 100;
/** From request to answer, for one page of a list: assumed. */
const PAGE_MS = 60;

function tokensTable({ accesses, chainsCapacity }: Given): string {
  const { tokenBytes, tokenIndexes } = accesses;
  const rows = [10_000, 1_000_000, 10_000_000].map((tokens) => {
    const ending = tokens * (NOTICE_HORIZON_MS / YEAR_MS);
    const gigabytes = (tokens * (tokenBytes + OVERHEAD_BYTES)) / GB;
    return [
      formatNumber(tokens),
      `${formatNumber(gigabytes)} GB`,
      `${formatNumber(gigabytes * (1 + tokenIndexes))} GB`,
      `${PAGE_MS} ms`,
      formatDuration((tokens / PAGE) * (PAGE_MS / 1000)),
      formatNumber(ending),
      formatDuration(((ending / TOKENS_PER_PAGE) * 2 * SCENARIO.readMs) / 1000),
      formatDuration(tokens / chainsCapacity),
    ];
  });
  const head = [
    "public tokens",
    "table",
    `with ${tokenIndexes} lists`,
    "one page",
    `all pages of ${PAGE}, one after the other`,
  ];
  return formatTable(
    [
      ...head,
      "read by the hourly run, of lives of a year",
      "its reads, at best",
      "time to create them in one workspace",
    ],
    rows,
  );
}

function formatDuration(seconds: number): string {
  if (seconds < 120) return `${formatNumber(seconds)} s`;
  return seconds < 7200 ? `${formatNumber(seconds / 60)} min` : `${formatNumber(seconds / 3600)} h`;
}

function limitsTable(): string {
  const rows = Object.values<Limit>(LIMITS).map(({ value, unit, raise, certainty, source }) => [
    formatNumber(value, 7),
    unit,
    raise,
    certainty,
    source,
  ]);
  return formatTable(["default", "of", "raised", "certainty", "source"], rows).replace(
    "| --- | ---: | ---: | ---: | ---: |",
    "| ---: | --- | --- | --- | --- |",
  );
}

/** What a single run prints: every limit, the most used first. */
export function formatJudgement(scenario: Scenario, given: Given): string {
  const traffic = trafficOf(scenario, given.settings);
  const loads = [...judge(scenario, given)].sort((left, right) => right.use / right.max - left.use / left.max);
  const rows = loads.map(({ id, use, max }) => [
    LOADS[id].name,
    formatNumber(use, 3),
    formatNumber(max, 3),
    formatPercent(use / max),
  ]);
  const broken = loads.filter(isBroken);
  const [first] = loads;
  return [
    `${formatNumber(scenario.rps, 3)} requests/s; ${formatPercent(traffic.hitRatio)} of the loads from the edge's caches; ${formatNumber(traffic.origin, 3)}/s past the edge; ${formatNumber(traffic.containers, 3)} containers of the authorizer`,
    "",
    formatTable(["limit", "use", "of", "used"], rows),
    "",
    broken.length === 0
      ? `No limit is reached. The nearest: ${first === undefined ? "none" : LOADS[first.id].name}.`
      : `${broken.length} limits are reached. The most: ${first === undefined ? "none" : LOADS[first.id].name}.`,
    "Worked out and simulated; nothing of it was measured on AWS.",
  ].join("\n");
}
