import { describe, expect, it } from "vitest";
import {
  describeConsequences,
  draftOf,
  isSamePolicies,
  parseDays,
  policiesOf,
} from "../../../console/src/pages/settings/policies.ts";

const none = { serviceAccountsOnly: false, explicitDomainsOnly: false, tokenLifetimeDaysMax: null };

describe("the policies in a form", () => {
  it("are the same when nothing was changed", () => {
    for (const policies of [none, { ...none, tokenLifetimeDaysMax: 90, serviceAccountsOnly: true }]) {
      const again = policiesOf(draftOf(policies));
      expect(again !== undefined && isSamePolicies(policies, again)).toBe(true);
    }
  });
  it("are none while the number of days is none", () => {
    expect(policiesOf({ ...draftOf(none), lifetimeDays: "ten" })).toBeUndefined();
  });
  it.each([
    ["1", 1],
    ["3650", 3650],
    [" 90 ", 90],
    ["0", undefined],
    ["3651", undefined],
    ["1.5", undefined],
    ["", undefined],
    ["-1", undefined],
    ["1e3", undefined],
  ])("take %j as %j days", (typed, days) => {
    expect(parseDays(typed)).toBe(days);
  });
});

describe("the consequences of a change", () => {
  const told = (before: object, after: object) => describeConsequences({ ...none, ...before }, { ...none, ...after });
  it("are none when nothing changes", () => {
    expect(told({}, {})).toEqual([]);
  });
  it("name each change by itself", () => {
    expect(told({}, { serviceAccountsOnly: true, explicitDomainsOnly: true, tokenLifetimeDaysMax: 30 })).toEqual([
      expect.stringContaining("Nobody can issue a token for themselves"),
      expect.stringContaining("wildcards"),
      expect.stringContaining("older than 30 days stops at once"),
    ]);
  });
  it("differ for a shorter and a longer life, and for none", () => {
    const limit = (tokenLifetimeDaysMax: number | null) => ({ tokenLifetimeDaysMax });
    expect(told(limit(30), limit(1))).toEqual([expect.stringContaining("older than 1 day stops at once")]);
    expect(told(limit(30), limit(60))).toEqual([expect.stringContaining("not older than 60 days work again")]);
    expect(told(limit(30), limit(null))).toEqual([expect.stringContaining("may live for ever")]);
  });
});
