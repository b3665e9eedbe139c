import fc from "fast-check";
import { expect, it } from "vitest";
import { createAddressList } from "../../../functions/domain/address-list.ts";
import { CHECKS } from "../../../functions/domain/checks.ts";
import { decideToken, type OperationRule, type Principal } from "../../../functions/domain/decide.ts";
import { digestToken } from "../../../functions/domain/digest.ts";
import { createOriginMatcher, readOrigin } from "../../../functions/domain/origin.ts";
import {
  API_FAMILIES,
  API_SCOPES,
  CAPABILITIES,
  type CredentialKind,
  EFFECTS,
  ROLES,
  SCOPES,
  type Scope,
  type ServiceGrant,
  TOKEN_KINDS,
} from "../../../functions/domain/rights.ts";
import { createTokenSubject, type OwnerRecord, type TokenRecord } from "../../../functions/domain/token-record.ts";
import { isScopedByModel, type ModelRequest, rankOf, refusalByModel } from "./decision-model.ts";
import { closeOrigin, noisyOriginText, storedPattern } from "./origin-arbitraries.ts";
import { createCredential, createRecord, NOON } from "./records.ts";

const kind = fc.constantFrom(...TOKEN_KINDS);
/** Instants around noon, often exactly at it. */
const instant = fc.constantFrom(NOON - 60_000, NOON - 1, NOON, NOON + 1, NOON + 60_000);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const mostly = <Value>(usual: Value, others: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: others });
const role = fc.constantFrom(...ROLES);
const scopes = mostly<Scope[]>([...SCOPES], fc.subarray([...SCOPES]));
const services: fc.Arbitrary<ServiceGrant> = fc.oneof(
  fc.constant("all" as const),
  fc.subarray(["svc_a", "svc_b", "svc_c"]),
);
const KINDS: readonly CredentialKind[] = [...TOKEN_KINDS, "session"];
const ADDRESSES = ["203.0.113.7", "203.0.113.8", "2001:db8::1"];

const operation: fc.Arbitrary<OperationRule> = fc
  .record({
    credentials: mostly([...KINDS], fc.subarray([...KINDS])),
    api: maybe(fc.constantFrom(...API_FAMILIES)),
    capability: maybe(fc.constantFrom(...CAPABILITIES)),
    effect: fc.constantFrom(...EFFECTS),
    minimumRole: maybe(role),
  })
  .map(({ credentials, effect, api, capability, minimumRole }) => ({
    credentials,
    effect,
    ...(api !== undefined && { api }),
    ...(capability !== undefined && { capability }),
    ...(minimumRole !== undefined && { minimumRole }),
  }));

const header = fc.oneof(
  { weight: 6, arbitrary: closeOrigin },
  { weight: 1, arbitrary: noisyOriginText },
  { weight: 1, arbitrary: fc.constantFrom(undefined, "", "null") },
);

const owner: fc.Arbitrary<OwnerRecord | undefined> = fc
  .record({
    isKnown: mostly(true, fc.boolean()),
    state: mostly<OwnerRecord["state"]>("active", fc.constantFrom("invited", "suspended", "disabled")),
    role: maybe(role),
    scopes,
    services,
  })
  .map(({ isKnown, ...record }) => (isKnown ? record : undefined));

const request: fc.Arbitrary<ModelRequest> = fc
  .record({
    kind,
    rotation: fc.constantFrom(0, 0, 0, 1, 2),
    isKnown: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
    state: fc.constantFrom("active", "active", "active", "disabled", "revoked"),
    issuedAtEpochMs: mostly(NOON - 1_000, fc.constantFrom(NOON - 60_000, NOON - 59_999, NOON - 60_001)),
    expiresAtEpochMs: maybe(instant),
    previousValidUntil: maybe(instant),
    role: mostly<(typeof ROLES)[number] | undefined>("owner", maybe(role)),
    scopes,
    services,
    patterns: fc.array(storedPattern, { maxLength: 4 }),
    listedAddresses: mostly<string[] | undefined>(undefined, fc.subarray(ADDRESSES)),
    owner,
    lifetimeSecondsMax: mostly<number | undefined>(undefined, fc.constantFrom(0, 1, 60)),
    address: mostly<string | undefined>(ADDRESSES[0], fc.constantFrom(undefined, ...ADDRESSES)),
    operation,
    header,
  })
  .map((given) => {
    const current = createCredential(given.kind, 1, 0);
    const previous = createCredential(given.kind, 1, 1);
    const changes: Partial<TokenRecord> = {
      state: given.state,
      issuedAtEpochMs: given.issuedAtEpochMs,
      scopes: given.scopes,
      services: given.services,
      origins: createOriginMatcher(given.patterns),
      ...(given.role !== undefined && { role: given.role }),
      ...(given.expiresAtEpochMs !== undefined && { expiresAtEpochMs: given.expiresAtEpochMs }),
      ...(given.previousValidUntil !== undefined && {
        previous: { digest: digestToken(previous.value), validUntilEpochMs: given.previousValidUntil },
      }),
      ...(given.listedAddresses !== undefined && {
        addresses: createAddressList(
          given.listedAddresses.map((address) => `${address}/${address.includes(":") ? 128 : 32}`),
        ),
      }),
    };
    const { role: _always, ...bare } = createRecord(current);
    return {
      credential: createCredential(given.kind, 1, given.rotation),
      token: given.isKnown ? { ...bare, ...changes } : undefined,
      owner: given.owner,
      policies: { lifetimeSecondsMax: given.lifetimeSecondsMax },
      operation: given.operation,
      origin: readOrigin(given.header),
      address: given.address,
      nowEpochMs: NOON,
      patterns: given.patterns,
      listedAddresses: given.listedAddresses,
    };
  });

it("a token's request is allowed exactly when a plain model finds no objection, and refused for the model's reason", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(request, (given) => {
      const { token, policies, ...rest } = given;
      const expected = refusalByModel(given);
      const subject = token === undefined ? undefined : createTokenSubject(token, given.owner, policies);
      const decision = decideToken({ ...rest, subject });
      seen.set(expected ?? "allowed", (seen.get(expected ?? "allowed") ?? 0) + 1);
      expect(decision.allowed ? undefined : decision.reason).toBe(expected);
      if (decision.allowed) expectRightsOfBoth(decision.principal, given);
      if (subject !== undefined && expected !== "token_mismatch") {
        const reasons = CHECKS.map(({ findReason }) => findReason({ ...rest, subject }));
        expect(reasons.find((reason) => reason !== undefined)).toBe(expected);
      }
    }),
    { numRuns: 20_000 },
  );
  expect(seen.get("allowed"), "the generator must also make requests that pass").toBeGreaterThan(100);
  for (const reason of ["origin_not_listed", "address_not_listed", "owner_role_too_low", "owner_scope_missing"]) {
    expect(seen.get(reason), `and some that only a late check stops: ${reason}`).toBeGreaterThan(20);
  }
});

/** The principal of a private token covers a right exactly when both the token and its owner do. */
function expectRightsOfBoth(principal: Principal, { token, owner, origin }: ModelRequest): void {
  expect(principal.origin).toBe(origin.origin);
  expect(principal.workspaceId).toBe(token?.workspaceId);
  if (token?.kind !== "private") {
    expect(principal.scopes).toEqual(token?.scopes);
    return;
  }
  for (const api of API_FAMILIES) {
    for (const effect of EFFECTS) {
      const isHeld = [token.scopes, owner?.scopes ?? []].every((held) => isScopedByModel(held, api, effect));
      expect(isScopedByModel(principal.scopes, api, effect)).toBe(isHeld);
    }
  }
  expect(principal.scopes.filter((scope) => API_SCOPES.some((known) => known === scope)).length).toBeLessThanOrEqual(8);
  expect(rankOf(principal.role ?? "")).toBe(Math.min(rankOf(token.role ?? ""), rankOf(owner?.role ?? "")));
  for (const service of ["svc_a", "svc_b", "svc_c", "svc_new"]) {
    const sees = (services: ServiceGrant = []) => services === "all" || services.includes(service);
    expect(sees(principal.services)).toBe(sees(token.services) && sees(owner?.services));
  }
}
