import type { IFunction, Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import type { LatchkeyFunctions } from "./functions.ts";

/**
 * Environments that are kept ready, so that the first requests of a burst do not wait for new ones. Each of 512 MB costs about 4.30 USD a month, used
 * or not; above their number Lambda starts others as always. Lambda
 * keeps 100 of the account's concurrency free for everything else, and fails the deployment where they do not fit.
 */
export interface ProvisionedConcurrency {
  /** For the authorizer, which every request asks. @default - none */
  readonly authorizer?: number;
  /** For loads of configurators that the edge does not have. @default - none */
  readonly embedLoad?: number;
}

/** What API Gateway needs of a function, or of an alias of one. */
export type Invocable = Pick<IFunction, "functionArn" | "addPermission">;

export type Warm = Readonly<Partial<Record<"authorizer" | "embed-load", Invocable>>>;

/** What API Gateway asks in place of the functions: an alias of their newest version, of which so many environments are kept. */
export function keepWarm(functions: LatchkeyFunctions, { authorizer, embedLoad }: ProvisionedConcurrency): Warm {
  return {
    ...(authorizer !== undefined && { authorizer: keepReady(functions.authorizer, authorizer) }),
    ...(embedLoad !== undefined && { "embed-load": keepReady(functions["embed-load"], embedLoad) }),
  };
}

function keepReady(run: LambdaFunction, provisionedConcurrentExecutions: number): Invocable {
  return run.addAlias("warm", { provisionedConcurrentExecutions });
}

/** @throws Error for a number that Lambda does not take */
export function assertProvisioned(provisioned: ProvisionedConcurrency): void {
  for (const [name, environments] of Object.entries(provisioned)) {
    if (!(Number.isInteger(environments) && environments >= 1)) {
      throw new Error(
        `provisionedConcurrency.${name} is ${environments}, but must be a whole number of at least 1. Leave it out to keep none ready.`,
      );
    }
  }
}
