import { dateAt } from "../../domain/time-zone.ts";
import { type Answer, isRefusal, type Refusal } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { csvHeaders, formatCsv } from "../../http/csv.ts";
import { readUsage, type UsageParts } from "./read-usage.ts";

/** A line for each day or month, with the date that it begins at in the time zone of the query. */
export async function exportUsage(
  parts: UsageParts,
  request: AuthorizedRequest<"exportUsage">,
): Promise<Answer | Refusal> {
  const usage = await readUsage(parts, request);
  if (isRefusal(usage)) return usage;
  const { metrics, timeZone, subject, id, from, to } = usage;
  const [{ points } = { points: [] }] = metrics;
  const rows = points.map(({ startsAt }, index) => [
    dateAt(Date.parse(startsAt), timeZone),
    ...metrics.map((metric) => metric.points[index]?.count ?? 0),
  ]);
  return {
    status: 200,
    text: formatCsv(["date", ...metrics.map(({ metric }) => metric)], rows),
    headers: csvHeaders(`usage-${id ?? subject}-${from}-${to}.csv`),
  };
}
