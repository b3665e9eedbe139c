import { Duration } from "aws-cdk-lib";
import { CfnRule } from "aws-cdk-lib/aws-events";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { EventInvokeConfig, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { NEXT_RUN } from "./function-exceptions.ts";
import type { LatchkeyFunctions } from "./functions.ts";

/**
 * Begins each of the stack's runs, once an hour or once a minute. EventBridge hands the event to Lambda, which tries an hourly run twice again
 * when it fails. There is no dead-letter queue: the event says nothing, and whatever a run did not do is done by the next one.
 */
export function createSchedules(scope: Construct, functions: LatchkeyFunctions): void {
  const parent = new Construct(scope, "Schedule");
  createSchedule(parent, "ExpiryNotices", {
    description: "Latchkey: announces tokens that end soon, and sends what is due to webhooks",
    run: functions["expiry-notices"],
  });
  createSchedule(parent, "Billing", {
    description:
      "Latchkey: raises alerts of budgets and included volumes, and freezes the statements of months that are over",
    run: functions["billing-run"],
  });
  createSchedule(parent, "Counting", {
    description: "Latchkey: adds up what was received for analytics and usage",
    run: functions.counting,
    every: "1 minute",
  });
  createSchedule(parent, "FileCleanup", {
    description: "Latchkey: deletes files of uploads that have ended",
    run: functions["file-cleanup"],
  });
}

function createSchedule(
  scope: Construct,
  id: string,
  {
    description,
    run,
    every = "1 hour",
  }: { readonly description: string; readonly run: LambdaFunction; readonly every?: "1 hour" | "1 minute" },
): void {
  const secondsMax = SECONDS_MAX[every];
  const rule = new CfnRule(scope, id, {
    description,
    scheduleExpression: `rate(${every})`,
    state: "ENABLED",
    targets: [{ id: "Function", arn: run.functionArn, retryPolicy: { maximumEventAgeInSeconds: secondsMax } }],
  });
  acknowledge(rule, "Serverless-EventBusDLQ", NEXT_RUN);
  run.addPermission("Schedule", {
    principal: new ServicePrincipal("events.amazonaws.com"),
    sourceArn: rule.attrArn,
  });
  const retries = new EventInvokeConfig(scope, `${id}Retries`, {
    function: run,
    // The next minute tries again by itself.
    retryAttempts: every === "1 hour" ? 2 : 0,
    // A run that could not begin for so long would only meet the next one.
    maxEventAge: Duration.seconds(secondsMax),
  });
  acknowledge(retries, "Serverless-LambdaAsyncFailureDestination", NEXT_RUN);
}

/** EventBridge and Lambda take a minute as the least. */
const SECONDS_MAX = { "1 hour": 30 * 60, "1 minute": 60 } as const;
