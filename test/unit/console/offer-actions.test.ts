import { describe, expect, it } from "vitest";
import { offerActions } from "../../../console/src/tokens/offer-actions.ts";
import { type Credential, identityOf, idsOf, tokenOf } from "./token-samples.ts";

describe("what can be done with a token", () => {
  const offered = (token: Parameters<typeof tokenOf>[0], role: Parameters<typeof identityOf>[0], more?: Credential) =>
    idsOf(offerActions(tokenOf(token), identityOf(role, more)));

  it("offers an owner everything that an active private token of theirs allows", () => {
    expect(offered({}, "owner")).toEqual(["copy-id", "edit", "rotate", "disable", "reassign", "revoke"]);
  });

  it("copies an active public token, and no other", () => {
    expect(offered({ kind: "public", token: "lkp_value" }, "owner")).toContain("copy");
    expect(offered({ kind: "public", token: "lkp_value", status: "disabled" }, "owner")).not.toContain("copy");
    expect(offered({}, "owner")).not.toContain("copy");
  });

  it("offers viewers to stop what they own or made, and nothing of the others", () => {
    expect(offered({ owner: { type: "member", id: "mem_me", name: "me" } }, "viewer")).toEqual([
      "copy-id",
      "disable",
      "revoke",
    ]);
    expect(offered({ owner: ACCOUNT, createdBy: "mem_me" }, "viewer")).toEqual(["copy-id", "disable", "revoke"]);
    expect(offered({ owner: ACCOUNT, createdBy: "mem_else" }, "viewer")).toEqual(["copy-id"]);
  });

  it("offers stopping others' tokens from administrator on", () => {
    const others = { owner: ACCOUNT, createdBy: "mem_else" };
    expect(offered(others, "workspace_manager")).not.toContain("revoke");
    expect(offered(others, "administrator")).toContain("revoke");
  });

  it("enables what is disabled, and disables what has expired", () => {
    expect(offered({ status: "disabled" }, "administrator")).toContain("enable");
    expect(offered({ status: "disabled" }, "administrator")).not.toContain("disable");
    expect(offered({ status: "expired" }, "administrator")).toContain("disable");
    expect(offered({ status: "disabled" }, "workspace_manager")).not.toContain("enable");
  });

  it("removes what is revoked, and does nothing else with it", () => {
    expect(offered({ status: "revoked" }, "owner")).toEqual(["copy-id", "purge"]);
    expect(offered({ status: "revoked" }, "workspace_manager")).toEqual(["copy-id"]);
  });

  it("leaves a service's token to its service", () => {
    const service = { kind: "service", owner: { type: "service", id: "svc_1", name: "Shop" } } as const;
    expect(offered(service, "owner")).toEqual(["copy-id", "disable"]);
  });

  it("says why a token of another member is not rotated", () => {
    const token = tokenOf({ owner: { type: "member", id: "mem_else", name: "else" } });
    const rotate = offerActions(token, identityOf("owner")).find(({ id }) => id === "rotate");
    expect(rotate?.disabledReason).toContain("another member");
  });

  it.each([
    ["a higher role", { role: "owner" }, {}],
    ["a scope", { scopes: ["billing:write"] }, { scopes: ["billing:read"] }],
    ["all services", { services: "all" }, { services: ["svc_1"] }],
    ["a service", { services: ["svc_2"] }, { services: ["svc_1"] }],
  ] as const)("says that a token is too much: %s", (_, token, holder) => {
    const offers = offerActions(tokenOf({ owner: ACCOUNT, ...token }), identityOf("administrator", holder));
    for (const id of ["rotate", "reassign"]) {
      expect(offers.find((offer) => offer.id === id)?.disabledReason).toBe("It can do more than you can.");
    }
  });

  it("never finds a public token too much", () => {
    const token = tokenOf({ kind: "public", role: null, scopes: ["embed:load"], owner: ACCOUNT });
    const offers = offerActions(token, identityOf("workspace_manager", { scopes: [], services: [] }));
    expect(offers.every(({ disabledReason }) => disabledReason === undefined)).toBe(true);
  });
});

const ACCOUNT = { type: "service_account", id: "web-shop", name: "web-shop" } as const;
