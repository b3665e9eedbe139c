import { CfnResource, CustomResource, Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import { DATA_VERSION } from "../functions/migrations/data-version.ts";
import type { LatchkeyFunctions } from "./functions.ts";

/** Three runs of the function, with the minutes that Lambda waits between them. */
const MIGRATE_TIMEOUT = Duration.hours(1);
const CONFIRM_TIMEOUT = Duration.minutes(2);

/**
 * Brings the data to the version of this release, or refuses the release, before any function but the one that does it is replaced.
 *
 * @returns what must wait for it depends on it
 */
export function migrateData(scope: Construct, functions: LatchkeyFunctions): CustomResource {
  const migrated = createStep(new Construct(scope, "DataVersion"), "migrate", functions);
  for (const [name, other] of Object.entries(functions)) {
    if (name !== "migrations") other.node.addDependency(migrated);
  }
  return migrated;
}

/**
 * After everything else that every deployment has: one that fails before goes back to the former release. CloudFormation lets nothing wait for what a
 * deployment may not have.
 */
export function confirmData(scope: Construct, functions: LatchkeyFunctions): void {
  const rest = scope.node.findAll().filter((child) => CfnResource.isCfnResource(child) && !child.cfnOptions.condition);
  createStep(new Construct(scope, "DataVersionConfirmed"), "confirm", functions).node.addDependency(...rest);
}

function createStep(scope: Construct, step: "migrate" | "confirm", { migrations }: LatchkeyFunctions): CustomResource {
  return new CustomResource(scope, "Resource", {
    resourceType: "Custom::LatchkeyDataVersion",
    serviceToken: migrations.functionArn,
    serviceTimeout: step === "migrate" ? MIGRATE_TIMEOUT : CONFIRM_TIMEOUT,
    properties: { step, dataVersion: String(DATA_VERSION) },
  });
}
