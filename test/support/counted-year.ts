import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { eventSeries } from "../../functions/domain/series.ts";
import { addDays } from "../../functions/domain/time-zone.ts";
import { addToBreakdown, addToSeries } from "../../functions/store/rollups.ts";
import { openTables } from "./stored-tables.ts";
import type { TestPlatform } from "./test-platform.ts";

/**
 * Writes what would have been counted: a year with one load in the first quarter of each day, and the hours around a change of clocks.
 *
 * @param first day of the year
 */
export async function writeYear(test: TestPlatform, configuratorId: string, first: string): Promise<void> {
  const { workspaceId } = test.demo;
  const loads = { workspaceId, series: eventSeries(configuratorId, "load") };
  const options = { workspaceId, configuratorId, dimension: "option" } as const;
  const tables = openTables(test);
  const { telemetry } = tables;
  const year = Array.from({ length: 365 }, (_, index) => addDays(first, index));
  const addQuarters = (day: string, ...counts: [quarter: number, count: number][]) =>
    addToSeries(telemetry, loads, day, new Map(counts));
  const writes = [
    ...year.flatMap((day) => [
      addQuarters(day, [0, 1]),
      addToBreakdown(telemetry, options, "day", day, new Map([["option_chosen|wood=oak", 2]])),
    ]),
    // In Berlin, 23:45 of the 28th; 0:00 and 23:45 of the 29th, an hour short; 0:00 of the 30th.
    addQuarters("2026-03-28", [91, 1], [92, 2]),
    addQuarters("2026-03-29", [87, 4], [88, 8]),
  ];
  for (let start = 0; start < writes.length; start += 100) {
    const TransactItems = writes.slice(start, start + 100);
    await telemetry.client.send(new TransactWriteItemsCommand({ TransactItems }));
  }
  tables.close();
}
