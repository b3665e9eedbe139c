import { describe, expect, it } from "vitest";
import {
  allServicesReason,
  changedRights,
  chooseRole,
  type HeldRights,
  holdsMore,
  levelReason,
  levelsOf,
  roleReason,
  scopesOf,
  startRights,
} from "../../../console/src/pages/members/rights.ts";
import { describeApis, describeServices } from "../../../console/src/pages/members/words.ts";
import { API_SCOPES, isRoleAtLeast, isScopeCovered, ROLES, type Role } from "../../../functions/domain/rights.ts";
import type { GrantableRights } from "../../../sdk/src/index.ts";

const ada = { email: "ada@example.com", role: "owner", scopes: [...API_SCOPES], services: "all" } as const;

function grantableOf(
  role: Role,
  scopes: readonly string[],
  services: GrantableRights["services"] = "all",
  grantors: GrantableRights["grantors"] = [ada],
): GrantableRights {
  return {
    roles: ROLES.map((candidate) => ({ role: candidate, grantable: isRoleAtLeast(role, candidate), reason: null })),
    scopes: API_SCOPES.map((scope) => ({ scope, grantable: isScopeCovered(scopes, scope), reason: null })),
    services,
    grantors,
  };
}

const everything = grantableOf("owner", API_SCOPES);
const little = grantableOf("administrator", ["billing:read"], ["svc_000000000000"]);

describe("the levels of APIs", () => {
  it("are what scopes say, and writing includes reading", () => {
    expect(levelsOf(["billing:read", "billing:write", "analytics:read"])).toEqual({
      account_management: "none",
      analytics: "read",
      billing: "write",
      configurator: "none",
    });
  });
  it("become scopes again, one for each API", () => {
    expect(scopesOf(levelsOf(["billing:write", "analytics:read"]))).toEqual(["analytics:read", "billing:write"]);
  });
});

describe("a form of rights", () => {
  it("begins with a viewer who reads all that can be given", () => {
    expect(startRights(everything)).toEqual({
      role: "viewer",
      levels: levelsOf(API_SCOPES.filter((scope) => scope.endsWith(":read"))),
      services: "all",
    });
    expect(startRights(little)).toMatchObject({ levels: levelsOf(["billing:read"]), services: ["svc_000000000000"] });
  });
  it("lets the APIs follow the role until somebody has touched them", () => {
    const start = startRights(everything);
    expect(chooseRole(everything, start, "administrator").levels).toEqual(levelsOf(API_SCOPES));
    const touched = { ...start, levels: { ...start.levels, billing: "none" } as const };
    expect(chooseRole(everything, touched, "administrator")).toEqual({ ...touched, role: "administrator" });
  });
  it("sends only what has changed", () => {
    const before: HeldRights = { role: "viewer", scopes: ["billing:read", "billing:write"], services: ["b", "a"] };
    const same = { role: "viewer", levels: levelsOf(before.scopes), services: ["a", "b"] } as const;
    expect(changedRights(before, same)).toEqual({});
    expect(changedRights(before, { ...same, role: "owner" })).toEqual({ role: "owner" });
    expect(changedRights(before, { ...same, services: "all" })).toEqual({ services: "all" });
    expect(changedRights(before, { ...same, services: ["a"] })).toEqual({ services: ["a"] });
    expect(changedRights(before, { ...same, levels: levelsOf(["billing:read"]) })).toEqual({
      scopes: ["billing:read"],
    });
  });
});

describe("what cannot be given", () => {
  it("says who can give it", () => {
    expect(roleReason(little, "owner")).toBe("You do not hold it. ada@example.com can give it.");
    expect(roleReason(little, "administrator")).toBeUndefined();
    expect(levelReason(little, "billing")).toEqual({
      refused: ["write"],
      reason: "Read and write: You do not hold it. ada@example.com can give it.",
    });
    expect(levelReason(little, "analytics")).toEqual({
      refused: ["read", "write"],
      reason: "You do not hold it. ada@example.com can give it.",
    });
    expect(allServicesReason(little)).toBe("You do not hold it. ada@example.com can give it.");
    expect(allServicesReason(everything)).toBeUndefined();
  });
  it("can stay with whoever has it", () => {
    expect(roleReason(little, "owner", "owner")).toBeUndefined();
    expect(levelReason(little, "analytics", "write")).toEqual({ refused: [], reason: undefined });
    expect(allServicesReason(little, "all")).toBeUndefined();
  });
  it("names two people at most, and says so when there is nobody", () => {
    const people = ["a", "b", "c", "d"].map((name) => ({ ...ada, email: `${name}@example.com` }));
    const reason = (count: number) => roleReason({ ...little, grantors: people.slice(0, count) }, "owner");
    expect(reason(0)).toBe("You do not hold it, and nobody here can give it now.");
    expect(reason(2)).toBe("You do not hold it. a@example.com or b@example.com can give it.");
    expect(reason(3)).toBe("You do not hold it. a@example.com, b@example.com or another can give it.");
    expect(reason(4)).toBe("You do not hold it. a@example.com, b@example.com or 2 others can give it.");
  });
});

describe("somebody who holds more", () => {
  const holder: HeldRights = { role: "administrator", scopes: ["billing:write"], services: ["a", "b"] };
  it.each<[string, HeldRights, boolean]>([
    ["as much", holder, false],
    ["less of each", { role: "viewer", scopes: ["billing:read"], services: ["a"] }, false],
    ["a higher role", { ...holder, role: "owner" }, true],
    ["another API", { ...holder, scopes: ["analytics:read"] }, true],
    ["another service", { ...holder, services: ["c"] }, true],
    ["all services", { ...holder, services: "all" }, true],
  ])("%s", (_, other, expected) => {
    expect(holdsMore(other, holder)).toBe(expected);
  });
});

describe("the words for rights", () => {
  it.each([
    [[...API_SCOPES], "All APIs"],
    [API_SCOPES.filter((scope) => scope.endsWith(":read")), "All APIs, read only"],
    [[], "None"],
    [["billing:write", "analytics:read"], "Analytics (read only), Billing"],
    [["billing:read", "analytics:read"], "Analytics, Billing, read only"],
  ])("of %s are %s", (scopes, words) => {
    expect(describeApis(scopes)).toBe(words);
  });
  it.each([
    ["all" as const, "All services"],
    [[], "None"],
    [["a"], "1 service"],
    [["a", "b"], "2 services"],
  ])("of the services %s are %s", (services, words) => {
    expect(describeServices(services)).toBe(words);
  });
});
