import fc from "fast-check";
import { expect, it } from "vitest";
import { decideToken, type OperationRule } from "../../../functions/domain/decide.ts";
import { digestToken } from "../../../functions/domain/digest.ts";
import { createOriginMatcher, readOrigin } from "../../../functions/domain/origin.ts";
import { API_FAMILIES, CAPABILITIES, EFFECTS, ROLES, SCOPES, TOKEN_KINDS } from "../../../functions/domain/rights.ts";
import type { TokenRecord } from "../../../functions/domain/token-record.ts";
import { type ModelRequest, refusalByModel } from "./decision-model.ts";
import { closeOrigin, noisyOriginText, storedPattern } from "./origin-arbitraries.ts";
import { createCredential, createRecord, NOON } from "./records.ts";

const kind = fc.constantFrom(...TOKEN_KINDS);
/** Instants around noon, often exactly at it. */
const instant = fc.constantFrom(NOON - 60_000, NOON - 1, NOON, NOON + 1, NOON + 60_000);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

const operation: fc.Arbitrary<OperationRule> = fc
  .record({
    credentials: fc.subarray(["public", "private", "service", "session"] as const),
    api: maybe(fc.constantFrom(...API_FAMILIES)),
    capability: maybe(fc.constantFrom(...CAPABILITIES)),
    effect: fc.constantFrom(...EFFECTS),
    minimumRole: maybe(fc.constantFrom(...ROLES)),
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

const request: fc.Arbitrary<ModelRequest> = fc
  .record({
    kind,
    rotation: fc.constantFrom(0, 0, 0, 1, 2),
    isKnown: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
    state: fc.constantFrom("active", "active", "active", "disabled", "revoked"),
    expiresAtEpochMs: maybe(instant),
    previousValidUntil: maybe(instant),
    role: maybe(fc.constantFrom(...ROLES)),
    scopes: fc.subarray([...SCOPES]),
    patterns: fc.array(storedPattern, { maxLength: 4 }),
    operation,
    header,
  })
  .map((given) => {
    const current = createCredential(given.kind, 1, 0);
    const previous = createCredential(given.kind, 1, 1);
    const changes: Partial<TokenRecord> = {
      state: given.state,
      scopes: given.scopes,
      origins: createOriginMatcher(given.patterns),
      ...(given.role !== undefined && { role: given.role }),
      ...(given.expiresAtEpochMs !== undefined && { expiresAtEpochMs: given.expiresAtEpochMs }),
      ...(given.previousValidUntil !== undefined && {
        previous: { digest: digestToken(previous.value), validUntilEpochMs: given.previousValidUntil },
      }),
    };
    const { role: _always, ...bare } = createRecord(current);
    return {
      credential: createCredential(given.kind, 1, given.rotation),
      record: given.isKnown ? { ...bare, ...changes } : undefined,
      operation: given.operation,
      origin: readOrigin(given.header),
      nowEpochMs: NOON,
      patterns: given.patterns,
    };
  });

it("a token's request is allowed exactly when a plain model finds no objection, and refused for the model's reason", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(request, (given) => {
      const expected = refusalByModel(given);
      const decision = decideToken(given);
      seen.set(expected ?? "allowed", (seen.get(expected ?? "allowed") ?? 0) + 1);
      expect(decision.allowed ? undefined : decision.reason).toBe(expected);
      if (decision.allowed) {
        expect(decision.principal.origin).toBe(given.origin.origin);
        expect(decision.principal.workspaceId).toBe(given.record?.workspaceId);
        expect(decision.principal.scopes).toEqual(given.record?.scopes);
        expect(decision.principal.role).toBe(given.record?.role);
      }
    }),
    { numRuns: 20_000 },
  );
  expect(seen.get("allowed"), "the generator must also make requests that pass").toBeGreaterThan(100);
  expect(seen.get("origin_not_listed"), "and some that only the last check stops").toBeGreaterThan(50);
});
