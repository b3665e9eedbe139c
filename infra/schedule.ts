import { Duration } from "aws-cdk-lib";
import { CfnRule } from "aws-cdk-lib/aws-events";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { EventInvokeConfig, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";

/**
 * Begins a run of the notices once an hour. EventBridge hands the event to Lambda, which tries again twice when a run fails. There is no
 * dead-letter queue: the event says nothing, and whatever a run did not do is done by the next one.
 */
export function createSchedule(scope: Construct, notices: LambdaFunction): CfnRule {
  const parent = new Construct(scope, "Schedule");
  const rule = new CfnRule(parent, "ExpiryNotices", {
    description: "Latchkey: announces tokens that end soon, and sends what is due to webhooks",
    scheduleExpression: "rate(1 hour)",
    state: "ENABLED",
    targets: [{ id: "Function", arn: notices.functionArn, retryPolicy: { maximumEventAgeInSeconds: SECONDS_MAX } }],
  });
  notices.addPermission("Schedule", {
    principal: new ServicePrincipal("events.amazonaws.com"),
    sourceArn: rule.attrArn,
  });
  new EventInvokeConfig(parent, "Retries", {
    function: notices,
    retryAttempts: 2,
    // A run that could not begin for so long would only meet the next one.
    maxEventAge: Duration.seconds(SECONDS_MAX),
  });
  return rule;
}

const SECONDS_MAX = 30 * 60;
