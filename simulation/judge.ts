import { createRandom } from "../bench/event-traffic.ts";
import { HELD_BACK_MS_MAX, heldBackMax } from "../functions/authorizer/limiter.ts";
import { NOTICE_HORIZON_MS } from "../functions/domain/notice-schedule.ts";
import { PUBLIC_TOKEN_LIMITS } from "../functions/domain/token-limits.ts";
import { TOKENS_PER_PAGE } from "../functions/expiry-notices/announce.ts";
import type { Accesses } from "./accesses.ts";
import { containersFor, executionsAtOnce, expectedReads, simulateFullestShard, simulateLastUse } from "./containers.ts";
import { LIMITS } from "./limits.ts";
import type { Scenario } from "./scenario.ts";
import type { Settings } from "./settings.ts";
import { type Traffic, trafficOf } from "./traffic.ts";

/** What one thing is asked for, and what it can give. */
export interface Load {
  readonly id: LoadId;
  readonly use: number;
  readonly max: number;
}

export interface Given {
  readonly settings: Settings;
  readonly accesses: Accesses;
  /** Changes a second that one workspace's audit chains take: `findChainsCapacity`. */
  readonly chainsCapacity: number;
}

/** Every limit that traffic meets: what it is called, how one sees it, and what to do. */
export const LOADS = {
  stage: {
    name: "throttle of the stage",
    seen: "429 in the access log with `THROTTLED` among its `errors`; `4xx` of `AWS/ApiGateway`",
    change: "the prop `throttling`",
  },
  gateway: {
    name: "throttle of API Gateway, account and Region",
    seen: "the same; `Count` of all APIs",
    change: "raise the quota",
  },
  concurrency: {
    name: "executions of Lambda at once, account and Region",
    seen: "`ConcurrentExecutions`, `Throttles` of `AWS/Lambda`",
    change: "raise the quota; reserve a part for `authorizer`",
  },
  invocations: {
    name: "invocations of Lambda a second, ten for each of those executions",
    seen: "`Throttles` while `ConcurrentExecutions` is low",
    change: "the same quota",
  },
  edge: { name: "requests at the edge", seen: "`Requests` of `AWS/CloudFront`", change: "raise the quota" },
  workspaceReads: {
    name: "reads of one workspace and its owners",
    seen: "`ThrottledRequests` of `Directory`; contributor insights name `WS#<workspace>`",
    change: "more workspaces; a longer `PUBLIC_RECORD_AGE_SECONDS_MAX` is a longer revocation bound",
  },
  publicTokenReads: {
    name: "reads of the hottest public token",
    seen: "the same; `TOKEN#<id>`",
    change: "a second token for the site",
  },
  privateTokenReads: {
    name: "reads of the hottest private token",
    seen: "the same; `TOKEN#<id>`",
    change: "a token for each part of the backend",
  },
  lastUse: {
    name: "containers that note the last use of the hottest token in one second",
    seen: "`last use not written` in the authorizer's log",
    change: "nothing fails but the note; spread the tries",
  },
  usage: {
    name: "counts of uses of the hottest token",
    seen: "`usage not written` in the authorizer's log",
    change: "higher limits, which are shared in larger parts",
  },
  origins: {
    name: "noted origins of the hottest token, if it is tried from everywhere",
    seen: "`observed origin not written` in the authorizer's log",
    change: "nothing fails but the note",
  },
  byIdle: {
    name: "list of one workspace's tokens by last use (`byIdle`)",
    seen: "`WriteThrottleEvents` of the index; `ThrottledRequests` of `Directory`",
    change: "a longer `LAST_USED_INTERVAL_MS`; more workspaces",
  },
  byState: {
    name: "list of one workspace's tokens by state (`byState`), before DynamoDB splits it",
    seen: "`WriteThrottleEvents` of the index",
    change: "DynamoDB splits it by itself in minutes",
  },
  directoryReads: {
    name: "reads of the table Directory",
    seen: "`ConsumedReadCapacityUnits`, `ReadThrottleEvents`",
    change: "raise the quota of the table",
  },
  directoryWrites: {
    name: "writes of the table Directory",
    seen: "`ConsumedWriteCapacityUnits`, `WriteThrottleEvents`",
    change: "raise the quota of the table",
  },
  telemetryWrites: {
    name: "writes of the table Telemetry",
    seen: "`ConsumedWriteCapacityUnits`, `WriteThrottleEvents`",
    change: "raise the quota of the table",
  },
  newTelemetryWrites: {
    name: "writes of the table Telemetry when it is new, or grows to more than twice its highest traffic in half an hour",
    seen: "the same, for minutes",
    change: "`warmThroughput` before a launch",
  },
  catalogueWrites: {
    name: "writes of the table Catalogue",
    seen: "`ConsumedWriteCapacityUnits`, `WriteThrottleEvents`",
    change: "raise the quota of the table",
  },
  pending: {
    name: "fullest partition of what is to be counted",
    seen: "`ThrottledRequests` of `Telemetry`; contributor insights name `PENDING#<shard>`",
    change: "more `PENDING_SHARDS`",
  },
  counting: {
    name: "batches of one workspace that one run of counting adds up, at best",
    seen: "`isComplete: false` in the log of `counting`; `completeUntil` of answers falls behind",
    change: "count a workspace by shard, side by side",
  },
  saveList: {
    name: "list of one workspace's saves",
    seen: "`WriteThrottleEvents` of `byWorkspace`",
    change: "shards of the list",
  },
  saveKeys: {
    name: "idempotency records of the hottest token's saves, before DynamoDB splits them",
    seen: "contributor insights of `Catalogue`",
    change: "DynamoDB splits them by itself in minutes",
  },
  chains: {
    name: "audit chains of one workspace",
    seen: "latency of management writes; 500 after seven seconds",
    change: "raise `AUDIT_CHAINS`; more workspaces",
  },
  notices: {
    name: "tokens of one workspace that one run of expiry notices reads in its half of the time, if lives are a year",
    seen: "`isComplete: false` in the log of `expiry-notices`",
    change: "nothing is lost: the next run goes on from there",
  },
  signing: {
    name: "signatures of quotes by KMS",
    seen: "`ThrottlingException` in the log of `quotes`",
    change: "raise the quota",
  },
  export: {
    name: "bytes of exported events, where the export is on, smallest Region",
    seen: "`IteratorAge` of `event-export`; `ThrottledRecords` of Firehose",
    change: "raise the quota of the stream",
  },
} as const satisfies Readonly<
  Record<string, { readonly name: string; readonly seen: string; readonly change: string }>
>;

export const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

export type LoadId = keyof typeof LOADS;

/** What every limit is used to, in the order of `LOADS`. */
export function judge(scenario: Scenario, given: Given): readonly Load[] {
  const traffic = trafficOf(scenario, given.settings);
  const found = {
    ...gatewayLoads(scenario, given, traffic),
    ...tokenLoads(scenario, given, traffic),
    ...tableLoads(scenario, given, traffic),
  };
  return Object.entries(found).map(([id, [use, max]]) => ({ id: id as LoadId, use, max }));
}

type Pair = readonly [use: number, max: number];

function gatewayLoads(scenario: Scenario, { settings }: Given, { origin }: Traffic) {
  const { rps, authorizerMs, functionMs, lambdaConcurrency, gatewayRate, stageRate = settings.stageRate } = scenario;
  return {
    stage: [origin, stageRate],
    gateway: [origin, gatewayRate],
    // The gateway asks the authorizer, and then the function.
    concurrency: [executionsAtOnce(origin, authorizerMs + functionMs), lambdaConcurrency],
    invocations: [2 * origin, lambdaConcurrency * LIMITS.lambdaRequestsPerExecution.value],
    edge: [rps, LIMITS.edgeRate.value],
  } satisfies Partial<Record<LoadId, Pair>>;
}

/** Items and partition keys that stand for one token or one workspace. */
function tokenLoads(scenario: Scenario, { settings, accesses, chainsCapacity }: Given, traffic: Traffic) {
  const { rps, shares, transactionMs, seed } = scenario;
  const { containers, ofSites, siteShares, ofPrivateTokens, workspaceShare, publicReads, lastUses } = traffic;
  const { publicRead, privateRead, lastUse, audit } = accesses;
  const reads = LIMITS.partitionReads.value;
  const writes = LIMITS.partitionWrites.value;
  const hottest = ofSites[0] ?? 0;
  const hottestShare = siteShares[0] ?? 0;
  const random = createRandom(seed);
  const { triesInOneSecond } = simulateLastUse(
    {
      ratePerSecond: hottest,
      containers,
      keptSeconds: settings.recordSeconds,
      intervalSeconds: settings.lastUsedSeconds,
      writeMs: transactionMs,
    },
    random,
  );
  const usesPerContainer = Math.min(1, (hottest / containers) * (HELD_BACK_MS_MAX / 1000));
  return {
    workspaceReads: [
      workspaceShare * (publicReads * publicRead.workspace + ofPrivateTokens * privateRead.workspace),
      reads,
    ],
    publicTokenReads: [expectedReads(hottest, 1, containers, settings.recordSeconds) * publicRead.token, reads],
    privateTokenReads: [ofPrivateTokens * hottestShare * privateRead.token, reads],
    lastUse: [triesInOneSecond * lastUse.item, writes],
    usage: [
      hottest / heldBackMax(limitFor(hottest)) + (containers * usesPerContainer) / (HELD_BACK_MS_MAX / 1000),
      writes,
    ],
    origins: [(containers * usesPerContainer * settings.originWritesPerMinute) / settings.lastUsedSeconds, writes],
    byIdle: [workspaceShare * lastUses * lastUse.byIdle, writes],
    byState: [workspaceShare * lastUses * lastUse.otherIndex, writes],
    chains: [
      workspaceShare * rps * shares.change,
      Math.min(chainsCapacity, (writes / audit.chain) * settings.auditChains),
    ],
  } satisfies Partial<Record<LoadId, Pair>>;
}

/** A token that is used more than a new one may be has been given a limit of twice its traffic. */
function limitFor(ratePerSecond: number): number {
  return Math.max(PUBLIC_TOKEN_LIMITS.requestsPerMinute, 2 * 60 * ratePerSecond);
}

function tableLoads(scenario: Scenario, { settings, accesses }: Given, traffic: Traffic) {
  const { rps, shares, functionMs, transactionMs, seed } = scenario;
  const { publicReads, ofPrivateTokens, lastUses, workspaceShare, siteShares } = traffic;
  const batches = rps * shares.events;
  const saves = rps * shares.save;
  const writes = LIMITS.partitionWrites.value;
  const senders = containersFor(batches, functionMs);
  const fullest = simulateFullestShard(senders, settings.pendingShards, createRandom(seed)) / senders;
  const transactions = (settings.countingSeconds * 1000) / transactionMs;
  return {
    directoryReads: [
      publicReads * accesses.publicRead.total + ofPrivateTokens * accesses.privateRead.total,
      LIMITS.tableReads.value,
    ],
    directoryWrites: [lastUses * accesses.lastUse.total, LIMITS.tableWrites.value],
    telemetryWrites: [batches * accesses.batch.total, LIMITS.tableWrites.value],
    newTelemetryWrites: [batches * accesses.batch.total, LIMITS.newTableWrites.value],
    catalogueWrites: [saves * accesses.save.total, LIMITS.tableWrites.value],
    pending: [batches * accesses.batch.pending * fullest, writes],
    counting: [workspaceShare * batches * 60, transactions * accesses.batchesPerCount],
    saveList: [workspaceShare * saves * accesses.save.listed, writes],
    saveKeys: [saves * (siteShares[0] ?? 0) * accesses.save.idempotency, writes],
    notices: [
      (workspaceShare * scenario.tokens * NOTICE_HORIZON_MS) / YEAR_MS,
      // A page is two reads: of tokens, and of notices that are recorded.
      ((settings.noticesSeconds * 1000) / 2 / (2 * scenario.readMs)) * TOKENS_PER_PAGE,
    ],
    signing: [rps * shares.quote, LIMITS.kmsSign.value],
    export: [batches * accesses.batch.bytes, LIMITS.firehoseBytes.value],
  } satisfies Partial<Record<LoadId, Pair>>;
}

/**
 * The traffic at which each limit is reached, all else alike. Searched for up to ten million requests a second.
 * @returns undefined for what is not reached
 */
export function findBreaks(scenario: Scenario, given: Given): ReadonlyMap<LoadId, number | undefined> {
  const judgements = new Map<number, readonly Load[]>();
  const usedAt = (id: LoadId, rps: number) => {
    const loads = judgements.get(rps) ?? judge({ ...scenario, rps }, given);
    judgements.set(rps, loads);
    const load = loads.find((candidate) => candidate.id === id);
    return load === undefined ? 0 : load.use / load.max;
  };
  return new Map(
    Object.keys(LOADS).map((name): [LoadId, number | undefined] => {
      const id = name as LoadId;
      // On a scale of its powers, so that other limits ask for the same points.
      let low = 0;
      let high = 7;
      if (usedAt(id, 10 ** high) < 1) return [id, undefined];
      while (high - low > 0.004) {
        const middle = (low + high) / 2;
        if (usedAt(id, 10 ** middle) < 1) low = middle;
        else high = middle;
      }
      return [id, 10 ** high];
    }),
  );
}
