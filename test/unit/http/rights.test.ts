import { describe, expect, it } from "vitest";
import type { HeldRights } from "../../../functions/domain/member.ts";
import type { Rights } from "../../../functions/domain/permissions.ts";
import { changesOf, onlyFields } from "../../../functions/http/changes.ts";
import { refuseExcessRights, refuseRightsChange, refuseSuperior } from "../../../functions/http/rights.ts";
import { NOON } from "../domain/records.ts";

const HOLDER: Rights = { role: "administrator", scopes: ["account_management:write"], services: ["svc_a"] };
const LESS: HeldRights = { role: "viewer", scopes: ["account_management:read"], services: [] };
const AS_MUCH: HeldRights = { role: "administrator", scopes: ["account_management:write"], services: ["svc_a"] };
const MORE: HeldRights = { ...AS_MUCH, role: "owner" };
const ENDING: Rights = { ...HOLDER, expiresAtEpochMs: NOON };

describe("a refusal of rights", () => {
  it("names each field that is more than the holder has", () => {
    const wanted: Rights = { role: "owner", scopes: ["billing:read"], services: "all" };
    expect(refuseExcessRights(HOLDER, wanted)?.errors?.map(({ pointer }) => pointer)).toEqual([
      "/role",
      "/scopes",
      "/services",
    ]);
    expect(refuseExcessRights(HOLDER, AS_MUCH)).toBeUndefined();
  });

  it("says that a credential which ends cannot give what does not", () => {
    expect(refuseExcessRights(ENDING, LESS)).toMatchObject({
      refusal: "right_not_held",
      errors: [{ pointer: "/expiresAt", message: "Your token ends, and this would not." }],
    });
  });
});

describe("changing somebody", () => {
  it("is for those who hold as much, however long", () => {
    expect(refuseSuperior(HOLDER, AS_MUCH)).toBeUndefined();
    expect(refuseSuperior(ENDING, AS_MUCH)).toBeUndefined();
    expect(refuseSuperior(HOLDER, MORE)).toEqual({
      refusal: "right_not_held",
      detail: "They hold more than you: role.",
    });
  });

  it.each<[string, Rights, HeldRights, HeldRights, boolean]>([
    ["taking away", HOLDER, AS_MUCH, LESS, true],
    ["giving what one holds", HOLDER, LESS, AS_MUCH, true],
    ["giving more", HOLDER, LESS, MORE, false],
    ["taking from who holds more", HOLDER, MORE, LESS, false],
    ["changing nothing", HOLDER, LESS, LESS, true],
    ["taking away with what ends", ENDING, AS_MUCH, LESS, true],
    ["giving with what ends", ENDING, LESS, AS_MUCH, false],
    ["giving one thing and taking another", HOLDER, LESS, { ...LESS, role: "team_member", scopes: [] }, true],
    ["giving one thing too much and taking another", HOLDER, LESS, { ...LESS, role: "owner", scopes: [] }, false],
  ])("%s", (_, holder, before, after, isAllowed) => {
    expect(refuseRightsChange(holder, before, after) === undefined).toBe(isAllowed);
  });
});

describe("changes", () => {
  it("are the wanted fields that differ, deeply", () => {
    const stored = { role: "viewer", scopes: ["a", "b"], note: "x", services: "all" };
    expect(changesOf(stored, { role: "viewer", scopes: ["a", "b"] })).toEqual({});
    expect(changesOf(stored, { role: "owner", scopes: ["a"], note: undefined })).toEqual({
      role: "owner",
      scopes: ["a"],
      note: undefined,
    });
    expect(Object.keys(changesOf(stored, { note: undefined }))).toEqual(["note"]);
    expect(changesOf({}, { note: undefined })).toEqual({});
  });

  it("are told of only", () => {
    expect(onlyFields(["role"], { role: "owner", email: "a" })).toEqual({ role: "owner" });
  });
});
