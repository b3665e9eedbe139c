import { describe, expect, it } from "vitest";
import { createAddressList } from "../../../functions/domain/address-list.ts";
import { type Decision, decideToken, judgeToken, type TokenRequest } from "../../../functions/domain/decide.ts";
import { API_SCOPES, ROLES, type Role, type Scope, type ServiceGrant } from "../../../functions/domain/rights.ts";
import { effectiveRightsOf, OWNER_STATES, type TokenRecord } from "../../../functions/domain/token-record.ts";
import {
  createCredential,
  createRecord,
  createSubject,
  ENABLE_TOKEN,
  fromNowhere,
  fromShop,
  ISSUED,
  LIST_TOKENS,
  LOAD,
  NOON,
  OWNER,
  type Surroundings,
  WHOAMI,
} from "./records.ts";

const PUBLIC = createCredential("public");
const PRIVATE = createCredential("private");
const SERVICE = createCredential("service");
const SERVICE_OPERATION = { credentials: ["service"], effect: "write" } as const;
const DAY_SECONDS = 24 * 60 * 60;

const GOOD = [
  { credential: PUBLIC, operation: LOAD, origin: fromShop() },
  { credential: PRIVATE, operation: LIST_TOKENS, origin: fromNowhere() },
  { credential: SERVICE, operation: SERVICE_OPERATION, origin: fromNowhere() },
] as const;

/** What is decided about a good request with each kind of token, in these surroundings. */
function outcomes(surroundings: Surroundings, changes: Partial<TokenRecord> = {}, more: Partial<TokenRequest> = {}) {
  return Object.fromEntries(
    GOOD.map((request) => {
      const subject = createSubject(request.credential, changes, surroundings);
      const decision = decideToken({ ...request, subject, address: "203.0.113.7", nowEpochMs: NOON, ...more });
      return [request.credential.kind, outcomeOf(decision)];
    }),
  );
}
const all = (outcome: string) => ({ public: outcome, private: outcome, service: outcome });

describe("a token counts only while its owner does", () => {
  it.each([
    ["active", "allowed"],
    ["invited", "owner_unknown"],
    ["suspended", "owner_suspended"],
    ["disabled", "owner_disabled"],
  ] as const)("of an owner that is %s: %s, whatever the kind", (state, outcome) => {
    expect(outcomes({ owner: { state } })).toEqual(all(outcome));
  });

  it("of an owner that is not there: refused", () => {
    expect(outcomes({ owner: null })).toEqual(all("owner_unknown"));
  });

  it("and only one state of an owner lets anything pass", () => {
    const passing = OWNER_STATES.filter((state) => outcomes({ owner: { state } }).private === "allowed");
    expect(passing).toEqual(["active"]);
  });
});

describe("a private token can do what it was given and its owner still has", () => {
  const decide = (owner: Surroundings["owner"], changes: Partial<TokenRecord>, operation = LIST_TOKENS) =>
    outcomeOf(
      decideToken({
        credential: PRIVATE,
        subject: createSubject(PRIVATE, changes, owner === undefined ? {} : { owner }),
        operation,
        origin: fromNowhere(),
        address: undefined,
        nowEpochMs: NOON,
      }),
    );

  it.each<[string, Partial<typeof OWNER>, Partial<TokenRecord>, string]>([
    ["the owner's scope went", { scopes: ["configurator:write"] }, {}, "owner_scope_missing"],
    ["the owner may only read now", { scopes: ["account_management:read"] }, {}, "owner_scope_missing"],
    ["neither holds the scope", { scopes: [] }, { scopes: [] }, "scope_missing"],
    ["the token holds only the reading scope", {}, { scopes: ["account_management:read"] }, "scope_missing"],
    ["the owner's role was lowered", { role: "workspace_manager" }, {}, "owner_role_too_low"],
    ["the token's role is lower", {}, { role: "workspace_manager" }, "role_too_low"],
    ["both roles are lower", { role: "viewer" }, { role: "viewer" }, "role_too_low"],
    [
      "the owner's scope went and the token's role is too low",
      { scopes: [] },
      { role: "viewer" },
      "owner_scope_missing",
    ],
    ["the owner's role is just enough", { role: "administrator" }, {}, "allowed"],
  ])("%s: %j and %j: %s", (_what, owner, changes, outcome) => {
    expect(decide(owner, changes, ENABLE_TOKEN)).toBe(outcome);
  });

  it("of every pair of roles the lower one counts", () => {
    for (const owner of ROLES) {
      for (const role of ROLES) {
        for (const minimumRole of ROLES) {
          const isEnough = Math.min(ROLES.indexOf(owner), ROLES.indexOf(role)) >= ROLES.indexOf(minimumRole);
          const outcome = decide({ role: owner }, { role }, { ...LIST_TOKENS, minimumRole });
          expect(outcome === "allowed", `${owner} with a token for ${role}, for ${minimumRole}`).toBe(isEnough);
        }
      }
    }
  });

  it("needs neither scope nor role to ask who it is", () => {
    expect(decide({ role: "viewer", scopes: [] }, { scopes: [] }, WHOAMI)).toBe("allowed");
  });

  it("gives the functions a principal with these rights, and not those that the token was given", () => {
    const subject = createSubject(
      PRIVATE,
      { services: ["svc_a", "svc_b"] },
      {
        owner: {
          role: "team_member",
          scopes: ["account_management:read", "analytics:write"],
          services: ["svc_b", "svc_c"],
        },
      },
    );
    const request = { credential: PRIVATE, subject, operation: WHOAMI, origin: fromNowhere(), address: undefined };
    expect(decideToken({ ...request, nowEpochMs: NOON })).toMatchObject({
      allowed: true,
      principal: { role: "team_member", scopes: ["account_management:read", "analytics:write"], services: ["svc_b"] },
    });
  });
});

describe("effective rights", () => {
  const rights = (role: Role | undefined, scopes: readonly Scope[], services: ServiceGrant) => ({
    role,
    scopes,
    services,
  });
  const of = (token: ReturnType<typeof rights>, owner: ReturnType<typeof rights>) =>
    effectiveRightsOf(
      { kind: "private", scopes: token.scopes, services: token.services, ...(token.role && { role: token.role }) },
      { state: "active", ...owner },
    );

  it.each<[string, ReturnType<typeof rights>, ReturnType<typeof rights>, ReturnType<typeof rights>]>([
    ["nothing of nothing", rights("owner", [], []), rights("owner", API_SCOPES, "all"), rights("owner", [], [])],
    [
      "everything of everything",
      rights("owner", API_SCOPES, "all"),
      rights("owner", API_SCOPES, "all"),
      rights("owner", API_SCOPES, "all"),
    ],
    [
      "reading where one of them may write and the other read",
      rights("viewer", ["billing:write"], "all"),
      rights("owner", ["billing:read"], "all"),
      rights("viewer", ["billing:read"], "all"),
    ],
    [
      "reading, the other way round",
      rights("owner", ["billing:read"], "all"),
      rights("viewer", ["billing:write"], "all"),
      rights("viewer", ["billing:read"], "all"),
    ],
    [
      "each scope once",
      rights("owner", ["billing:read", "billing:write"], "all"),
      rights("owner", ["billing:read"], "all"),
      rights("owner", ["billing:read"], "all"),
    ],
    [
      "the services that both may see",
      rights("owner", [], ["svc_a", "svc_b"]),
      rights("owner", [], ["svc_b"]),
      rights("owner", [], ["svc_b"]),
    ],
    [
      "the owner's services for a token of all",
      rights("owner", [], "all"),
      rights("owner", [], ["svc_b"]),
      rights("owner", [], ["svc_b"]),
    ],
    [
      "the token's services for an owner of all",
      rights("owner", [], ["svc_a"]),
      rights("owner", [], "all"),
      rights("owner", [], ["svc_a"]),
    ],
    ["no service in common", rights("owner", [], ["svc_a"]), rights("owner", [], ["svc_b"]), rights("owner", [], [])],
    [
      "no role where the token has none",
      rights(undefined, [], "all"),
      rights("owner", [], "all"),
      rights(undefined, [], "all"),
    ],
    [
      "no role where the owner has none",
      rights("viewer", [], "all"),
      rights(undefined, [], "all"),
      rights(undefined, [], "all"),
    ],
  ])("are %s", (_what, token, owner, expected) => {
    expect(of(token, owner)).toEqual(expected);
  });

  it("of a public or service token are its own: its owner's roles and scopes neither add nor take", () => {
    for (const credential of [PUBLIC, SERVICE]) {
      const { kind, scopes, services } = createRecord(credential);
      expect(
        effectiveRightsOf({ kind, scopes, services }, { ...OWNER, role: "viewer", scopes: [], services: [] }),
      ).toEqual({ scopes, services });
    }
  });

  it("are none without an owner", () => {
    for (const credential of [PUBLIC, PRIVATE, SERVICE]) {
      expect(effectiveRightsOf(createRecord(credential), undefined)).toEqual({ scopes: [], services: [] });
    }
  });
});

describe("the workspace's longest lifetime", () => {
  const ageSeconds = (NOON - ISSUED) / 1000;

  it.each([
    [ageSeconds + 1, "allowed"],
    [ageSeconds, "token_lifetime_exceeded"],
    [ageSeconds - 1, "token_lifetime_exceeded"],
    [0, "token_lifetime_exceeded"],
  ])(
    "of %d seconds, for a secret that is exactly so old: %s; a service's token has none",
    (lifetimeSecondsMax, outcome) => {
      expect(outcomes({ policies: { lifetimeSecondsMax } })).toEqual({ ...all(outcome), service: "allowed" });
    },
  );

  it("starts anew when the token gets a new secret", () => {
    const surroundings = { policies: { lifetimeSecondsMax: 7 * DAY_SECONDS } };
    expect(outcomes(surroundings).private).toBe("token_lifetime_exceeded");
    expect(outcomes(surroundings, { issuedAtEpochMs: NOON - 1 }).private).toBe("allowed");
  });

  it("ends a token before its own expiry, and does not stretch one that ends before", () => {
    const subjects = [NOON + 1_000, NOON + 9_000].map((expiresAtEpochMs) =>
      createSubject(PRIVATE, { expiresAtEpochMs }, { policies: { lifetimeSecondsMax: ageSeconds + 5 } }),
    );
    const ends = subjects.map((subject) => {
      const decision = judgeToken(subject, {
        operation: WHOAMI,
        origin: fromNowhere(),
        address: undefined,
        nowEpochMs: NOON,
      });
      return decision.allowed ? decision.principal.expiresAtEpochMs : undefined;
    });
    expect(ends).toEqual([NOON + 1_000, NOON + 5_000]);
  });
});

describe("a list of addresses", () => {
  const addresses = createAddressList(["203.0.113.0/29", "2001:db8::/32"]);

  it.each([
    ["203.0.113.7", "allowed"],
    ["203.0.113.8", "address_not_listed"],
    ["::ffff:203.0.113.7", "allowed"],
    ["2001:db8:ffff::1", "allowed"],
    ["2001:db9::1", "address_not_listed"],
    ["", "address_not_listed"],
    ["203.0.113.7, 198.51.100.1", "address_not_listed"],
    [undefined, "address_not_listed"],
  ])("for a caller from %j: %s", (address, outcome) => {
    expect(outcomes({}, { addresses }, { address }).private).toBe(outcome);
    expect(outcomes({}, { addresses }, { address }).service).toBe(outcome);
  });

  it("that is absent asks nothing, not even for an address; an empty one lets nobody in", () => {
    expect(outcomes({}, {}, { address: undefined })).toEqual(all("allowed"));
    expect(outcomes({}, { addresses: createAddressList([]) })).toEqual(all("address_not_listed"));
  });
});

function outcomeOf(decision: Decision): string {
  return decision.allowed ? "allowed" : decision.reason;
}
