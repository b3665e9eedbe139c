import { DURATIONS } from "./assumptions.ts";
import { type CostOperation, type FunctionWork, type Measurement, OPERATIONS } from "./measurement.ts";
import { ALWAYS_FREE, PRICES } from "./prices.ts";
import type { Settings } from "./settings.ts";

export interface Line {
  readonly item: string;
  /** For one million of the operation, or for one month, as the list of lines says. */
  readonly usd: number;
}

export interface Bill {
  /** For one million that reach the API, without the edge. */
  readonly perMillion: Readonly<Record<CostOperation, readonly Line[]>>;
  /** For 30 days in which nobody makes a request. */
  readonly fixedPerMonth: readonly Line[];
  /** Of one million loads, by how many of them the edge answers. */
  readonly loadsByHits: (hits: number) => LoadsBill;
  readonly month: (volumes: Volumes) => MonthBill;
}

export interface LoadsBill {
  readonly edgeRequests: number;
  readonly edgeTraffic: number;
  readonly api: number;
  /** With every request at the list price. */
  readonly list: number;
}

/** How many there are in a month, and the part of the loads that the edge answers. */
export interface Volumes extends Readonly<Record<CostOperation, number>> {
  readonly hits: number;
}

export interface MonthBill {
  readonly lines: readonly Line[];
  readonly list: number;
  /** What CloudFront's always-free part takes off. */
  readonly alwaysFree: number;
}

const MILLION = 1_000_000;
const GB = 2 ** 30;
const DAYS_PER_MONTH = 30;

export function createBill(measurement: Measurement, settings: Settings): Bill {
  const perMillion = Object.fromEntries(
    OPERATIONS.map((operation) => [operation, linesOf(operation, measurement, settings)]),
  ) as Record<CostOperation, readonly Line[]>;
  const fixedPerMonth = measurement.runs.map(({ runsPerMonth, work }) => ({
    item: `${work.name}, ${runsPerMonth} runs`,
    usd: sum(workLines(work, settings)) * (runsPerMonth / work.invocations),
  }));
  const apiPerLoad = sum(perMillion.load) / MILLION;
  const edgeRequest = PRICES.edgePer10000Requests / 10_000;
  const edgeTraffic = (measurement.loadAnswerBytes / GB) * PRICES.edgePerGb;

  return {
    perMillion,
    fixedPerMonth,
    loadsByHits(hits) {
      const parts = {
        edgeRequests: edgeRequest * MILLION,
        edgeTraffic: edgeTraffic * MILLION,
        api: apiPerLoad * MILLION * (1 - hits),
      };
      return { ...parts, list: parts.edgeRequests + parts.edgeTraffic + parts.api };
    },
    month(volumes) {
      const { load, save, event, management, hits } = volumes;
      const requestsOf = (operation: CostOperation) => {
        const { count, requests } = measurement.operations[operation];
        return (volumes[operation] * requests) / count;
      };
      const others = requestsOf("save") + requestsOf("event") + requestsOf("management");
      const edgeRequests = load + others;
      const usdOf = (operation: CostOperation, amount: number) => (sum(perMillion[operation]) / MILLION) * amount;
      const lines = [
        { item: "loads that reach the API", usd: usdOf("load", load * (1 - hits)) },
        { item: "saves", usd: usdOf("save", save) },
        { item: "events", usd: usdOf("event", event) },
        { item: "management calls", usd: usdOf("management", management) },
        { item: "CloudFront: requests", usd: edgeRequest * edgeRequests },
        { item: "CloudFront: loads to browsers", usd: edgeTraffic * load },
        { item: "CloudFront: functions", usd: (PRICES.edgeFunctionPerMillion / MILLION) * others },
        { item: "runs by the clock", usd: sum(fixedPerMonth) },
      ];
      const loadBytes = measurement.loadAnswerBytes * load;
      const alwaysFree =
        edgeRequest * Math.min(edgeRequests, ALWAYS_FREE.edgeRequests) +
        (Math.min(loadBytes, ALWAYS_FREE.edgeBytes) / GB) * PRICES.edgePerGb +
        (PRICES.edgeFunctionPerMillion / MILLION) * Math.min(others, ALWAYS_FREE.edgeFunctions);
      return { lines, list: sum(lines), alwaysFree };
    },
  };
}

export function sum(lines: readonly Line[]): number {
  return lines.reduce((total, { usd }) => total + usd, 0);
}

function linesOf(operation: CostOperation, measurement: Measurement, settings: Settings): readonly Line[] {
  const { count, apiUnits, accessLogBytes, functions } = measurement.operations[operation];
  const each = MILLION / count;
  const { lastUse } = measurement;
  return [
    { item: "HTTP API", usd: (apiUnits / count) * PRICES.httpApiPerMillion },
    ...functions.flatMap((work) => workLines(work, settings).map(({ item, usd }) => ({ item, usd: usd * each }))),
    { item: "access log", usd: logUsd(accessLogBytes, settings) * each },
    ...(operation === "load"
      ? [{ item: "last use, hourly", usd: lastUse.writeUnits * lastUse.notesPerLoad * PRICES.writeUnitsPerMillion }]
      : []),
  ].filter(({ usd }) => usd > 0);
}

/** What the work cost that was counted. */
function workLines(work: FunctionWork, settings: Settings): readonly Line[] {
  const { name, readUnits, writeUnits, invocations, logBytes } = work;
  const memoryMb = settings.memoryMb.get(name);
  if (memoryMb === undefined) throw new Error(`the template has no function ${name}`);
  const gbSeconds = (memoryMb / 1024) * (durationMs(work) / 1000);
  return [
    { item: `${name}: invocations`, usd: (invocations * PRICES.lambdaPerMillion) / MILLION },
    { item: `${name}: compute`, usd: gbSeconds * PRICES.lambdaPerGbSecond[settings.architecture] },
    { item: `${name}: reads`, usd: (readUnits * PRICES.readUnitsPerMillion) / MILLION },
    { item: `${name}: writes`, usd: (writeUnits * PRICES.writeUnitsPerMillion) / MILLION },
    { item: `${name}: log`, usd: logUsd(logBytes, settings) },
  ];
}

function durationMs({ invocations, calls, transactions }: FunctionWork): number {
  const { perInvocationMs, perCallMs, perTransactionMs, coldShare, coldMs } = DURATIONS;
  return invocations * (perInvocationMs + coldShare * coldMs) + calls * perCallMs + transactions * perTransactionMs;
}

/** Taken in once, and kept for as long as the template says. */
function logUsd(bytes: number, { logRetentionDays }: Settings): number {
  const months = logRetentionDays / DAYS_PER_MONTH;
  const storage = PRICES.logStoragePerGbMonth * PRICES.logStorageCompression * months;
  return (bytes / GB) * (PRICES.logsPerGb + storage);
}
