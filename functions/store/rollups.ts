import { ConditionalCheckFailedException, PutItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Dimension } from "../domain/breakdown.ts";
import type { DayCounts, SeriesName } from "../domain/series.ts";
import { breakdownOf, breakdownPeriod, COUNTING_KEY, type Key, seriesDayKey, seriesOf } from "./keys.ts";
import { getItem, queryPage, type Table } from "./table.ts";

/** What has been counted: see domain/series.ts and domain/breakdown.ts. */

export interface SeriesAddress {
  readonly workspaceId: string;
  readonly series: SeriesName;
}

export interface SeriesReading {
  /** By UTC day; a day in which nothing was counted is not in it. */
  readonly days: ReadonlyMap<string, DayCounts>;
  readonly itemsRead: number;
}

export interface BreakdownAddress {
  readonly workspaceId: string;
  /** Or `ALL_CONFIGURATORS`. */
  readonly configuratorId: string;
  readonly dimension: Dimension;
}

export interface BreakdownReading {
  /** By day of the workspace's time zone or hour of UTC; then by what `formatBreakdownKey` makes. */
  readonly periods: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly itemsRead: number;
}

export type BreakdownPeriod = "day" | "hour";

const ITEMS_PER_PAGE = 1000;
/** Two years and some, so that every day has one of a year before to compare it with. */
const DAY_RETENTION_SECONDS = 800 * 24 * 60 * 60;
const HOUR_RETENTION_SECONDS = 35 * 24 * 60 * 60;
const QUARTER = /^q([0-9]{1,2})$/;
/** Stands before the name of a counter, so that no counter has the name of another attribute. */
const COUNTER = "n:";

/** One item for each UTC day from the first to the last. */
export async function readSeries(
  telemetry: Table,
  { workspaceId, series }: SeriesAddress,
  fromDay: string,
  toDay: string,
): Promise<SeriesReading> {
  const items = await readRange(telemetry, seriesOf(workspaceId, series), fromDay, toDay);
  return { days: new Map(items.map((item) => [item.sk, quartersOf(item)])), itemsRead: items.length };
}

/** One item for each period from the first to the last: `2026-11-23`, or `2026-11-23T05` for hours. */
export async function readBreakdown(
  telemetry: Table,
  { workspaceId, configuratorId, dimension }: BreakdownAddress,
  period: BreakdownPeriod,
  from: string,
  to: string,
): Promise<BreakdownReading> {
  const partition = breakdownOf(workspaceId, configuratorId, dimension);
  const items = await readRange(telemetry, partition, breakdownPeriod(period, from), breakdownPeriod(period, to));
  return {
    periods: new Map(items.map((item) => [item.sk.slice(2), countersOf(item)])),
    itemsRead: items.length,
  };
}

/** Everything that was received before this instant has been counted. Undefined: nothing has been counted yet. */
export async function readCompleteUntil(telemetry: Table): Promise<string | undefined> {
  return (await getItem<{ readonly completeUntil: string }>(telemetry, COUNTING_KEY))?.completeUntil;
}

/** A run that began earlier and ends later takes nothing back. */
export async function writeCompleteUntil(telemetry: Table, epochMs: number): Promise<void> {
  const completeUntil = new Date(epochMs).toISOString();
  const command = new PutItemCommand({
    TableName: telemetry.name,
    Item: marshall({ completeUntil, ...COUNTING_KEY }),
    ConditionExpression: "attribute_not_exists(completeUntil) OR completeUntil < :new",
    ExpressionAttributeValues: marshall({ ":new": completeUntil }),
  });
  await telemetry.client.send(command).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}

/** Adds to the quarters of one UTC day of a series. */
export function addToSeries(
  telemetry: Table,
  { workspaceId, series }: SeriesAddress,
  day: string,
  counts: DayCounts,
): TransactWriteItem {
  const added = new Map([...counts].map(([index, count]) => [`q${index}`, count]));
  // Statements can be worked out again from what was used.
  const isKept = series.startsWith("USAGE#");
  const ttl = isKept ? undefined : Math.ceil(Date.parse(`${day}T00:00:00Z`) / 1000) + DAY_RETENTION_SECONDS;
  return addCounters(telemetry, seriesDayKey(workspaceId, series, day), added, ttl);
}

/** Adds to the counters of one period of a breakdown. */
export function addToBreakdown(
  telemetry: Table,
  { workspaceId, configuratorId, dimension }: BreakdownAddress,
  period: BreakdownPeriod,
  name: string,
  counts: ReadonlyMap<string, number>,
): TransactWriteItem {
  const key = { pk: breakdownOf(workspaceId, configuratorId, dimension), sk: breakdownPeriod(period, name) };
  const startsAt = Date.parse(period === "day" ? `${name}T00:00:00Z` : `${name}:00:00Z`);
  const retention = period === "day" ? DAY_RETENTION_SECONDS : HOUR_RETENTION_SECONDS;
  const added = new Map([...counts].map(([counter, count]) => [COUNTER + counter, count]));
  return addCounters(telemetry, key, added, Math.ceil(startsAt / 1000) + retention);
}

/** What one period of a breakdown counts by now. */
export async function readBreakdownCounters(
  telemetry: Table,
  { workspaceId, configuratorId, dimension }: BreakdownAddress,
  period: BreakdownPeriod,
  name: string,
): Promise<ReadonlyMap<string, number>> {
  const key = { pk: breakdownOf(workspaceId, configuratorId, dimension), sk: breakdownPeriod(period, name) };
  return countersOf((await getItem<RollupItem>(telemetry, key)) ?? key);
}

type RollupItem = Key & Readonly<Record<string, unknown>>;

async function readRange(telemetry: Table, partition: string, from: string, to: string): Promise<RollupItem[]> {
  const items: RollupItem[] = [];
  for (let startAfter: Key | undefined; ; ) {
    const page = await queryPage<RollupItem>(telemetry, {
      partition,
      sortKeyRange: { from, to },
      limit: ITEMS_PER_PAGE,
      startAfter: startAfter && { ...startAfter },
    });
    items.push(...page.items);
    const last = page.items.at(-1);
    if (!page.hasMore || last === undefined) return items;
    startAfter = { pk: last.pk, sk: last.sk };
  }
}

function quartersOf(item: RollupItem): DayCounts {
  const counts = new Map<number, number>();
  for (const [name, value] of Object.entries(item)) {
    const [, index] = QUARTER.exec(name) ?? [];
    if (index !== undefined && typeof value === "number") counts.set(Number(index), value);
  }
  return counts;
}

function countersOf(item: RollupItem): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [name, value] of Object.entries(item)) {
    if (name.startsWith(COUNTER) && typeof value === "number") counts.set(name.slice(COUNTER.length), value);
  }
  return counts;
}

function addCounters(
  telemetry: Table,
  key: Key,
  counts: ReadonlyMap<string, number>,
  ttl: number | undefined,
): TransactWriteItem {
  const added = [...counts];
  return {
    Update: {
      TableName: telemetry.name,
      Key: marshall(key),
      UpdateExpression: `${ttl === undefined ? "" : "SET #ttl = :ttl "}ADD ${added.map((_, index) => `#${index} :${index}`).join(", ")}`,
      ExpressionAttributeNames: {
        ...Object.fromEntries(added.map(([name], index) => [`#${index}`, name])),
        ...(ttl !== undefined && { "#ttl": "ttl" }),
      },
      ExpressionAttributeValues: marshall({
        ...Object.fromEntries(added.map(([, count], index) => [`:${index}`, count])),
        ...(ttl !== undefined && { ":ttl": ttl }),
      }),
    },
  };
}
