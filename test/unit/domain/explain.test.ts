import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAddressList } from "../../../functions/domain/address-list.ts";
import { CHECKS, type TokenJudgment } from "../../../functions/domain/checks.ts";
import { judgeToken } from "../../../functions/domain/decide.ts";
import {
  CHECK_NAMES,
  type ExplainedOperation,
  endOf,
  explainJudgment,
  findStandingReason,
} from "../../../functions/domain/explain.ts";
import { readOrigin } from "../../../functions/domain/origin.ts";
import { ROLES } from "../../../functions/domain/rights.ts";
import { createCredential, createSubject, LIST_TOKENS, LOAD, NOON, SHOP } from "./records.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

const operation: fc.Arbitrary<ExplainedOperation> = fc.constantFrom<ExplainedOperation[]>(
  LOAD,
  LIST_TOKENS,
  { ...LIST_TOKENS, byService: true },
  { ...LIST_TOKENS, minimumRole: "owner" },
  { credentials: ["service"], effect: "write" },
);
const judgment = fc
  .record({
    kind: fc.constantFrom("public", "private", "service"),
    state: fc.constantFrom("active", "active", "disabled", "revoked"),
    expiresAtEpochMs: fc.constantFrom(NOON, NOON + 1),
    role: fc.constantFrom(...ROLES),
    services: fc.constantFrom("all" as const, [], ["svc_a"]),
    lifetimeSecondsMax: fc.constantFrom(undefined, 1, 10 * 365 * 24 * 3600),
    ownerState: fc.constantFrom("active", "active", "suspended", "disabled", "invited"),
    listed: fc.boolean(),
    operation,
    origin: fc.constantFrom(SHOP, "https://other.example", "null", undefined).map(readOrigin),
    address: fc.constantFrom(undefined, "192.0.2.1", "198.51.100.1"),
  })
  .map((given) => {
    const { kind, state, expiresAtEpochMs, role, services, listed, operation: rule, origin, address } = given;
    const subject = createSubject(
      createCredential(kind),
      {
        state,
        expiresAtEpochMs,
        services,
        ...(kind === "private" && { role }),
        ...(listed && { addresses: createAddressList(["192.0.2.0/24"]) }),
      },
      { owner: { state: given.ownerState }, policies: { lifetimeSecondsMax: given.lifetimeSecondsMax } },
    );
    return {
      operation: rule,
      judgment: { subject, operation: rule, origin, address, nowEpochMs: NOON } satisfies TokenJudgment,
    };
  });

describe("an explanation", () => {
  it("decides as the authorizer does, and what it names first is the authorizer's reason", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(judgment, ({ judgment: given, operation: rule }) => {
        const outcomes = explainJudgment(given, rule);
        const decision = judgeToken(given.subject, given);
        const first = outcomes.find(({ reason }) => reason !== null)?.reason ?? null;
        seen.add(first ?? "none");
        if (decision.allowed) expect([null, "no_service_access"]).toContain(first);
        else expect(first).toBe(decision.reason);
      }),
      { numRuns: 2000 },
    );
    expect(seen.size).toBeGreaterThan(10);
  });

  it("has one outcome of every check, in the authorizer's order, and one of what functions check first", () => {
    const subject = createSubject(createCredential("private"));
    const given = {
      subject,
      operation: LIST_TOKENS,
      origin: readOrigin(undefined),
      address: undefined,
      nowEpochMs: NOON,
    };
    expect(explainJudgment(given, LIST_TOKENS).map(({ name }) => name)).toEqual([...CHECK_NAMES]);
    expect(CHECKS.map(({ name }) => name)).toEqual(CHECK_NAMES.slice(0, -1));
  });

  it("names what would be met behind the check that decides", () => {
    const subject = createSubject(createCredential("public"), { state: "disabled", scopes: ["embed:save"] });
    const given = { subject, operation: LOAD, origin: readOrigin("null"), address: undefined, nowEpochMs: NOON };
    const reasons = explainJudgment(given, LOAD).flatMap(({ reason }) => reason ?? []);
    expect(reasons).toEqual(["token_disabled", "capability_missing", "origin_null"]);
  });

  it("names the refusal of whoever may see no service, for operations on services only", () => {
    const byService = { ...LIST_TOKENS, byService: true } as const;
    const reasonOf = (rule: ExplainedOperation, services: "all" | string[], owner: "all" | string[]) => {
      const subject = createSubject(createCredential("private"), { services }, { owner: { services: owner } });
      const given = { subject, operation: rule, origin: readOrigin(undefined), address: undefined, nowEpochMs: NOON };
      return explainJudgment(given, rule).at(-1)?.reason;
    };
    expect(reasonOf(byService, [], "all")).toBe("no_service_access");
    expect(reasonOf(byService, ["svc_a"], ["svc_b"])).toBe("no_service_access");
    expect(reasonOf(byService, ["svc_a"], "all")).toBeNull();
    expect(reasonOf(LIST_TOKENS, [], "all")).toBeNull();
  });
});

describe("whether a token stands", () => {
  const credential = createCredential("private");

  it("depends on its state, its end, the workspace's lifetime and its owner, and on nothing of a request", () => {
    const at = (changes: object, surroundings = {}) =>
      findStandingReason(createSubject(credential, changes, surroundings), NOON);
    expect(at({ addresses: createAddressList([]), scopes: [] })).toBeUndefined();
    expect(at({ state: "disabled" })).toBe("token_disabled");
    expect(at({ expiresAtEpochMs: NOON })).toBe("token_expired");
    expect(at({ expiresAtEpochMs: NOON + 1 })).toBeUndefined();
    expect(at({}, { policies: { lifetimeSecondsMax: 1 } })).toBe("token_lifetime_exceeded");
    expect(at({}, { owner: { state: "suspended" } })).toBe("owner_suspended");
    expect(at({}, { owner: null })).toBe("owner_unknown");
  });

  it("ends at the earlier of its own expiry and the workspace's lifetime", () => {
    const issuedAtEpochMs = NOON - DAY_MS;
    const end = (expiresAtEpochMs: number | undefined, lifetimeDays: number | undefined) =>
      endOf(
        createSubject(
          credential,
          { issuedAtEpochMs, ...(expiresAtEpochMs !== undefined && { expiresAtEpochMs }) },
          { policies: { lifetimeSecondsMax: lifetimeDays === undefined ? undefined : lifetimeDays * 86_400 } },
        ),
      );
    expect(end(undefined, undefined)).toBeUndefined();
    expect(end(NOON, undefined)).toBe(NOON);
    expect(end(undefined, 2)).toBe(NOON + DAY_MS);
    expect(end(NOON, 2)).toBe(NOON);
    expect(end(NOON + 3 * DAY_MS, 2)).toBe(NOON + DAY_MS);
  });
});
