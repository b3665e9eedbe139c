import { describe, expect, it } from "vitest";
import { changesOfEvents, clampedTime } from "../../../functions/domain/event-changes.ts";
import { OTHER, quarterOf } from "../../../functions/domain/series.ts";

const NOW = Date.parse("2026-11-23T12:34:56Z");
const HOUR_MS = 3_600_000;
const EVENT = {
  name: "load",
  configuratorId: "cfg_1",
  atEpochMs: NOW,
  isClockCorrected: false,
  properties: {},
  tokenId: "pub_1",
  origin: "https://shop.example.com",
};

describe("the time that counts", () => {
  it.each([
    ["a moment ago", -1000, -1000, false],
    ["now", 0, 0, false],
    ["72 hours ago", -72 * HOUR_MS, -72 * HOUR_MS, false],
    ["longer ago", -72 * HOUR_MS - 1, -72 * HOUR_MS, true],
    ["a little fast", 60_000, 0, false],
    ["in the future", 60_001, 0, true],
  ])("of an event that happened %s is the nearest that can be right", (_, occurred, counts, isClockCorrected) => {
    expect(clampedTime(NOW + occurred, NOW)).toEqual({ atEpochMs: NOW + counts, isClockCorrected });
  });
});

describe("what an event adds", () => {
  it("goes to its configurator, to all of them, and to what is used", () => {
    const changes = textsOf([EVENT]);
    const ofBoth = ["cfg_1", "*"].flatMap((of) => [
      `EVENTS#${of}#load +1`,
      `${of} event load| +1`,
      `${of} token load|pub_1 +1`,
      `${of} origin load|https://shop.example.com +1`,
    ]);
    const others = ["* configurator load|cfg_1 +1", "USAGE#workspace#ws_1#event +1", "USAGE#token#pub_1#event +1"];
    expect(changes.toSorted()).toEqual([...ofBoth, ...others].toSorted());
    expect(new Set(changesOfEvents("ws_1", [EVENT]).map(({ quarter }) => quarter))).toEqual(new Set([quarterOf(NOW)]));
  });

  it("is each counter once, however many events of a batch add to it", () => {
    const other = { ...EVENT, atEpochMs: NOW - 15 * 60_000 };
    const changes = textsOf([EVENT, EVENT, EVENT, other]);
    expect(changes.filter((change) => change.startsWith("EVENTS#cfg_1#load"))).toEqual([
      "EVENTS#cfg_1#load +3",
      "EVENTS#cfg_1#load +1",
    ]);
  });

  it.each([
    ["a first of its kind", { properties: { first: true } }, ["EVENTS#cfg_1#load.first +1", "EVENTS#*#load.first +1"]],
    [
      "a corrected clock",
      { isClockCorrected: true },
      ["cfg_1 mark load|clock_corrected +1", "* mark load|clock_corrected +1"],
    ],
    [
      "an option",
      { name: "option_chosen", properties: { attribute: "width", value: 1200 } },
      ["cfg_1 option option_chosen|width=1200 +1"],
    ],
    ["a saved combination", { name: "save", properties: { combination: "a=b" } }, ["cfg_1 combination save|a=b +1"]],
    [
      "a combination in the cart",
      { name: "add_to_cart", properties: { combination: "a=b" } },
      ["cfg_1 combination add_to_cart|a=b +1"],
    ],
    ["an error", { name: "error", properties: { code: "offline" } }, ["cfg_1 error error|offline +1"]],
    [
      "a key that is too long for a list",
      { name: "save", properties: { combination: "x".repeat(201) } },
      [`cfg_1 combination save|${OTHER} +1`],
    ],
    [
      "a key that is just short enough",
      { name: "save", properties: { combination: "x".repeat(200) } },
      [`cfg_1 combination save|${"x".repeat(200)} +1`],
    ],
  ])("has besides, for %s, a counter of that", (_, is, besides) => {
    const plain = textsOf([{ ...EVENT, ...is, properties: {}, isClockCorrected: false }]);
    expect(
      textsOf([{ ...EVENT, ...is }])
        .filter((change) => !plain.includes(change))
        .toSorted(),
    ).toEqual(besides.toSorted());
  });

  it.each([
    ["first that is not true", { properties: { first: "true" } }],
    ["an option without a value", { properties: { attribute: "color" } }],
    ["a combination on an event that has none", { properties: { combination: "a=b" } }],
    ["an error's code on another event", { properties: { code: "offline" } }],
  ])("has nothing besides for %s", (_, is) => {
    expect(textsOf([{ ...EVENT, ...is }])).toEqual(textsOf([EVENT]));
  });

  it("has no origin where none is known", () => {
    expect(textsOf([{ ...EVENT, origin: undefined }]).filter((change) => change.includes(" origin "))).toEqual([]);
  });
});

function textsOf(events: readonly (typeof EVENT | (Omit<typeof EVENT, "origin"> & { origin: undefined }))[]): string[] {
  return changesOfEvents("ws_1", events).map((change) =>
    change.type === "series"
      ? `${change.series} +${change.amount}`
      : `${change.configuratorId} ${change.dimension} ${change.event}|${change.key} +${change.amount}`,
  );
}
