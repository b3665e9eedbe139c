import { describe, expect, it } from "vitest";
import { OPERATIONS, type Operation } from "../../../contract/operations.ts";
import {
  judgeLimits,
  NO_USES,
  rulesOf,
  USES,
  type Use,
  type UseCounts,
  useOf,
  windowAt,
  windowEndAfter,
  windowsOf,
} from "../../../functions/domain/limits.ts";
import type { TokenLimits } from "../../../functions/domain/token-record.ts";
import { NOON } from "./records.ts";

const uses = (counts: Partial<UseCounts>): UseCounts => ({ ...NO_USES, ...counts });
const judge = (limits: TokenLimits, use: Use, used: { minute?: Partial<UseCounts>; day?: Partial<UseCounts> } = {}) =>
  judgeLimits(rulesOf(limits)[use], { minute: uses(used.minute ?? {}), day: uses(used.day ?? {}) }, NOON);

describe("what a request counts as", () => {
  it.each([
    ["loadConfigurator", "load"],
    ["resumeConfiguration", "load"],
    ["saveConfiguration", "save"],
    ["quoteConfiguration", "save"],
    ["trackEvents", "event"],
    ["listTokens", "other"],
  ] as const)("%s is a %s", (id, use) => {
    const operation: Operation = OPERATIONS[id];
    expect(useOf(operation)).toBe(use);
  });
});

describe("a limit", () => {
  it.each([
    [0, { remaining: 2, exceeded: false }],
    [2, { remaining: 0, exceeded: false }],
    [3, { remaining: 0, exceeded: true }],
    [4, { remaining: 0, exceeded: true }],
  ])("of three saves a day, after %d: %j", (save, expected) => {
    expect(judge({ savesPerDay: 3 }, "save", { day: { save } })).toEqual({
      name: "savesPerDay",
      limit: 3,
      resetSeconds: 12 * 60 * 60,
      ...expected,
    });
  });

  it("of no use at all stops the first one", () => {
    for (const use of USES) expect(judge({ requestsPerDay: 0 }, use)).toMatchObject({ exceeded: true });
  });

  it("is about its own uses and about no other", () => {
    const limits = { savesPerDay: 1, eventsPerDay: 1, loadsPerDay: 1 };
    const used = { day: { save: 9, event: 9, load: 9, other: 9, total: 36 } };
    expect(judge({ savesPerDay: 1 }, "load", used)).toBeUndefined();
    expect(judge({ loadsPerDay: 1 }, "event", used)).toBeUndefined();
    expect(judge({ eventsPerDay: 1 }, "save", used)).toBeUndefined();
    expect(judge(limits, "other", used)).toBeUndefined();
  });

  it("on all requests counts every use", () => {
    for (const use of USES) {
      expect(judge({ requestsPerMinute: 10 }, use, { minute: { total: 10 } })).toMatchObject({ exceeded: true });
      expect(judge({ requestsPerMinute: 10 }, use, { minute: { total: 7 } })).toMatchObject({ exceeded: false });
    }
  });

  it.each(["requestsPerMinute", "requestsPerDay"] as const)(
    "%s that runs low stops saves first, events then, and loads last",
    (name) => {
      const stopped = (total: number) =>
        USES.filter((use) => judge({ [name]: 100 }, use, { minute: { total }, day: { total } })?.exceeded);
      expect(stopped(79)).toEqual([]);
      expect(stopped(80)).toEqual(["save"]);
      expect(stopped(89)).toEqual(["save"]);
      expect(stopped(90)).toEqual(["save", "event"]);
      expect(stopped(99)).toEqual(["save", "event"]);
      expect(stopped(100)).toEqual([...USES]);
    },
  );

  it("of one request lets any single one pass", () => {
    for (const use of USES) expect(judge({ requestsPerMinute: 1 }, use)).toMatchObject({ exceeded: false });
  });
});

describe("of several limits", () => {
  it("the one that is nearest to its end is told", () => {
    const limits = { requestsPerMinute: 100, requestsPerDay: 1000, savesPerDay: 50 };
    expect(judge(limits, "save", { minute: { total: 10 }, day: { total: 10, save: 40 } })?.name).toBe("savesPerDay");
    expect(judge(limits, "save", { minute: { total: 79 }, day: { total: 79, save: 0 } })?.name).toBe(
      "requestsPerMinute",
    );
    expect(judge(limits, "load", { minute: { total: 10 }, day: { total: 950, save: 50 } })?.name).toBe(
      "requestsPerDay",
    );
  });

  it("an exceeded one is told before all others, and the one that takes longest to pass first", () => {
    const limits = { requestsPerMinute: 100, savesPerDay: 50 };
    const both = { minute: { total: 100 }, day: { total: 100, save: 50 } };
    expect(judge(limits, "save", both)).toMatchObject({ name: "savesPerDay", exceeded: true });
    const minuteOnly = { minute: { total: 100 }, day: { total: 100, save: 49 } };
    expect(judge(limits, "save", minuteOnly)).toMatchObject({ name: "requestsPerMinute", exceeded: true });
  });

  it("the windows that are counted follow", () => {
    expect(windowsOf(undefined)).toEqual([]);
    expect(windowsOf({})).toEqual([]);
    expect(windowsOf({ requestsPerMinute: 1 })).toEqual(["minute"]);
    expect(windowsOf({ loadsPerDay: 1 })).toEqual(["day"]);
    expect(windowsOf({ requestsPerMinute: 1, requestsPerDay: 1 })).toEqual(["minute", "day"]);
  });
});

it("windows are those of the UTC clock", () => {
  const lastMs = Date.parse("2026-11-22T23:59:59.999Z");
  expect(windowAt("day", lastMs)).toBe("2026-11-22");
  expect(windowAt("minute", lastMs)).toBe("2026-11-22T23:59");
  expect(windowAt("day", lastMs + 1)).toBe("2026-11-23");
  expect(windowEndAfter("day", lastMs)).toBe(lastMs + 1);
  expect(windowEndAfter("minute", lastMs)).toBe(lastMs + 1);
  expect(windowEndAfter("day", lastMs + 1)).toBe(lastMs + 1 + 24 * 60 * 60 * 1000);
  expect(windowEndAfter("minute", NOON + 1)).toBe(NOON + 60_000);
});
