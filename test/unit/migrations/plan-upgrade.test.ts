import { describe, expect, it } from "vitest";
import { DATA_VERSION, OLDEST_DATA_VERSION } from "../../../functions/migrations/data-version.ts";
import { PAGE_WRITES_MAX } from "../../../functions/migrations/migration.ts";
import { planUpgrade } from "../../../functions/migrations/plan-upgrade.ts";
import { RELEASE } from "../../../functions/migrations/release.ts";
import type { DataState } from "../../../functions/store/data-state.ts";
import { contract, expand, releaseOf } from "./made-up.ts";

const plan = (state: Partial<DataState>, release = releaseOf([expand(2), expand(3)])) =>
  planUpgrade({ version: 1, deployedVersion: 1, revision: 1, ...state }, release);
const versionsOf = (outcome: ReturnType<typeof planUpgrade>) =>
  outcome.isAllowed ? outcome.migrations.map(({ version }) => version) : outcome.refusal;

describe("a release", () => {
  it("runs what comes after the version of the data, in order", () => {
    expect(versionsOf(plan({}))).toEqual([2, 3]);
    expect(versionsOf(plan({ version: 2 }))).toEqual([3]);
    expect(versionsOf(plan({ version: 3, deployedVersion: 3 }))).toEqual([]);
  });

  it("is refused on data that a later release is deployed on, and says which one to deploy", () => {
    expect(versionsOf(plan({ version: 4, deployedVersion: 4 }))).toMatch(
      /in use by a release with data version 4, and this one knows versions up to 3.*Deploy a release with data version 4\./,
    );
  });

  it("may come back when the deployment of a later one did not end, also in the middle of its migration", () => {
    expect(versionsOf(plan({ version: 5, deployedVersion: 3 }))).toEqual([]);
    const progress = { version: 4, id: "of-the-later-one", startedAt: "", pages: 1, place: "a" };
    expect(versionsOf(plan({ version: 3, deployedVersion: 3, progress }))).toEqual([]);
  });

  it("is refused on data for which it has no migration any more, and says which one comes first", () => {
    const release = releaseOf([expand(4)]);
    expect(versionsOf(plan({ version: 2, deployedVersion: 2 }, release))).toMatch(
      /has version 2, and this release brings it forward from version 3 on.*data version 3 first/,
    );
    expect(versionsOf(plan({ version: 3, deployedVersion: 3 }, release))).toEqual([4]);
  });

  it("takes nothing away from a deployed release that uses it", () => {
    const release = releaseOf([expand(2), expand(3), contract(4, 2)]);
    expect(versionsOf(plan({ version: 1, deployedVersion: 1 }, release))).toMatch(
      /"made-up-4" takes away what the deployed release, with data version 1, still uses.*from 2 to 3 first/,
    );
    // What a failed deployment has migrated makes its functions no deployed ones.
    expect(versionsOf(plan({ version: 3, deployedVersion: 1 }, release))).toMatch(/still uses/);
    expect(versionsOf(plan({ version: 2, deployedVersion: 2 }, release))).toEqual([3, 4]);
  });

  it("does not go on with another migration of the same version", () => {
    const progress = { version: 2, id: "somebody-elses", startedAt: "", pages: 1, place: "a" };
    expect(versionsOf(plan({ progress }))).toMatch(/"somebody-elses" to data version 2 has begun.*"made-up-2"/);
    expect(versionsOf(plan({ progress: { ...progress, id: "made-up-2" } }))).toEqual([2, 3]);
  });
});

describe("the list of this release", () => {
  const { migrations, dataVersion, oldestDataVersion } = RELEASE;
  it("has a migration for each version, each named once", () => {
    expect({ dataVersion, oldestDataVersion }).toEqual({
      dataVersion: DATA_VERSION,
      oldestDataVersion: OLDEST_DATA_VERSION,
    });
    expect(migrations.map(({ version }) => version)).toEqual(
      Array.from({ length: dataVersion - oldestDataVersion }, (_, index) => oldestDataVersion + 1 + index),
    );
    expect(new Set(migrations.map(({ id }) => id)).size).toBe(migrations.length);
  });

  it("takes away only what an earlier release has stopped to use", () => {
    for (const { phase, version } of migrations) {
      if (phase.kind === "contract") expect(phase.unusedSince).toBeLessThan(version);
    }
  });

  it("fits into transactions of DynamoDB with the state and the record", () => {
    expect(PAGE_WRITES_MAX + 2).toBe(100);
  });
});
