import type { FieldCode } from "../../../contract/field-codes.ts";
import { resolveRange } from "../../domain/analytics/event-range.ts";
import type { Granularity } from "../../domain/granularity.ts";
import { isTimeZone } from "../../domain/time-zone-name.ts";
import type { UsageRange as DayRange } from "../../domain/usage/usage-range.ts";
import { type Refusal, refuse } from "../../http/answer.ts";
import { readCompleteUntil } from "../../store/rollups.ts";
import type { Table } from "../../store/table.ts";
import { readTimeZone } from "../../store/workspaces.ts";

export interface AnalyticsParts {
  readonly directory: Table;
  readonly telemetry: Table;
}

/** What every query of a period has. */
export interface PeriodQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly granularity?: Granularity | undefined;
}

/** The period that a query asks for, and what every answer says of it. */
export interface Period {
  readonly range: DayRange;
  readonly granularity: Granularity;
  readonly timeZone: string;
  /** Whose days the breakdowns have. */
  readonly workspaceTimeZone: string;
  readonly completeUntil: string | null;
}

export async function readPeriod(
  { directory, telemetry }: AnalyticsParts,
  workspaceId: string,
  { granularity = "day", ...query }: PeriodQuery,
  nowEpochMs: number,
): Promise<Period | Refusal> {
  const workspaceTimeZone = await readTimeZone(directory, workspaceId);
  const timeZone = query.timeZone ?? workspaceTimeZone;
  if (!isTimeZone(timeZone)) return refuseParameter("/timeZone", "invalid_value", "There is no such time zone.");
  const range = resolveRange({ ...query, granularity, timeZone }, nowEpochMs);
  if (range === "ends_before_it_begins") return refuseParameter("/to", "too_small", "This day is before `from`.");
  if ("daysMax" in range) {
    const message = `At most ${range.daysMax} days are answered at once by ${granularity}.`;
    return refuseParameter("/from", "too_big", message);
  }
  // Before the rollups: what is counted in between is more than is promised, and never less.
  const completeUntil = (await readCompleteUntil(telemetry)) ?? null;
  return { range, granularity, timeZone, workspaceTimeZone, completeUntil };
}

/** What every answer begins with. */
export function describePeriod({ range, timeZone, completeUntil }: Period, itemsRead: number) {
  return { from: range.from, to: range.to, timeZone, completeUntil, itemsRead };
}

export function refuseParameter(pointer: string, code: FieldCode, message: string): Refusal {
  return refuse("invalid_query", { errors: [{ pointer, code, message }] });
}
