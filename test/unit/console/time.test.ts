import { describe, expect, it } from "vitest";
import { formatDistance } from "../../../console/src/design/time.tsx";

const NOW = Date.UTC(2026, 0, 15, 12);
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("how far away an instant is", () => {
  it.each([
    [90 * DAY, "in 90 days"],
    [90 * DAY - 2, "in 90 days"],
    [60 * DAY - 2, "in 60 days"],
    [365 * DAY - 2, "in 12 months"],
    [2 * 365 * DAY, "in 2 years"],
    [7 * DAY - 20, "in 7 days"],
    [36 * HOUR, "in 2 days"],
    [DAY - 1, "in 1 day"],
    [HOUR - 1, "in 1 hour"],
    [40 * MINUTE, "in 40 minutes"],
    [MINUTE, "in 1 minute"],
    [MINUTE - 1, "in less than a minute"],
    [0, "just now"],
    [-59, "just now"],
    [-MINUTE, "1 minute ago"],
    [-90 * MINUTE, "2 hours ago"],
    [-DAY, "1 day ago"],
    [-150 * DAY, "5 months ago"],
  ])("%i seconds from now is said as %j", (seconds, text) => {
    expect(formatDistance(new Date(NOW + seconds * 1000), NOW)).toBe(text);
  });
});
