import type { DataState } from "../store/data-state.ts";
import type { Migration, Release } from "./migration.ts";

/** Refusals are for whoever deploys, and say what to do instead. */
export type UpgradePlan =
  | { readonly isAllowed: true; readonly migrations: readonly Migration[] }
  | { readonly isAllowed: false; readonly refusal: string };

/**
 * Which migrations a release has to run on data in this state, before its functions replace those that are deployed.
 *
 * Data may be ahead of the release as long as no function of a later release was deployed to the end: CloudFormation goes back to the former release
 * when a deployment fails after the migrations, and each migration leaves the data readable for that one.
 */
export function planUpgrade(state: DataState, release: Release): UpgradePlan {
  const { version, deployedVersion, progress } = state;
  const { dataVersion, oldestDataVersion } = release;
  if (deployedVersion > dataVersion) {
    return refuse(
      `The data is in use by a release with data version ${deployedVersion}, and this one knows versions up to ${dataVersion}. ` +
        `Deploy a release with data version ${deployedVersion}. To go back, restore the tables to a moment before the upgrade.`,
    );
  }
  if (version < oldestDataVersion) {
    return refuse(
      `The data has version ${version}, and this release brings it forward from version ${oldestDataVersion} on. ` +
        `Deploy a release with data version ${oldestDataVersion} first.`,
    );
  }
  const migrations = release.migrations.filter((migration) => migration.version > version);
  const begun = migrations.find((migration) => migration.version === progress?.version);
  if (progress !== undefined && begun !== undefined && begun.id !== progress.id) {
    return refuse(
      `The migration "${progress.id}" to data version ${progress.version} has begun, and this release has "${begun.id}" in its place. ` +
        "Deploy the release that began it.",
    );
  }
  const early = migrations.find(({ phase }) => phase.kind === "contract" && phase.unusedSince > deployedVersion);
  if (early?.phase.kind === "contract") {
    return refuse(
      `The migration "${early.id}" takes away what the deployed release, with data version ${deployedVersion}, still uses. ` +
        `Deploy a release with a data version from ${early.phase.unusedSince} to ${early.version - 1} first.`,
    );
  }
  return { isAllowed: true, migrations };
}

function refuse(refusal: string): UpgradePlan {
  return { isAllowed: false, refusal };
}
