import { describe, expect, it } from "vitest";
import { orderOf } from "../../../functions/management/tokens/list-order.ts";

const query = { status: undefined, expiresWithinDays: undefined, unusedForDays: undefined, sort: undefined };

describe("a list of tokens is sorted", () => {
  it.each([
    ["newest first by default", {}, { order: "created", descending: true }],
    ["newest first for a status", { status: "revoked" }, { order: "created", descending: true }],
    ["as it is asked for", { sort: "createdAt" }, { order: "created", descending: false }],
    ["by expiry as it is asked for", { sort: "-expiresAt", status: "active" }, { order: "expiry", descending: true }],
    ["the next to end first", { expiresWithinDays: 7 }, { order: "expiry", descending: false }],
    ["the last that ended first", { status: "expired" }, { order: "expiry", descending: true }],
    ["the first that ended first", { status: "expired", sort: "expiresAt" }, { order: "expiry", descending: false }],
    ["the longest unused first", { unusedForDays: 30 }, { order: "idle", descending: false }],
    [
      "by expiry when they end soon and are unused",
      { unusedForDays: 30, expiresWithinDays: 7 },
      { order: "expiry", descending: false },
    ],
    [
      "by expiry when unused ones are asked for so",
      { unusedForDays: 30, sort: "expiresAt" },
      { order: "expiry", descending: false },
    ],
  ] as const)("%s", (_what, changes, expected) => {
    expect(orderOf({ ...query, ...changes })).toEqual(expected);
  });

  it.each([
    ["/sort", { expiresWithinDays: 7, sort: "-createdAt" }],
    ["/sort", { status: "expired", sort: "createdAt" }],
    ["/sort", { unusedForDays: 30, sort: "createdAt" }],
    ["/sort", { status: "revoked", sort: "expiresAt" }],
    ["/expiresWithinDays", { expiresWithinDays: 7, status: "expired" }],
    ["/expiresWithinDays", { expiresWithinDays: 7, status: "revoked" }],
    ["/unusedForDays", { unusedForDays: 30, status: "revoked" }],
  ] as const)("not by what contradicts itself: %s of %j", (pointer, changes) => {
    expect(orderOf({ ...query, ...changes })).toMatchObject([{ pointer, code: "not_together" }]);
  });
});
