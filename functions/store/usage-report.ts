import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Window } from "../domain/plan.ts";
import { changesOfHits } from "../domain/usage/sum-changes.ts";
import { addUsage, putReported } from "./application-usage.ts";
import { putPending } from "./pending.ts";
import type { Table } from "./table.ts";
import { transact } from "./transact.ts";

/** One transaction of a report that is to be counted. */
export interface ReportedUsage {
  readonly applicationId: string;
  readonly hits: number;
  readonly windows: readonly Window[];
  readonly occurredAtEpochMs: number;
  /** Counted once under this id. Absent: counted whenever it is reported. No two of one report have the same. */
  readonly id?: string | undefined;
}

export interface ReportPlace {
  readonly workspaceId: string;
  readonly serviceId: string;
  readonly nowEpochMs: number;
  /** Of the request that reports. */
  readonly requestId: string;
}

/** DynamoDB takes 100 in one TransactWriteItems; the rest is for what is handed over to be added to the usage. */
const WRITES_MAX = 94;

/**
 * Counts a report in as few transactions as it fits in. The counters of a transaction and the marks that say what has been counted are written
 * together, so whatever is sent again, after whatever fault, is not counted twice.
 * @returns those that had been counted before
 */
export async function countReported<Usage extends ReportedUsage>(
  telemetry: Table,
  place: ReportPlace,
  usages: readonly Usage[],
): Promise<ReadonlySet<Usage>> {
  const duplicates = new Set<Usage>();
  for (const [groupIndex, group] of groupsOf(usages).entries()) {
    let fresh = group;
    // Each round drops what turns out to be counted, so there are at most as many rounds as transactions.
    while (fresh.length > 0) {
      const marked = fresh.filter(({ id }) => id !== undefined);
      const outcome = await transact(telemetry.client, [
        ...marked.map(({ id = "" }) => putReported(telemetry, { ...place, id }, place.nowEpochMs)),
        ...countersOf(telemetry, place, fresh),
        ...meter(telemetry, place, fresh, groupIndex),
      ]);
      if (outcome.written) break;
      const counted = marked.filter((_, position) => outcome.failed.includes(position));
      // Otherwise nothing would be dropped, for ever.
      if (counted.length === 0) throw new Error("what a report adds is there already");
      for (const usage of counted) duplicates.add(usage);
      fresh = fresh.filter((usage) => !duplicates.has(usage));
    }
  }
  return duplicates;
}

/** What goes together into one transaction. Usages of one application come together, because they share counters. */
function groupsOf<Usage extends ReportedUsage>(usages: readonly Usage[]): Usage[][] {
  const sorted = [...usages].sort((left, right) => compare(placeOf(left), placeOf(right)));
  const groups: Usage[][] = [];
  let group: Usage[] = [];
  let counters = new Set<string>();
  let marks = 0;
  for (const usage of sorted) {
    const names = usage.windows.map((window) => counterName(usage, window));
    const mark = usage.id === undefined ? 0 : 1;
    if (group.length === 0 || marks + mark + new Set([...counters, ...names]).size > WRITES_MAX) {
      group = [];
      groups.push(group);
      counters = new Set();
      marks = 0;
    }
    group.push(usage);
    for (const name of names) counters.add(name);
    marks += mark;
  }
  return groups;
}

function meter(
  telemetry: Table,
  { workspaceId, serviceId, nowEpochMs, requestId }: ReportPlace,
  usages: readonly ReportedUsage[],
  groupIndex: number,
): TransactWriteItem[] {
  const hits = usages.map((usage) => ({ ...usage, workspaceId, serviceId, atEpochMs: usage.occurredAtEpochMs }));
  const at = { receivedAtEpochMs: nowEpochMs, id: `${requestId}-${groupIndex}` };
  return putPending(telemetry, workspaceId, changesOfHits(hits), at);
}

function countersOf(telemetry: Table, place: ReportPlace, usages: readonly ReportedUsage[]): TransactWriteItem[] {
  const sums = new Map<string, { readonly applicationId: string; readonly window: Window; hits: number }>();
  for (const usage of usages) {
    const { applicationId, hits, windows } = usage;
    for (const window of windows) {
      const name = counterName(usage, window);
      const sum = sums.get(name) ?? { applicationId, window, hits: 0 };
      sum.hits += hits;
      sums.set(name, sum);
    }
  }
  const { workspaceId } = place;
  return [...sums.values()].map(({ applicationId, window, hits }) =>
    addUsage(telemetry, { workspaceId, applicationId }, window, hits),
  );
}

function counterName({ applicationId }: ReportedUsage, { period, name }: Window): string {
  return `${applicationId} ${period} ${name}`;
}

function placeOf({ applicationId, windows }: ReportedUsage): string {
  return [applicationId, ...windows.map(({ name }) => name)].join(" ");
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
