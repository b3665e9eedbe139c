import { describe, expect, it } from "vitest";
import {
  ANSWER_SECONDS_MAX,
  edgeMaxAgeSeconds,
  REVOKE_SECONDS_MAX,
  revocationBoundSeconds,
  revocationEffectiveAtEpochMs,
} from "../../../functions/domain/revocation-bound.ts";
import { statusOf } from "../../../functions/domain/token-record.ts";
import { NOON } from "./records.ts";

describe("a token's status", () => {
  it.each([
    ["active", undefined, "active"],
    ["active", NOON + 1, "active"],
    ["active", NOON, "expired"],
    ["active", NOON - 1, "expired"],
    ["disabled", NOON + 1, "disabled"],
    ["disabled", NOON - 1, "disabled"],
    ["revoked", NOON + 1, "revoked"],
    ["revoked", NOON - 1, "revoked"],
  ] as const)("of a token that is %s and expires at %s, at noon, is %s", (state, expiresAtEpochMs, status) => {
    expect(statusOf({ state, expiresAtEpochMs }, NOON)).toBe(status);
  });
});

describe("the revocation bound", () => {
  it("is nothing for secrets, whatever the edge keeps", () => {
    for (const edgeCacheSeconds of [0, 10, 60, 3600]) {
      expect(revocationBoundSeconds("private", edgeCacheSeconds)).toBe(0);
      expect(revocationBoundSeconds("service", edgeCacheSeconds)).toBe(0);
    }
  });

  it("is 10 seconds for a public token, and what the edge may keep where it keeps longer", () => {
    expect(revocationBoundSeconds("public", 0)).toBe(10);
    expect(revocationBoundSeconds("public", 10)).toBe(10);
    expect(revocationBoundSeconds("public", 18)).toBe(10);
    expect(revocationBoundSeconds("public", 19)).toBe(19);
    expect(revocationBoundSeconds("public", 60)).toBe(60);
  });

  it("is kept although a record that is nearly too old can fill the edge after a slow answer: all ages together stay within it", () => {
    for (const edgeCacheSeconds of [19, 20, 60]) {
      expect(10 + ANSWER_SECONDS_MAX + edgeMaxAgeSeconds(edgeCacheSeconds)).toBeLessThanOrEqual(
        revocationBoundSeconds("public", edgeCacheSeconds),
      );
      expect(edgeMaxAgeSeconds(edgeCacheSeconds)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("when a revocation is certainly effective", () => {
  it("is at once for secrets: whoever reads that they are revoked will not let them pass", () => {
    expect(revocationEffectiveAtEpochMs("private", NOON, 60)).toBe(NOON);
    expect(revocationEffectiveAtEpochMs("service", NOON, 60)).toBe(NOON);
  });

  it("is the bound after the slowest possible write for a public token", () => {
    expect(revocationEffectiveAtEpochMs("public", NOON, 60)).toBe(NOON + (REVOKE_SECONDS_MAX + 60) * 1000);
    expect(revocationEffectiveAtEpochMs("public", NOON, 0)).toBe(NOON + (REVOKE_SECONDS_MAX + 10) * 1000);
  });
});
