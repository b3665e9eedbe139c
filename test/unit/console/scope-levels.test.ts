import { describe, expect, it } from "vitest";
import { levelOf, refuseLevel, splitRoles, withLevel } from "../../../console/src/tokens/scope-levels.ts";
import { grantableOf } from "./token-samples.ts";

const ADA = { email: "ada@example.com", role: "owner", scopes: ["billing:write"], services: "all" } as const;
const BEN = { ...ADA, email: "ben@example.com" };
const CLEO = { ...ADA, email: "cleo@example.com" };

describe("levels of an API", () => {
  it("read and write the scopes of one family and leave the others", () => {
    expect(levelOf(["billing:write"], "billing")).toBe("write");
    expect(levelOf(["billing:read"], "billing")).toBe("read");
    expect(levelOf(["billing:read"], "analytics")).toBe("none");
    expect(withLevel(["billing:read", "analytics:read"], "billing", "write")).toEqual([
      "analytics:read",
      "billing:write",
    ]);
    expect(withLevel(["billing:read"], "billing", "none")).toEqual([]);
  });

  it("say who can give what oneself cannot", () => {
    const rights = grantableOf("administrator", ["billing:read"], [ADA]);
    const context = { rights, owner: undefined };
    expect(refuseLevel("billing", "read", context)).toBeUndefined();
    expect(refuseLevel("billing", "write", context)).toBe("You do not have this. ada@example.com can grant it.");
    expect(refuseLevel("analytics", "read", context)).toBe(
      "You do not have this. Nobody in this workspace can grant it now.",
    );
  });

  it("name two of many", () => {
    const rights = grantableOf("administrator", [], [ADA, BEN, CLEO]);
    expect(refuseLevel("billing", "read", { rights, owner: undefined })).toContain(
      "ada@example.com or ben@example.com or 1 more can grant it.",
    );
  });

  it("say what the owner of the token does not have", () => {
    const rights = grantableOf("administrator", ["billing:read", "billing:write"]);
    const owner = { name: "web-shop", role: "viewer", scopes: ["billing:read"] } as const;
    expect(refuseLevel("billing", "read", { rights, owner })).toBeUndefined();
    expect(refuseLevel("billing", "write", { rights, owner })).toBe("web-shop does not have this.");
  });
});

describe("roles of a token", () => {
  it("are those up to one's own and the owner's", () => {
    const rights = grantableOf("administrator", [], [ADA]);
    expect(splitRoles({ rights, owner: undefined })).toEqual({
      roles: ["viewer", "team_member", "workspace_manager", "administrator"],
      refusal: { role: "owner", reason: "ada@example.com can grant it." },
    });
    const owner = { name: "web-shop", role: "team_member", scopes: [] } as const;
    expect(splitRoles({ rights, owner })).toEqual({
      roles: ["viewer", "team_member"],
      refusal: { role: "workspace_manager", reason: "web-shop has a lower role." },
    });
  });
});
