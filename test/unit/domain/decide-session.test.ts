import { describe, expect, it } from "vitest";
import {
  type Decision,
  decideSession,
  isPermitted,
  type MemberRecord,
  type OperationRule,
} from "../../../functions/domain/decide.ts";
import { readOrigin } from "../../../functions/domain/origin.ts";
import { API_FAMILIES, API_SCOPES, EFFECTS, ROLES } from "../../../functions/domain/rights.ts";
import { ENABLE_TOKEN, fromNowhere, LIST_TOKENS, LOAD, WHOAMI, WORKSPACE_ID } from "./records.ts";

const ADA: MemberRecord = {
  memberId: "mem_0000000000aa",
  workspaceId: WORKSPACE_ID,
  email: "ada@example.com",
  role: "owner",
  scopes: API_SCOPES,
  services: "all",
  state: "active",
};

describe("a console session", () => {
  it("acts as the member whom the directory knows", () => {
    const origin = readOrigin("https://console.example.com");
    expect(decideSession({ member: ADA, operation: LIST_TOKENS, origin })).toEqual({
      allowed: true,
      principal: {
        kind: "session",
        workspaceId: WORKSPACE_ID,
        id: "mem_0000000000aa",
        role: "owner",
        scopes: API_SCOPES,
        services: "all",
        owner: { type: "member", id: "mem_0000000000aa", name: "ada@example.com" },
        origin: "https://console.example.com",
      },
    });
  });

  it.each([
    ["nobody", undefined, LIST_TOKENS, "member_unknown"],
    ["a suspended member", { ...ADA, state: "suspended" }, LIST_TOKENS, "member_suspended"],
    ["a suspended member where no session is accepted", { ...ADA, state: "suspended" }, LOAD, "member_suspended"],
    ["a member where only public tokens are accepted", ADA, LOAD, "kind_not_accepted"],
    [
      "a member without scopes or role, where no session is accepted",
      { ...ADA, scopes: [], role: "viewer" },
      LOAD,
      "kind_not_accepted",
    ],
    ["a member without the scope", { ...ADA, scopes: ["configurator:write"] }, LIST_TOKENS, "scope_missing"],
    [
      "a member without the scope and with too low a role",
      { ...ADA, scopes: [], role: "viewer" },
      ENABLE_TOKEN,
      "scope_missing",
    ],
    [
      "a member who may read, for a write",
      { ...ADA, scopes: ["account_management:read"] },
      ENABLE_TOKEN,
      "scope_missing",
    ],
    [
      "a manager, for an administrator's operation",
      { ...ADA, role: "workspace_manager" },
      ENABLE_TOKEN,
      "role_too_low",
    ],
  ] as const)("is refused to %s", (_who, member, operation, reason) => {
    expect(reasonOf(decideSession({ member, operation, origin: fromNowhere() }))).toBe(reason);
  });

  it("needs neither a scope nor a role to ask who it is", () => {
    const member = { ...ADA, scopes: [], role: "viewer" } as const;
    expect(decideSession({ member, operation: WHOAMI, origin: fromNowhere() }).allowed).toBe(true);
  });
});

describe("roles and scopes", () => {
  it("a role is enough for itself and for every lower one", () => {
    ROLES.forEach((role, rank) => {
      ROLES.forEach((minimumRole, minimumRank) => {
        const operation: OperationRule = { ...LIST_TOKENS, minimumRole };
        expect(isPermitted({ ...principalOf(), role }, operation), `${role} for ${minimumRole}`).toBe(
          rank >= minimumRank,
        );
      });
    });
  });

  it("a scope is enough for its own family and effect, and a write scope for reading too", () => {
    for (const held of API_SCOPES) {
      for (const api of API_FAMILIES) {
        for (const effect of EFFECTS) {
          const expected = held === `${api}:${effect}` || (effect === "read" && held === `${api}:write`);
          const operation: OperationRule = { credentials: ["session"], api, effect };
          expect(isPermitted({ ...principalOf(), scopes: [held] }, operation), `${held} for ${api}:${effect}`).toBe(
            expected,
          );
        }
      }
    }
  });

  it("a principal without a role has none that is enough", () => {
    for (const minimumRole of ROLES) {
      expect(isPermitted({ ...principalOf(), role: undefined }, { ...LIST_TOKENS, minimumRole })).toBe(false);
    }
  });

  it("a kind that the operation does not name is not permitted, whatever its rights", () => {
    expect(isPermitted(principalOf(), { ...LIST_TOKENS, credentials: ["private"] })).toBe(false);
    expect(isPermitted(principalOf(), { ...LIST_TOKENS, credentials: [] })).toBe(false);
  });
});

function principalOf() {
  const decision = decideSession({ member: ADA, operation: WHOAMI, origin: fromNowhere() });
  if (!decision.allowed) throw new Error("refused");
  return decision.principal;
}

function reasonOf(decision: Decision): string | undefined {
  return decision.allowed ? undefined : decision.reason;
}
