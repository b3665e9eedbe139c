import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENVIRONMENTS } from "../../../functions/domain/application.ts";
import {
  addVersion,
  type Environments,
  NO_ENVIRONMENTS,
  pin,
  promote,
  unpin,
} from "../../../functions/domain/gateway-environments.ts";
import { isShallow } from "../../../functions/domain/json-depth.ts";

type Step = (environments: Environments) => Environments;
const environment = fc.constantFrom(...ENVIRONMENTS);
const version = fc.integer({ min: 1, max: 5 });
const steps: fc.Arbitrary<{ readonly name: string; readonly apply: Step }> = fc.oneof(
  fc.constant({ name: "add", apply: addVersion }),
  version.map((to) => ({ name: "promote", apply: (before: Environments) => promote(before, to) ?? before })),
  fc.tuple(environment, version).map(([where, to]) => ({
    name: `pin ${where}`,
    apply: (before: Environments) => pin(before, where, to),
  })),
  environment.map((where) => ({ name: `unpin ${where}`, apply: (before: Environments) => unpin(before, where) })),
);

describe("environments", () => {
  it("give staging the newest version and production what is promoted", () => {
    const two = addVersion(addVersion(NO_ENVIRONMENTS));
    expect(two).toEqual({ latestVersion: 2, staging: { version: 2, pinned: false }, production: { pinned: false } });
    expect(promote(two, 1)?.production).toEqual({ version: 1, pinned: false });
  });

  it("while pinned, do not move, whatever happens but being pinned or unpinned themselves", () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30 }), (history) => {
        let state = NO_ENVIRONMENTS;
        for (const { name, apply } of history) {
          const next = apply(state);
          for (const where of ENVIRONMENTS) {
            if (state[where].pinned && !name.endsWith(`pin ${where}`)) expect(next[where]).toEqual(state[where]);
          }
          if (!next.staging.pinned && next.latestVersion > 0) expect(next.staging.version).toBe(next.latestVersion);
          state = next;
        }
      }),
    );
  });

  it("refuse a promotion while production is pinned", () => {
    expect(promote(pin(addVersion(NO_ENVIRONMENTS), "production", 1), 1)).toBeUndefined();
  });
});

describe("a document", () => {
  const nested = (levels: number): unknown =>
    levels === 0 ? 1 : levels % 2 === 0 ? [nested(levels - 1)] : { a: nested(levels - 1) };

  it("is shallow up to the level that is allowed, and not one below", () => {
    expect([isShallow(nested(64), 64), isShallow(nested(65), 64)]).toEqual([true, false]);
    expect([isShallow("text", 0), isShallow({}, 0)]).toEqual([true, false]);
  });
});
