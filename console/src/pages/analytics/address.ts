import type { QueryEventsQuery } from "../../../../sdk/src/generated/types.ts";
import { SERIES_MAX } from "../../design/chart-data.ts";
import {
  addDays,
  type Clock,
  type Days,
  GRANULARITIES,
  type Granularity,
  lengthOf,
  PERIOD_ADDRESS,
} from "../../periods/period.ts";

/** What the page shows, as its address says it. An empty text is the default. */
export const ANALYTICS_ADDRESS = {
  ...PERIOD_ADDRESS,
  granularity: "",
  configurator: "",
  event: "load",
  group: "",
  compare: "",
};
export type AnalyticsAddress = Readonly<Record<keyof typeof ANALYTICS_ADDRESS, string>>;

/** What a line of the chart stands for, when there is more than one. */
export const GROUPS = [
  { value: "configurator", label: "By configurator" },
  { value: "token", label: "By token" },
  { value: "origin", label: "By website" },
] as const;
export type Group = (typeof GROUPS)[number]["value"];

export function groupOf({ group, configurator }: AnalyticsAddress): Group | undefined {
  const known = GROUPS.find(({ value }) => value === group)?.value;
  return known === "configurator" && configurator !== "" ? undefined : known;
}

/** Compared with the period before unless the address says no. */
export function isCompared({ compare }: AnalyticsAddress): boolean {
  return compare !== "no";
}

/** How fine the chart is: as the address says, where the period allows it. */
export function granularityOf(address: AnalyticsAddress, range: Days, clock: Clock): Granularity {
  const offered = granularitiesOf(address, range, clock);
  const asked = offered.find((value) => value === address.granularity);
  return asked ?? offered.find((value) => value === defaultGranularity(range)) ?? "day";
}

/** What the chart asks for. Groups are lines of their own; the period before would double them. */
export function toEventsQuery(
  address: AnalyticsAddress,
  range: Days & { readonly configuratorId?: string },
  clock: Clock,
): QueryEventsQuery {
  const group = groupOf(address);
  return {
    ...range,
    event: address.event,
    granularity: granularityOf(address, range, clock),
    ...(group !== undefined && { groupBy: group, limit: SERIES_MAX }),
    ...(group === undefined && isCompared(address) && { compare: "previous" as const }),
  };
}

/** What makes a chart: hours of a year are too many to be seen, and a month of two days is one point. */
export function granularitiesOf(address: AnalyticsAddress, { from, to }: Days, clock: Clock): readonly Granularity[] {
  const days = lengthOf(from, to);
  const isGrouped = groupOf(address) !== undefined;
  // Hours of groups are those of UTC, and are kept for a month.
  const hasHours = !isGrouped || (from >= addDays(clock.today, -GROUPED_HOURS_DAYS_MAX) && hasWholeHours(clock));
  const isOffered: Readonly<Record<Granularity, boolean>> = {
    "15min": days <= QUARTERLY_DAYS_MAX && !isGrouped,
    hour: days <= HOURLY_DAYS_MAX && hasHours,
    day: true,
    week: days > 7,
    month: days > 31,
  };
  return GRANULARITIES.filter((value) => isOffered[value]);
}

const QUARTERLY_DAYS_MAX = 2;
const HOURLY_DAYS_MAX = 14;
const GROUPED_HOURS_DAYS_MAX = 33;

function hasWholeHours({ today, timeZone }: Clock): boolean {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const offset = format.formatToParts(Date.parse(today)).find(({ type }) => type === "timeZoneName")?.value ?? "";
  return !offset.includes(":") || offset.endsWith(":00");
}

function defaultGranularity({ from, to }: Days): Granularity {
  const days = lengthOf(from, to);
  if (days <= 2) return "hour";
  return days <= 92 ? "day" : "week";
}
