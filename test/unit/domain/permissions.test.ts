import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Principal } from "../../../functions/domain/decide.ts";
import { findExcessRights, isOwnToken, isSameOwner, type Rights } from "../../../functions/domain/permissions.ts";
import { API_SCOPES, CAPABILITIES, ROLES, SCOPES, type ServiceGrant } from "../../../functions/domain/rights.ts";
import { NOON, WORKSPACE_ID } from "./records.ts";

const MANAGER: Rights = {
  role: "workspace_manager",
  scopes: ["account_management:write", "configurator:read"],
  services: ["svc_a", "svc_b"],
};

describe("nobody can give more than they have", () => {
  it.each<[string, Partial<Rights>, readonly string[]]>([
    ["the same", {}, []],
    ["a lower role", { role: "viewer" }, []],
    ["no role", { role: undefined }, []],
    ["a higher role", { role: "administrator" }, ["role"]],
    ["reading instead of writing", { scopes: ["account_management:read"] }, []],
    ["writing instead of reading", { scopes: ["configurator:write"] }, ["scopes"]],
    ["another family", { scopes: ["billing:read"] }, ["scopes"]],
    ["one good and one bad scope", { scopes: ["configurator:read", "analytics:read"] }, ["scopes"]],
    ["no scopes", { scopes: [] }, []],
    ["capabilities, which anyone may give", { scopes: [...CAPABILITIES] }, []],
    ["capabilities beside a scope that is not held", { scopes: ["embed:load", "billing:read"] }, ["scopes"]],
    ["fewer services", { services: ["svc_b"] }, []],
    ["no services", { services: [] }, []],
    ["a service that is not held", { services: ["svc_a", "svc_c"] }, ["services"]],
    ["all services", { services: "all" }, ["services"]],
    [
      "more of everything",
      { role: "owner", scopes: ["billing:write"], services: "all" },
      ["role", "scopes", "services"],
    ],
  ])("%s", (_what, changes, excess) => {
    expect(findExcessRights(MANAGER, { ...MANAGER, ...changes })).toEqual(excess);
  });

  it("who has all services may give all or any, and who has no role may give none", () => {
    expect(findExcessRights({ ...MANAGER, services: "all" }, { ...MANAGER, services: "all" })).toEqual([]);
    expect(findExcessRights({ ...MANAGER, services: "all" }, { ...MANAGER, services: ["svc_z"] })).toEqual([]);
    expect(findExcessRights({ ...MANAGER, role: undefined }, { ...MANAGER, role: "viewer" })).toEqual(["role"]);
  });

  it("what ends cannot give what ends later, or never", () => {
    const ending: Rights = { ...MANAGER, expiresAtEpochMs: NOON };
    expect(findExcessRights(ending, { ...MANAGER, expiresAtEpochMs: NOON })).toEqual([]);
    expect(findExcessRights(ending, { ...MANAGER, expiresAtEpochMs: NOON - 1 })).toEqual([]);
    expect(findExcessRights(ending, { ...MANAGER, expiresAtEpochMs: NOON + 1 })).toEqual(["expiresAt"]);
    expect(findExcessRights(ending, MANAGER)).toEqual(["expiresAt"]);
    expect(findExcessRights(MANAGER, ending)).toEqual([]);
  });

  const services: fc.Arbitrary<ServiceGrant> = fc.oneof(
    fc.constant("all" as const),
    fc.subarray(["svc_a", "svc_b", "svc_c"]),
  );
  const rights = fc.record({
    role: fc.option(fc.constantFrom(...ROLES), { nil: undefined }),
    scopes: fc.subarray([...API_SCOPES]),
    services,
  });

  it("over generated rights: what was given never opens what the giver could not open", () => {
    fc.assert(
      fc.property(rights, rights, (holder, wanted) => {
        const excess = findExcessRights(holder, wanted);
        const opens = (given: Rights, scope: string) =>
          given.scopes.some((held) => held === scope || held === scope.replace(/:read$/, ":write"));
        const reach = (given: Rights) =>
          given.services === "all" ? ["svc_a", "svc_b", "svc_c", "any other"] : given.services;
        expect(excess.includes("scopes")).toBe(
          API_SCOPES.some((scope) => opens(wanted, scope) && !opens(holder, scope)),
        );
        expect(excess.includes("role")).toBe(ROLES.indexOf(wanted.role ?? "viewer") > indexOfRole(holder, wanted));
        expect(excess.includes("services")).toBe(reach(wanted).some((service) => !reach(holder).includes(service)));
      }),
      { numRuns: 3_000 },
    );
  });

  it("over generated rights: everybody may give exactly what they have, and handing on never adds anything", () => {
    fc.assert(fc.property(rights, (holder) => findExcessRights(holder, holder).length === 0));
    fc.assert(
      fc.property(rights, rights, rights, (first, second, third) => {
        fc.pre(findExcessRights(first, second).length === 0 && findExcessRights(second, third).length === 0);
        expect(findExcessRights(first, third)).toEqual([]);
      }),
      { numRuns: 200, maxSkipsPerRun: 5_000 },
    );
  });

  it("knows every scope there is", () => {
    const holder: Rights = { role: "owner", scopes: [], services: "all" };
    for (const scope of SCOPES) {
      const isHarmless = CAPABILITIES.some((capability) => capability === scope);
      expect(findExcessRights(holder, { ...holder, scopes: [scope] })).toEqual(isHarmless ? [] : ["scopes"]);
    }
  });
});

describe("one's own token", () => {
  const ada = { type: "member", id: "mem_a", name: "ada@example.com" } as const;
  const bob = { type: "member", id: "mem_b", name: "bob@example.com" } as const;
  const shop = { type: "service_account", id: "web-shop", name: "web-shop" } as const;
  const session: Principal = {
    kind: "session",
    workspaceId: WORKSPACE_ID,
    id: "mem_a",
    scopes: [],
    services: "all",
    owner: ada,
  };

  it.each([
    ["she owns and created", ada, ada, true],
    ["she owns", ada, bob, true],
    ["she created", shop, ada, true],
    ["somebody else owns and created", bob, bob, false],
    ["somebody else created for a service account", shop, bob, false],
  ] as const)("in the console, one that %s: %s", (_what, owner, createdByOwner, own) => {
    const token = { id: "lks_000000000001", owner, createdBy: createdByOwner.id, createdByOwner };
    expect(isOwnToken(session, token)).toBe(own);
  });

  it("in the console, one that was created with her own private token", () => {
    const token = { id: "lks_000000000001", owner: shop, createdBy: "lks_000000000009", createdByOwner: ada };
    expect(isOwnToken(session, token)).toBe(true);
  });

  it.each([
    ["itself", "lks_000000000001", "mem_b", true],
    ["one that it created", "lks_000000000002", "lks_000000000001", true],
    ["another one of its owner", "lks_000000000003", "mem_a", false],
  ] as const)("for a token: %s", (_what, id, createdBy, own) => {
    const token: Principal = { ...session, kind: "private", id: "lks_000000000001" };
    expect(isOwnToken(token, { id, owner: ada, createdBy, createdByOwner: ada })).toBe(own);
  });

  it("a service account is not the member of the same id, and a name alone makes nobody the owner", () => {
    expect(isSameOwner({ type: "service_account", id: "mem_a" }, ada)).toBe(false);
    expect(isSameOwner(ada, { ...ada })).toBe(true);
    const token = {
      id: "lks_000000000001",
      owner: { ...bob, name: ada.name },
      createdBy: "mem_b",
      createdByOwner: bob,
    };
    expect(isOwnToken(session, token)).toBe(false);
  });
});

describe("who works from some networks only", () => {
  const bound: Rights = { ...MANAGER, networks: ["10.0.0.0/8", "2001:db8::/32"] };
  it.each<[string, readonly string[] | undefined, boolean]>([
    ["the same networks", ["10.0.0.0/8", "2001:db8::/32"], true],
    ["parts of them", ["10.1.0.0/16", "10.2.3.4/32", "2001:db8:1::/48"], true],
    ["no network at all", [], true],
    ["every network", undefined, false],
    ["a wider network", ["10.0.0.0/7"], false],
    ["one network more", ["10.1.0.0/16", "192.0.2.0/24"], false],
    ["the same bits of the other version", ["a00::/8"], false],
  ])("and %s", (_what, networks, isWithin) => {
    expect(findExcessRights(bound, { ...MANAGER, networks })).toEqual(isWithin ? [] : ["allowedAddresses"]);
    expect(findExcessRights(MANAGER, { ...MANAGER, networks })).toEqual([]);
  });
});

/** The rank of the holder's role; below every rank without one; when nothing is wanted, as high as it takes. */
function indexOfRole(holder: Rights, wanted: Rights): number {
  if (wanted.role === undefined) return ROLES.length;
  return holder.role === undefined ? -1 : ROLES.indexOf(holder.role);
}
