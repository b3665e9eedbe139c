import { expect, it } from "vitest";
import { type Target, tally } from "../../../functions/counting/tally.ts";
import { eventSeries, quarterOf } from "../../../functions/domain/series.ts";

const breakdownAt = (time: string, amount = 1) => ({
  type: "breakdown" as const,
  configuratorId: "cfg_1",
  dimension: "token" as const,
  event: "load",
  key: "pub_1",
  quarter: quarterOf(Date.parse(time)),
  amount,
});
const namesOf = (targets: Iterable<Target>, period: "day" | "hour") =>
  [...targets].flatMap((target) => (target.type === "breakdown" && target.period === period ? [target.name] : []));

it.each([
  ["UTC", "2026-10-24T23:59:59Z", "2026-10-24", "2026-10-24T23"],
  // The day on which the clocks go back has 25 hours, the one on which they go forward 23.
  ["Europe/Berlin", "2026-10-24T21:59:59Z", "2026-10-24", "2026-10-24T21"],
  ["Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25", "2026-10-24T22"],
  ["Europe/Berlin", "2026-10-25T22:45:00Z", "2026-10-25", "2026-10-25T22"],
  ["Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26", "2026-10-25T23"],
  ["Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29", "2026-03-28T23"],
  ["Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-30", "2026-03-29T22"],
  ["Asia/Kolkata", "2026-11-23T18:29:59Z", "2026-11-23", "2026-11-23T18"],
  ["Asia/Kolkata", "2026-11-23T18:30:00Z", "2026-11-24", "2026-11-23T18"],
  ["Asia/Kathmandu", "2026-11-23T18:15:00Z", "2026-11-24", "2026-11-23T18"],
  ["America/St_Johns", "2026-11-23T03:29:00Z", "2026-11-22", "2026-11-23T03"],
])("in %s, what happened at %s is of %s, and of the UTC hour %s", (timeZone, time, day, hour) => {
  const targets = tally([breakdownAt(time)], timeZone);
  expect(namesOf(targets.values(), "day")).toEqual([day]);
  expect(namesOf(targets.values(), "hour")).toEqual([hour]);
});

it("keeps series by UTC day and quarter, whatever the time zone", () => {
  const series = eventSeries("cfg_1", "load");
  const at = (time: string, amount: number) =>
    ({ type: "series", series, quarter: quarterOf(Date.parse(time)), amount }) as const;
  const changes = [at("2026-10-24T23:59:59Z", 1), at("2026-10-24T23:45:00Z", 2), at("2026-10-25T00:00:00Z", 4)];
  for (const timeZone of ["UTC", "Asia/Kolkata"])
    expect([...tally(changes, timeZone).values()]).toEqual([
      { type: "series", series, day: "2026-10-24", counts: new Map([[95, 3]]) },
      { type: "series", series, day: "2026-10-25", counts: new Map([[0, 4]]) },
    ]);
});

it("adds up what goes to the same counter", () => {
  const changes = [breakdownAt("2026-11-23T12:00:00Z", 2), breakdownAt("2026-11-23T12:59:00Z", 3)];
  const [day, hour] = tally(changes, "UTC").values();
  for (const target of [day, hour]) expect(target?.counts).toEqual(new Map([["load|pub_1", 5]]));
});
