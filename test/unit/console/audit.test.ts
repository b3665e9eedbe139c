import { afterEach, describe, expect, it, vi } from "vitest";
import { changedFields } from "../../../console/src/pages/audit/changed-fields.ts";
import { formatCheckpoint, parseCheckpoint } from "../../../console/src/pages/audit/checkpoint.ts";
import { collectTrail } from "../../../console/src/pages/audit/export.ts";
import { checkFilters, isFiltered, NO_FILTERS, queryOf } from "../../../console/src/pages/audit/filters.ts";
import { fromLocalInput, toLocalInput } from "../../../console/src/pages/audit/local-time.ts";
import { AUDITED_OPERATIONS, describeOperation, describeTargetType } from "../../../console/src/pages/audit/words.ts";

describe("the changed fields of an event", () => {
  it("are rows, with what is inside an object by itself", () => {
    const before = { name: "Old", policies: { serviceAccountsOnly: false, tokenLifetimeDaysMax: 90 } };
    const after = { name: "New", policies: { serviceAccountsOnly: true } };
    expect(changedFields({ before, after })).toEqual([
      { name: "name", before: "Old", after: "New" },
      { name: "policies.serviceAccountsOnly", before: "no", after: "yes" },
      { name: "policies.tokenLifetimeDaysMax", before: "90", after: undefined },
    ]);
  });
  it("of something new have nothing before, and of something removed nothing after", () => {
    expect(changedFields({ before: null, after: { role: "viewer" } })).toEqual([
      { name: "role", before: undefined, after: "viewer" },
    ]);
    expect(changedFields({ before: { role: "viewer" }, after: null })).toEqual([
      { name: "role", before: "viewer", after: undefined },
    ]);
    expect(changedFields({ before: null, after: null })).toEqual([]);
  });
  it("write lists, and what is empty, as words", () => {
    const after = { scopes: ["billing:read", "analytics:read"], services: [], note: null, limits: {} };
    expect(changedFields({ before: null, after }).map((field) => field.after)).toEqual([
      "billing:read, analytics:read",
      "none",
      "none",
      "{}",
    ]);
  });
});

describe("the filters of the log", () => {
  it("are no query when there are none", () => {
    expect(queryOf(NO_FILTERS)).toEqual({});
    expect(isFiltered(NO_FILTERS)).toBe(false);
  });
  it("ask for a target only with both of its halves", () => {
    expect(queryOf({ ...NO_FILTERS, targetType: "token" })).toEqual({});
    const both = { targetType: "token", targetId: "lks_1" };
    expect(queryOf({ ...NO_FILTERS, ...both })).toEqual(both);
  });
  it("say which half of a target is missing, and when the end is not after the beginning", () => {
    expect(checkFilters({ ...NO_FILTERS, targetType: "token" })).toEqual({ targetId: expect.any(String) });
    expect(checkFilters({ ...NO_FILTERS, targetId: "x" })).toEqual({ targetType: expect.any(String) });
    const at = "2026-11-22T12:00:00.000Z";
    expect(checkFilters({ ...NO_FILTERS, from: at, to: at })).toEqual({ to: expect.any(String) });
    expect(checkFilters({ ...NO_FILTERS, from: at, to: "2026-11-22T12:01:00.000Z" })).toEqual({});
  });
});

describe("a time of this device", () => {
  afterEach(() => vi.unstubAllEnvs());
  it("becomes an instant and the same time again", () => {
    vi.stubEnv("TZ", "Asia/Kolkata");
    expect(fromLocalInput("2026-11-22T17:30")).toBe("2026-11-22T12:00:00.000Z");
    expect(toLocalInput("2026-11-22T12:00:00.000Z")).toBe("2026-11-22T17:30");
  });
  it("may have a year that is still being typed", () => {
    expect(toLocalInput(fromLocalInput("0002-11-22T17:30"))).toBe("0002-11-22T17:30");
  });
  it("is empty when there is none", () => {
    expect([fromLocalInput(""), toLocalInput(""), toLocalInput("yesterday")]).toEqual(["", "", ""]);
  });
});

describe("a checkpoint that somebody kept", () => {
  const heads = [{ chain: 3, sequence: 7, hash: "ab".repeat(32) }];
  it("is read as it was written", () => {
    expect(parseCheckpoint(formatCheckpoint(heads))).toEqual(heads);
  });
  it("may be missing", () => {
    expect(parseCheckpoint(" \n")).toEqual([]);
  });
  it.each(["{}", "[1]", "[{}]", '[{"chain":3,"sequence":7,"hash":"ab"}]', "heads"])("is not %s", (text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });
});

describe("the file of an export", () => {
  it("has an event a line, from all pages in their order, and tells how many there are so far", async () => {
    const pages = [
      { items: [{ sequence: 1 }, { sequence: 2 }], nextCursor: "c" },
      { items: [{ sequence: 3 }], nextCursor: null },
    ];
    const told: number[] = [];
    async function* read() {
      yield* pages as never[];
    }
    const file = await collectTrail(read(), (events) => told.push(events));
    expect(await file.text()).toBe('{"sequence":1}\n{"sequence":2}\n{"sequence":3}\n');
    expect(told).toEqual([2, 3]);
  });
});

describe("the words of the log", () => {
  it("are those of the operation and the kind of target", () => {
    expect(describeOperation("rotateServiceToken")).toBe("Rotate service token");
    expect(describeTargetType("service_account")).toBe("Service account");
  });
  it("are offered for what changes something, and not for what the embed does", () => {
    expect(AUDITED_OPERATIONS).toContain("rotateToken");
    expect(AUDITED_OPERATIONS).not.toContain("listTokens");
    expect(AUDITED_OPERATIONS).not.toContain("saveConfiguration");
  });
});
