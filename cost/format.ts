import { type Bill, type Line, sum, type Volumes } from "./bill.ts";
import { type CostOperation, type Measurement, OPERATIONS } from "./measurement.ts";
import { PRICES_READ_ON } from "./prices.ts";
import type { Settings } from "./settings.ts";
import { isMet, type Target } from "./targets.ts";

const NAMES: Readonly<Record<CostOperation, string>> = {
  load: "loads that reach the API",
  save: "saves",
  event: "events",
  management: "management calls",
};
const HITS = [0, 0.5, 0.9, 0.99];
const WIDTH = 52;

export interface Report {
  readonly bill: Bill;
  readonly measurement: Measurement;
  readonly settings: Settings;
  readonly volumes: Volumes;
  readonly targets: readonly Target[];
}

export function formatReport({ bill, measurement, settings, volumes, targets }: Report): string {
  return [
    `USD, list prices of us-east-1 read on ${PRICES_READ_ON}, without tax`,
    formatSettings(settings),
    "",
    "Counted, for each one",
    ...OPERATIONS.map((operation) => formatCounted(operation, measurement)),
    ...OPERATIONS.flatMap((operation) => [
      "",
      ...formatLines(`A million ${NAMES[operation]}`, bill.perMillion[operation]),
    ]),
    "",
    `A million loads behind CloudFront, ${measurement.loadAnswerBytes} bytes each to the browser`,
    ["  answered at the edge".padEnd(24), "requests", "traffic", "API", "list price", "always-free part off"].join(
      "  ",
    ),
    ...HITS.map((hits) => formatHits(bill, hits)),
    "",
    ...formatMonth(bill, volumes),
    "",
    "Targets for a million authorized loads",
    ...targets.map(formatTarget),
  ].join("\n");
}

function formatSettings({
  architecture,
  memoryMb,
  logLevel,
  logRetentionDays,
  edgeCacheSeconds,
  accessLogFields,
}: Settings) {
  const sizes = [...new Set(memoryMb.values())].join(", ");
  return [
    `Settings of the template: ${architecture}, ${sizes} MB, log level ${logLevel}, logs kept ${logRetentionDays} days,`,
    `  at most ${edgeCacheSeconds} s at the edge, ${accessLogFields.length} values in a line of the access log`,
  ].join("\n");
}

function formatCounted(operation: CostOperation, { operations }: Measurement): string {
  const { count, requests, accessLogBytes, functions } = operations[operation];
  const total = (read: (work: (typeof functions)[number]) => number) =>
    functions.reduce((all, work) => all + read(work), 0) / count;
  const parts = [
    `${(requests / count).toFixed(3)} requests`,
    `${total(({ readUnits }) => readUnits).toFixed(3)} reads`,
    `${total(({ writeUnits }) => writeUnits).toFixed(3)} writes`,
    `${((accessLogBytes + total(({ logBytes }) => logBytes) * count) / count).toFixed(0)} bytes of log`,
  ];
  return `  ${operation.padEnd(12)}${parts.join(", ")}`;
}

function formatLines(title: string, lines: readonly Line[]): string[] {
  return [title, ...lines.map(({ item, usd }) => formatLine(item, usd)), formatLine("total", sum(lines))];
}

function formatLine(item: string, usd: number): string {
  return `  ${item.padEnd(WIDTH)}${usd.toFixed(4).padStart(12)}`;
}

function formatHits(bill: Bill, hits: number): string {
  const { edgeRequests, edgeTraffic, api, list } = bill.loadsByHits(hits);
  const columns = [edgeRequests, edgeTraffic, api, list, api].map((usd) => usd.toFixed(3));
  const widths = [8, 7, 5, 10, 20];
  return [`  ${hits * 100} %`.padEnd(24), ...columns.map((text, index) => text.padStart(widths[index] ?? 0))].join(
    "  ",
  );
}

function formatMonth(bill: Bill, volumes: Volumes): string[] {
  const { lines, list, alwaysFree } = bill.month(volumes);
  const { load, save, event, management, hits } = volumes;
  const title = `A month of ${load} loads, ${save} saves, ${event} events, ${management} management calls; ${hits * 100} % of the loads answered at the edge`;
  return [...formatLines(title, lines), formatLine("with CloudFront's always-free part taken off", list - alwaysFree)];
}

function formatTarget(target: Target): string {
  const { name, usd, usdMax } = target;
  return `  ${isMet(target) ? "met   " : "MISSED"} ${usd.toFixed(3)} of at most ${usdMax.toFixed(2)}: ${name}`;
}
