import { type BillingInputs, composeStatement } from "../domain/billing/compose-statement.ts";
import { seriesOf } from "../domain/billing/pools.ts";
import type { RateCard } from "../domain/billing/rate-card.ts";
import type { BillingPeriod, Statement } from "../domain/billing/statement.ts";
import { lastDayOf } from "../domain/billing/stretches.ts";
import type { DayCounts, SeriesName } from "../domain/series.ts";
import { addMonths, monthSpan } from "../domain/time-zone.ts";
import { readRateCardsBetween } from "./rate-cards.ts";
import { readSeries } from "./rollups.ts";
import { type FrozenStatement, readFrozenStatements } from "./statements.ts";
import type { Table } from "./table.ts";

export interface BillingTables {
  readonly directory: Table;
  readonly telemetry: Table;
}

/** What was counted for a month is corrected in the next statements, so many months long. Nothing that is counted comes so late. */
const CORRECTED_MONTHS = 2;
const SERIES_AT_ONCE = 16;

/**
 * What a month that is not frozen costs, by what is counted now. It begins where the frozen month before ended, so that no unit is billed twice or not
 * at all when the workspace has moved to another time zone.
 */
export async function readOpenStatement(
  { directory, telemetry }: BillingTables,
  month: string,
  {
    workspaceId,
    timeZone,
    nowEpochMs,
  }: { readonly workspaceId: string; readonly timeZone: string; readonly nowEpochMs: number },
): Promise<Statement | undefined> {
  const frozen = await readCorrected(directory, workspaceId, month);
  const period: BillingPeriod = { month, timeZone, ...monthSpan(month, timeZone) };
  const startsAtEpochMs = frozen.at(-1)?.period.endsAtEpochMs ?? period.startsAtEpochMs;
  const first = frozen[0]?.period ?? { ...period, startsAtEpochMs };
  const cards = await readRateCardsBetween(directory, workspaceId, { from: `${first.month}-01`, to: lastDayOf(month) });
  const usage = await readUsage(telemetry, workspaceId, cards, {
    from: dayOf(first.startsAtEpochMs),
    to: dayOf(period.endsAtEpochMs - 1),
  });
  const inputs: BillingInputs = { workspaceId, cards, usage, frozen, nowEpochMs };
  return composeStatement({ ...period, startsAtEpochMs }, inputs);
}

/** The frozen months right before one. A month whose predecessor is still open corrects nothing: the predecessor does. */
async function readCorrected(
  directory: Table,
  workspaceId: string,
  month: string,
): Promise<readonly FrozenStatement[]> {
  const last = addMonths(month, -1);
  const frozen = await readFrozenStatements(directory, workspaceId, {
    from: addMonths(month, -CORRECTED_MONTHS),
    to: last,
  });
  return frozen.at(-1)?.period.month === last ? frozen : [];
}

async function readUsage(
  telemetry: Table,
  workspaceId: string,
  cards: readonly RateCard[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<BillingInputs["usage"]> {
  const usage = new Map<SeriesName, ReadonlyMap<string, DayCounts>>();
  const waiting = seriesOf(workspaceId, cards).values();
  await Promise.all(
    Array.from({ length: SERIES_AT_ONCE }, async () => {
      // Every lane takes from the same iterator.
      for (const series of waiting) {
        const { days } = await readSeries(telemetry, { workspaceId, series }, from, to);
        usage.set(series, days);
      }
    }),
  );
  return usage;
}

/** The day of UTC. */
function dayOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}
