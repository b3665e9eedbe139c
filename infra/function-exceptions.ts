import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { acknowledge } from "./acknowledge.ts";
import type { DeployedFunction, PerFunction } from "./deployed-functions.ts";

/** For what EventBridge begins by the clock. */
export const NEXT_RUN = "The event says nothing, and whatever a run did not do is done by the next one.";
/** For what CloudFormation calls. */
const DEPLOYMENT_FAILS = "CloudFormation waits for an answer, and rolls the deployment back without one.";
const CALLER_IS_TOLD = "The failure is the answer to who called, so there is no event to keep.";

/** Why a function that is handed events, and answers nobody, keeps none that failed. */
const WITHOUT_DEAD_LETTERS: Readonly<Partial<PerFunction<string>>> = {
  "billing-run": NEXT_RUN,
  bootstrap: DEPLOYMENT_FAILS,
  counting: NEXT_RUN,
  "event-export":
    "It is handed batches of a stream, which Lambda tries until the stream forgets them. A dead-letter queue takes none of these.",
  "expiry-notices": NEXT_RUN,
  "file-cleanup": NEXT_RUN,
  migrations: DEPLOYMENT_FAILS,
  "usage-metering":
    "What Lambda gives up goes to the queue of its invoke configuration, which tells more than a dead-letter queue.",
};

export function acknowledgeFunction(run: LambdaFunction, name: DeployedFunction): void {
  acknowledge(run, "Serverless-LambdaDLQ", WITHOUT_DEAD_LETTERS[name] ?? CALLER_IS_TOLD);
  acknowledgeTracing(run);
}

/** A function that CDK brings along for a deployment. */
export function acknowledgeDeploymentFunction(run: LambdaFunction): void {
  for (const rule of [
    "AwsSolutions-L1",
    "Serverless-LambdaLatestVersion",
    "CloudFormation-Validate::FUNCTION_RUNTIME",
  ] as const) {
    acknowledge(run, rule, "CDK's own function in the Python version that CDK tested it with.");
  }
  acknowledge(
    run,
    "CloudFormation-Validate::FUNCTION_TIMEOUT",
    "CDK's own function: it runs in a deployment only, and copies all files of a release at once.",
  );
  acknowledge(run, "Serverless-LambdaDLQ", DEPLOYMENT_FAILS);
  acknowledgeTracing(run);
}

function acknowledgeTracing(run: LambdaFunction): void {
  acknowledge(
    run,
    "Serverless-LambdaTracing",
    "An HTTP API starts no trace, and rights on X-Ray cannot be narrowed to a resource. The access log has the latencies of each request.",
  );
}
