import type { ResponseOf } from "../../../contract/api.ts";
import type { FieldCode } from "../../../contract/field-codes.ts";
import type { DayCounts } from "../../domain/series.ts";
import { isTimeZone } from "../../domain/time-zone-name.ts";
import {
  countByStart,
  resolveUsageRange,
  type UsageRange,
  type UsageRangeProblem,
} from "../../domain/usage/usage-range.ts";
import { isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readCompleteUntil, readSeries } from "../../store/rollups.ts";
import type { Table } from "../../store/table.ts";
import { readTimeZone } from "../../store/workspaces.ts";
import { findSources, type MetricSource } from "./subjects.ts";

export interface UsageParts {
  readonly directory: Table;
  readonly telemetry: Table;
}

export type UsageRequest = AuthorizedRequest<"queryUsage" | "exportUsage">;
export type Usage = ResponseOf<"queryUsage">;

/** Most series that are read at once. */
const READ_TOGETHER = 10;

/** What both operations answer with, in their own forms. */
export async function readUsage(
  { directory, telemetry }: UsageParts,
  { principal, query, nowEpochMs }: UsageRequest,
): Promise<Usage | Refusal> {
  const { subject, id, granularity } = query;
  const { workspaceId } = principal;
  const timeZone = query.timeZone ?? (await readTimeZone(directory, workspaceId));
  if (!isTimeZone(timeZone)) return refuseParameter("/timeZone", "invalid_value", "There is no such time zone.");
  const range = resolveUsageRange({ ...query, timeZone }, nowEpochMs);
  if (typeof range === "string") return refuseRange(range);
  const sources = await findSources(directory, principal, { subject, id });
  if (isRefusal(sources)) return sources;
  // Before the series: what is counted in between is more than is promised, and never less.
  const completeUntil = await readCompleteUntil(telemetry);
  const readings = await readSources({ telemetry, workspaceId }, sources, range);
  return {
    subject,
    id: id ?? null,
    from: range.from,
    to: range.to,
    granularity,
    timeZone,
    completeUntil: completeUntil ?? null,
    itemsRead: readings.reduce((sum, { itemsRead }) => sum + itemsRead, 0),
    metrics: sources.map(({ metric }) => {
      const counts = sumOf(
        readings.filter((reading) => reading.metric === metric).map(({ days }) => countByStart(days, range)),
      );
      const points = range.startsAtEpochMs.map((startsAtEpochMs, index) => ({
        startsAt: new Date(startsAtEpochMs).toISOString(),
        count: counts[index] ?? 0,
      }));
      return { metric, total: points.reduce((sum, { count }) => sum + count, 0), points };
    }),
  };
}

interface Reading {
  readonly metric: MetricSource["metric"];
  readonly days: ReadonlyMap<string, DayCounts>;
  readonly itemsRead: number;
}

async function readSources(
  { telemetry, workspaceId }: { readonly telemetry: Table; readonly workspaceId: string },
  sources: readonly MetricSource[],
  { utcDays }: UsageRange,
): Promise<readonly Reading[]> {
  const wanted = sources.flatMap(({ metric, series }) => series.map((name) => ({ metric, name })));
  const readings: Reading[] = [];
  for (let start = 0; start < wanted.length; start += READ_TOGETHER) {
    const together = wanted.slice(start, start + READ_TOGETHER).map(async ({ metric, name }): Promise<Reading> => {
      const reading = await readSeries(telemetry, { workspaceId, series: name }, utcDays.from, utcDays.to);
      return { metric, ...reading };
    });
    readings.push(...(await Promise.all(together)));
  }
  return readings;
}

function sumOf(rows: readonly (readonly number[])[]): readonly number[] {
  const [first = [], ...others] = rows;
  return others.reduce((sums, row) => sums.map((sum, index) => sum + (row[index] ?? 0)), first);
}

function refuseRange(problem: UsageRangeProblem): Refusal {
  return problem === "ends_before_it_begins"
    ? refuseParameter("/to", "too_small", "This day is before `from`.")
    : refuseParameter("/from", "too_big", "At most 366 days are answered at once.");
}

function refuseParameter(pointer: string, code: FieldCode, message: string): Refusal {
  return refuse("invalid_query", { errors: [{ pointer, code, message }] });
}
