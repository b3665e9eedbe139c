import { formatCount } from "../../design/chart-data.ts";

/**
 * Which units a tier is for, by their places in the month, included ones counted.
 * @param after the last place before the tier
 */
export function describePlaces(after: number, upTo: number | null): string {
  if (upTo !== null) return `Units ${formatCount(after + 1)} to ${formatCount(upTo)} of the month`;
  return after === 0 ? "Every unit" : `From unit ${formatCount(after + 1)} of the month on`;
}
