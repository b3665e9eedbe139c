import { type Answer, isRefusal, type Refusal } from "../../http/answer.ts";
import { csvHeaders, formatCsv } from "../../http/csv.ts";
import type { AnalyticsParts } from "./parts.ts";
import { type EventsRequest, readEvents } from "./query-events.ts";
import { type OptionsRequest, readOptions } from "./query-options.ts";

/** A line for each point of each series. */
export async function exportEvents(parts: AnalyticsParts, request: EventsRequest): Promise<Answer | Refusal> {
  const events = await readEvents(parts, request);
  if (isRefusal(events)) return events;
  const rows = events.series.flatMap(({ key, points }) => points.map(({ startsAt, count }) => [startsAt, key, count]));
  return {
    status: 200,
    text: formatCsv(["startsAt", "key", "count"], rows),
    headers: csvHeaders(`events-${events.from}-${events.to}.csv`),
  };
}

/** A line for each value. */
export async function exportOptions(parts: AnalyticsParts, request: OptionsRequest): Promise<Answer | Refusal> {
  const options = await readOptions(parts, request);
  if (isRefusal(options)) return options;
  const rows = options.attributes.flatMap(({ attribute, values }) =>
    values.map(({ value, count }) => [attribute, value, count]),
  );
  return {
    status: 200,
    text: formatCsv(["attribute", "value", "count"], rows),
    headers: csvHeaders(`options-${options.from}-${options.to}.csv`),
  };
}
