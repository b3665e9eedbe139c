import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EmbedError } from "../../../embed/src/core/embed-error.ts";
import {
  BATCH_BYTES_MAX,
  createTracker,
  EVENTS_PER_BATCH_MAX,
  PENDING_EVENTS_MAX,
} from "../../../embed/src/ui/tracker.ts";

interface SentEvent {
  readonly id: string;
  readonly name: string;
}

/** A tracker whose API fails as often as told, and everything that left it. */
function setUp({ failures = [] as readonly EmbedError[], takesBeacons = true, left = "", consent = true } = {}) {
  const sent: SentEvent[][] = [];
  const beacons: SentEvent[][] = [];
  const remaining = [...failures];
  const tab = { left, isOnline: true };
  let lastId = 0;
  const tracker = createTracker("cfg_abcdefghijkl", {
    send: async (body) => {
      expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(64 * 1024);
      sent.push(JSON.parse(body).events);
      const failure = remaining.shift();
      if (failure) throw failure;
    },
    beacon: (body) => {
      expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(64 * 1024);
      if (takesBeacons) beacons.push(JSON.parse(body).events);
      return takesBeacons;
    },
    takeLeft: () => {
      const text = tab.left;
      tab.left = "";
      return text || undefined;
    },
    leaveBehind: (text) => {
      tab.left = text;
    },
    isOnline: () => tab.isOnline,
    newId: () => {
      lastId += 1;
      return `event-${lastId}`;
    },
    now: () => "2026-11-22T12:00:00.000Z",
  });
  tracker.setConsent(consent);
  return {
    tracker,
    sent,
    beacons,
    tab,
    idsOf: (batch: readonly SentEvent[] | undefined) => batch?.map(({ id }) => id),
  };
}

const offline = new EmbedError("unreachable", "", 0);
const refused = new EmbedError("capability_missing", "", 403);

describe("tracker", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("collects what happens within two seconds into one batch", async () => {
    const { tracker, sent } = setUp();
    tracker.track("load", { version: 3 });
    await vi.advanceTimersByTimeAsync(1_999);
    tracker.track("save");
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    const common = { configuratorId: "cfg_abcdefghijkl", occurredAt: "2026-11-22T12:00:00.000Z" };
    expect(sent).toEqual([
      [
        { id: "event-1", name: "load", ...common, properties: { version: 3 } },
        { id: "event-2", name: "save", ...common, properties: {} },
      ],
    ]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent).toHaveLength(1);
  });

  it("sends an event again under the same id after an unclear answer, and later each time", async () => {
    const { tracker, sent, idsOf } = setUp({ failures: [offline, new EmbedError("internal_error", "", 500)] });
    tracker.track("load");
    await vi.advanceTimersByTimeAsync(2_000);
    tracker.track("save");
    await vi.advanceTimersByTimeAsync(3_999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(8_000);
    expect(sent.map(idsOf)).toEqual([["event-1"], ["event-1", "event-2"], ["event-1", "event-2"]]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent).toHaveLength(3);
  });

  it("drops a batch that the API refuses", async () => {
    const { tracker, sent } = setUp({ failures: [refused] });
    tracker.track("load");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent).toHaveLength(1);
  });

  it("is silent for good after eight failures in a row", async () => {
    const { tracker, sent, beacons } = setUp({ failures: Array.from({ length: 20 }, () => offline) });
    tracker.track("load");
    await vi.advanceTimersByTimeAsync(3_600_000);
    tracker.track("save");
    await vi.advanceTimersByTimeAsync(3_600_000);
    tracker.leave();
    expect(sent).toHaveLength(8);
    expect(beacons).toEqual([]);
  });

  it("puts at most a hundred events into a batch, in order", async () => {
    const { tracker, sent } = setUp();
    for (let count = 0; count < EVENTS_PER_BATCH_MAX + 1; count += 1) tracker.track("option_chosen");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent.map((batch) => batch.length)).toEqual([100, 1]);
    expect(sent[1]?.[0]?.id).toBe("event-101");
  });

  it("keeps batches of large events below the limit, counted in UTF-8", async () => {
    const { tracker, sent } = setUp();
    const properties = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`p${index}`, "ü".repeat(900)]));
    for (let count = 0; count < 20; count += 1) tracker.track("option_chosen", properties);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.flat()).toHaveLength(20);
    expect(sent.length).toBeGreaterThan(2);
    expect(BATCH_BYTES_MAX).toBeLessThan(64 * 1024);
  });

  it("cuts long texts to what the API accepts", async () => {
    const { tracker, sent } = setUp();
    tracker.track("error", { code: "x".repeat(501) });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent[0]?.[0]).toMatchObject({ properties: { code: "x".repeat(500) } });
  });

  it("keeps only the latest events while nothing gets through", async () => {
    const { tracker, beacons } = setUp();
    for (let count = 0; count < PENDING_EVENTS_MAX + 3; count += 1) tracker.track("option_chosen");
    tracker.leave();
    expect(beacons.flat()).toHaveLength(PENDING_EVENTS_MAX);
    expect(beacons[0]?.[0]?.id).toBe("event-4");
  });

  it("hands everything to the browser when the page is left, also what is under way", async () => {
    const { tracker, sent, beacons, idsOf } = setUp();
    tracker.track("load");
    vi.advanceTimersByTime(2_000);
    tracker.track("save");
    tracker.leave();
    expect(sent.map(idsOf)).toEqual([["event-1"]]);
    expect(beacons.map(idsOf)).toEqual([["event-1", "event-2"]]);
    await vi.advanceTimersByTimeAsync(60_000);
    tracker.leave();
    expect([sent.length, beacons.length]).toEqual([1, 1]);
  });

  it("keeps events that the browser does not take as a beacon", async () => {
    const { tracker, sent, beacons } = setUp({ takesBeacons: false });
    tracker.track("load");
    tracker.leave();
    expect(beacons).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent.flat()).toHaveLength(1);
  });

  it("collects, sends and stores nothing without consent, nor what happened before it was given", async () => {
    const { tracker, sent, beacons, tab, idsOf } = setUp({ consent: false, left: "from before" });
    expect(tracker.isAllowed).toBe(false);
    expect(tab.left).toBe("");
    tracker.track("load");
    tracker.leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([sent, beacons, tab.left]).toEqual([[], [], ""]);
    tracker.setConsent(true);
    tracker.track("save");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent.map(idsOf)).toEqual([["event-1"]]);
    expect(sent[0]?.[0]?.name).toBe("save");
  });

  it("forgets what was not sent when consent is taken back", async () => {
    const { tracker, sent, beacons, tab } = setUp();
    tab.isOnline = false;
    tracker.track("load");
    tracker.leave();
    expect(tab.left).not.toBe("");
    tracker.setConsent(false);
    tab.isOnline = true;
    tracker.wake();
    tracker.leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([sent, beacons, tab.left]).toEqual([[], [], ""]);
  });

  it("waits while the browser is offline, and goes on when it is back", async () => {
    const { tracker, sent, tab, idsOf } = setUp();
    tab.isOnline = false;
    tracker.track("load");
    tracker.track("save");
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(sent).toEqual([]);
    tab.isOnline = true;
    tracker.wake();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent.map(idsOf)).toEqual([["event-1", "event-2"]]);
  });

  it("leaves what could not be sent to the next page, under the same ids", async () => {
    const { tracker, beacons, tab } = setUp();
    tab.isOnline = false;
    tracker.track("load", { note: "two\nlines" });
    tracker.track("save");
    tracker.leave();
    expect(beacons).toEqual([]);
    const next = setUp({ left: tab.left });
    expect(next.tab.left).toBe("");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(next.sent.map(next.idsOf)).toEqual([["event-1", "event-2"]]);
    expect(next.sent[0]?.[0]).toMatchObject({ properties: { note: "two\nlines" } });
  });

  it("leaves at most one batch behind: the latest events", () => {
    const { tracker, tab } = setUp();
    tab.isOnline = false;
    for (let count = 0; count < EVENTS_PER_BATCH_MAX + 5; count += 1) tracker.track("option_chosen");
    tracker.leave();
    const ids = tab.left.split("\n").map((line) => JSON.parse(line).id);
    expect(ids).toHaveLength(EVENTS_PER_BATCH_MAX);
    expect(ids.at(-1)).toBe(`event-${EVENTS_PER_BATCH_MAX + 5}`);
    const properties = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`p${index}`, "x".repeat(500)]));
    for (let count = 0; count < 20; count += 1) tracker.track("option_chosen", properties);
    tracker.leave();
    expect(tab.left.length).toBeLessThan(BATCH_BYTES_MAX);
    expect(tab.left.split("\n").length).toBeGreaterThan(2);
  });

  it("takes no name that the API would refuse, and says so", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const { tracker, sent } = setUp();
    for (const name of ["Add To Cart", "", "1st", "x".repeat(65)]) tracker.track(name);
    tracker.track("x".repeat(64), { wrong: Number.NaN, right: 1 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent.flat()).toEqual([expect.objectContaining({ name: "x".repeat(64), properties: { right: 1 } })]);
    expect(warn).toHaveBeenCalledTimes(4);
    warn.mockRestore();
  });

  it("keeps from an event what the API does not take of it, so that the others of its batch are not lost", async () => {
    const { tracker, sent } = setUp();
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`p${index}`, "€".repeat(500)]));
    tracker.track("large", { ["k".repeat(65)]: 1, "": 2, ...many });
    tracker.track("half", { text: `${"x".repeat(499)}\u{1F600}`, "\ud83d": "\ud83d" });
    tracker.track("plain", { page: 2 });
    await vi.advanceTimersByTimeAsync(2_000);
    const [large, half, plain] = sent.flat().map((event) => Object.entries(Reflect.get(event, "properties")));
    expect(large).toEqual(Object.entries(many).slice(0, 20));
    expect(half).toEqual([
      ["text", `${"x".repeat(499)}\ufffd`],
      ["\ufffd", "\ufffd"],
    ]);
    expect(plain).toEqual([["page", 2]]);
    // No escape of half a character, for which the API refuses the whole body.
    expect(JSON.stringify(sent)).not.toMatch(/\\ud[89a-f]/);
  });

  it("sends what it has even where something else wrote into what the last page left", async () => {
    const good = JSON.stringify({ id: "good-event", name: "load" });
    const { tracker, sent, idsOf } = setUp({ left: `${"x".repeat(BATCH_BYTES_MAX)}\n${good}` });
    tracker.track("plain");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(idsOf(sent[0])).toEqual(["good-event", "event-1"]);
  });
});
