import { Duration } from "aws-cdk-lib";
import { CfnPermission, EventInvokeConfig, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { CfnSubscriptionFilter, type LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { LINES_ARE_KEPT } from "./function-exceptions.ts";

/**
 * Usage is what the access log says: CloudWatch Logs hands its lines to the function, at least once, and nothing is written while a request waits.
 * Only lines of tokens are: not those of strangers, nor of people in the console.
 */
const LINES_OF_TOKENS = '{ $.tokenId = "lk*" }';

export function meterAccessLog(
  scope: Construct,
  { logGroup, run }: { readonly logGroup: LogGroup; readonly run: LambdaFunction },
): void {
  const permission = new CfnPermission(scope, "MeteringPermission", {
    action: "lambda:InvokeFunction",
    functionName: run.functionArn,
    principal: "logs.amazonaws.com",
    sourceArn: logGroup.logGroupArn,
  });
  const filter = new CfnSubscriptionFilter(scope, "Metering", {
    logGroupName: logGroup.logGroupName,
    destinationArn: run.functionArn,
    filterPattern: LINES_OF_TOKENS,
  });
  // CloudWatch Logs tries the function out before it takes the filter.
  filter.addResourceDependency(permission);
  const retries = new EventInvokeConfig(scope, "MeteringRetries", {
    function: run,
    // For what fails in the function, one and two minutes later; what Lambda itself cannot run is tried for as long as it can be.
    retryAttempts: 2,
    maxEventAge: Duration.hours(6),
  });
  acknowledge(retries, "Serverless-LambdaAsyncFailureDestination", LINES_ARE_KEPT);
}
