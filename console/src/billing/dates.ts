// Days and months of statements are texts such as 2026-11-23 and 2026-11: those of the workspace, wherever the reader is.

const MONTH = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "long", timeZone: "UTC" });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });

/** "November 2026". */
export function describeMonth(month: string): string {
  return MONTH.format(Date.parse(`${month}-01`));
}

/** "Nov 23, 2026". */
export function describeDay(day: string): string {
  return DAY.format(Date.parse(day));
}

/** "Nov 1 – 30, 2026". */
export function describeDays(from: string, to: string): string {
  return DAY.formatRange(Date.parse(from), Date.parse(to));
}
