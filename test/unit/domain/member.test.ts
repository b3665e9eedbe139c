import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type HeldRights,
  isEmailAddress,
  isFullOwner,
  isInvitationOpen,
  scopesToInviteWith,
  tidyScopes,
  tidyServices,
} from "../../../functions/domain/member.ts";
import { findExcessRights } from "../../../functions/domain/permissions.ts";
import { API_SCOPES, ROLES, SCOPES } from "../../../functions/domain/rights.ts";

const FULL = { state: "active", role: "owner", scopes: API_SCOPES, services: "all" } as const;

describe("an owner who holds everything", () => {
  it("is active, an owner, and lacks nothing", () => {
    expect(isFullOwner(FULL)).toBe(true);
    expect(isFullOwner({ ...FULL, scopes: API_SCOPES.filter((scope) => scope.endsWith(":write")) })).toBe(true);
  });

  it.each([
    ["suspended", { state: "suspended" }],
    ["only invited", { state: "invited" }],
    ["an administrator", { role: "administrator" }],
    ["bound to services", { services: ["svc_000000000001"] }],
    ["reading only", { scopes: API_SCOPES.filter((scope) => scope.endsWith(":read")) }],
    ["without one scope", { scopes: API_SCOPES.filter((scope) => scope !== "billing:write") }],
  ] as const)("is not %s", (_, change) => {
    expect(isFullOwner({ ...FULL, ...change })).toBe(false);
  });

  it("can give every right there is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROLES),
        fc.subarray([...API_SCOPES]),
        fc.oneof(fc.constant("all" as const), fc.array(fc.string())),
        (role, scopes, services) => {
          expect(findExcessRights(FULL, { role, scopes, services })).toEqual([]);
        },
      ),
    );
  });
});

describe("what an invitation gives when it does not say", () => {
  const scopes = fc.subarray([...SCOPES]);

  it("is what the inviter holds", () => {
    expect(scopesToInviteWith("administrator", ["billing:write", "account_management:read"])).toEqual([
      "account_management:read",
      "billing:write",
    ]);
  });

  it("is reading, for a viewer", () => {
    expect(scopesToInviteWith("viewer", ["billing:write", "billing:read", "analytics:read"])).toEqual([
      "analytics:read",
      "billing:read",
    ]);
    fc.assert(
      fc.property(scopes, (held) => {
        expect(scopesToInviteWith("viewer", held).filter((scope) => !scope.endsWith(":read"))).toEqual([]);
      }),
    );
  });

  it("is never more than the inviter holds", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), scopes, (role, held) => {
        const holder: HeldRights = { role, scopes: held, services: [] };
        expect(findExcessRights(holder, { ...holder, scopes: scopesToInviteWith(role, held) })).toEqual([]);
      }),
    );
  });
});

describe("an invitation", () => {
  const end = Date.parse("2026-12-06T12:00:00.000Z");
  const invitation = { state: "invited", invitationExpiresAt: "2026-12-06T12:00:00.000Z" } as const;

  it("is open until the instant at which it ends, and without one for ever", () => {
    expect(isInvitationOpen(invitation, end - 1)).toBe(true);
    expect(isInvitationOpen(invitation, end)).toBe(false);
    expect(isInvitationOpen({ state: "invited" }, Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  it.each(["active", "suspended"] as const)("is not open for who is %s", (state) => {
    expect(isInvitationOpen({ ...invitation, state }, end - 1)).toBe(false);
    expect(isInvitationOpen({ state }, end - 1)).toBe(false);
  });
});

describe("an address that a sign-in can have", () => {
  const longest = `${"a".repeat(242)}@example.com`;
  it.each(["ada@example.com", "a@b", "ada+shop@example.com", longest])("is %s", (address) => {
    expect(isEmailAddress(address)).toBe(true);
  });
  it.each([
    "ada",
    "@",
    "ada@",
    "@example.com",
    "a@b@c",
    "ada @example.com",
    "ada@ex\nample.com",
    "ada@exämple.com",
    `a${longest}`,
  ])("is not %j", (address) => {
    expect(isEmailAddress(address)).toBe(false);
  });
});

describe("lists of rights", () => {
  it("are kept once each, scopes in one order, and without what only public tokens hold", () => {
    expect(tidyScopes(["billing:read", "embed:load", "account_management:read", "billing:read"])).toEqual([
      "account_management:read",
      "billing:read",
    ]);
    expect(tidyServices(["svc_b", "svc_a", "svc_b"])).toEqual(["svc_b", "svc_a"]);
    expect(tidyServices("all")).toBe("all");
  });
});
