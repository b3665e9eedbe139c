import { ArnFormat, type CfnCondition, CfnResource, Fn, Stack, Token } from "aws-cdk-lib";
import { Alarm, CfnAlarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";

import { Effect, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSubscription, type ITopic, Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { type Watched, watchedMetrics } from "./metrics.ts";

/** Whom alarms tell: a topic of the deployer's, or an address for which one is made. */
export interface Alarms {
  /**
   * Is told of every alarm, and of its end. If it is encrypted, its key must let `cloudwatch.amazonaws.com` decrypt and generate data keys.
   * @default - none
   */
  readonly topic?: ITopic;
  /**
   * Receives the same by email, when its owner has followed the link in the first one.
   * @default - nobody
   */
  readonly email?: string;
  /**
   * For an address that is given when the stack is deployed: where this does not hold, alarms tell nobody.
   * @default - it holds
   */
  readonly condition?: CfnCondition;
}

/** In the order of the dashboard. Each is also the name of its runbook. */
export const ALARM_IDS = [
  "authorizer-faults",
  "authorizer-slow",
  "functions-faulting",
  "functions-throttled",
  "api-5xx",
  "denied-spike",
  "tables-throttled",
  "scheduled-runs-failing",
  "metering-undelivered",
  "dead-letters",
] as const;
export type AlarmId = (typeof ALARM_IDS)[number];

export interface LatchkeyAlarms {
  readonly byId: Readonly<Record<AlarmId, Alarm>>;
  /** What alarms tell, unless they tell nobody. */
  readonly topic: ITopic | undefined;
}

interface Rule {
  readonly metric: IMetric;
  readonly threshold: number;
  /** How many periods in a row. One is enough where nothing mends itself. */
  readonly periods: number;
  readonly meaning: string;
}

/**
 * Ten alarms, each with a runbook in `docs/operations/runbooks`. Nothing that is missing is bad news: no metric here has a value while nobody calls.
 *
 * @throws Error for settings that tell two topics or none at all
 */
export function createAlarms(scope: Construct, settings: Alarms, watched: Watched): LatchkeyAlarms {
  assertAlarms(settings);
  const parent = new Construct(scope, "Alarms");
  const topic = settings.topic ?? (settings.email === undefined ? undefined : createTopic(parent, settings));
  const rules = rulesOf(watched);
  const prefix = [...new Set([Stack.of(scope).stackName, scope.node.id])].join("-");
  const create = (id: AlarmId): Alarm => {
    const { metric, threshold, periods, meaning } = rules[id];
    const alarm = new Alarm(parent, id, {
      alarmName: `${prefix}-${id}`,
      alarmDescription: `${meaning} Runbook: docs/operations/runbooks/${id}.md`,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (topic !== undefined) tell(alarm, topic, settings.condition);
    return alarm;
  };
  return {
    byId: {
      "authorizer-faults": create("authorizer-faults"),
      "authorizer-slow": create("authorizer-slow"),
      "functions-faulting": create("functions-faulting"),
      "functions-throttled": create("functions-throttled"),
      "api-5xx": create("api-5xx"),
      "denied-spike": create("denied-spike"),
      "tables-throttled": create("tables-throttled"),
      "scheduled-runs-failing": create("scheduled-runs-failing"),
      "metering-undelivered": create("metering-undelivered"),
      "dead-letters": create("dead-letters"),
    },
    topic,
  };
}

function rulesOf(watched: Watched): Readonly<Record<AlarmId, Rule>> {
  const metrics = watchedMetrics(watched);
  return {
    "authorizer-faults": {
      metric: metrics.authorizerFaults,
      // Each is a request that was answered 500 whoever made it. One can be a lost environment; five in five minutes are not.
      threshold: 5,
      periods: 1,
      meaning: "The authorizer fails or times out, so requests with valid tokens are answered 500.",
    },
    "authorizer-slow": {
      metric: metrics.authorizerDuration,
      // A third of its timeout. A decision is one or two reads of a few milliseconds; the slowest of a quiet hour are cold starts, so it must last.
      threshold: 1000,
      periods: 3,
      meaning: "One of a hundred decisions takes a second or longer.",
    },
    "functions-faulting": {
      metric: metrics.functionFaults,
      // A function that refuses does not fail, so any fault is one of ours or of AWS; one by itself has been retried by its caller.
      threshold: 5,
      periods: 1,
      meaning: "Functions that shoppers' pages and the meter of usage rest on fail, time out or run out of memory.",
    },
    "functions-throttled": {
      metric: metrics.throttles,
      // None has a limit of its own, so a throttle says that the account's is used up. Lambda's own scaling makes a few at a sudden start.
      threshold: 10,
      periods: 2,
      meaning: "Lambda turns calls away, because the account's limit of concurrency is used up.",
    },
    "api-5xx": {
      metric: metrics.serverErrors,
      // As for the authorizer's faults, twice in a row: a deployment can give a handful.
      threshold: 5,
      periods: 2,
      meaning: "The API answers with server errors.",
    },
    "denied-spike": {
      metric: metrics.deniedPercentage,
      // Pages with an expired token are refused every day and stay a small part. That most of a busy quarter of an hour is refused is a token that
      // many use and somebody has revoked, or somebody who tries tokens.
      threshold: 50,
      periods: 3,
      meaning: "Most requests are refused: a token in wide use has ended, or somebody tries tokens.",
    },
    "tables-throttled": {
      metric: metrics.tableThrottles,
      // The SDK tries again, so a few are invisible. On-demand tables throttle when one key is too busy, or at twice the traffic of ever before.
      threshold: 10,
      periods: 1,
      meaning: "DynamoDB turns reads or writes of our tables away.",
    },
    "scheduled-runs-failing": {
      metric: metrics.runFailures,
      // In a quarter of an hour: an hourly run that failed with both of its retries, or three of the runs of each minute.
      threshold: 3,
      periods: 1,
      meaning: "Runs that count events, bill, announce ends of tokens or delete files fail.",
    },
    "metering-undelivered": {
      metric: metrics.undelivered,
      // CloudWatch Logs has tried for a day, or Lambda three times: whatever is in here is usage that nobody has counted.
      threshold: 1,
      periods: 1,
      meaning: "Lines of the access log have not reached usage metering, so usage is missing from statements.",
    },
    "dead-letters": {
      metric: metrics.deadLetters,
      // Each is kept for 14 days and is gone then.
      threshold: 1,
      periods: 1,
      meaning: "Events that were given up wait in the dead-letter queue, and are lost after 14 days.",
    },
  };
}

/**
 * A topic that only this account's alarms can publish to, and its one subscriber. It has no key: CloudWatch can use none that AWS manages, and what is sent are
 * the names and numbers of an alarm.
 */
function createTopic(scope: Construct, { email = "", condition }: Alarms): ITopic {
  const { account } = Stack.of(scope);
  const alarmsOfAccount = {
    StringEquals: { "aws:SourceAccount": account },
    ArnLike: {
      "aws:SourceArn": Stack.of(scope).formatArn({
        service: "cloudwatch",
        resource: "alarm",
        resourceName: "*",
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    },
  };
  const cloudWatch = new ServicePrincipal("cloudwatch.amazonaws.com");
  const topic = new Topic(scope, "Topic", { displayName: "Latchkey alarms", enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: "AlarmsOfThisAccount",
      effect: Effect.ALLOW,
      principals: [cloudWatch],
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: alarmsOfAccount,
    }),
  );
  const subscription = new CfnSubscription(scope, "Email", {
    topicArn: topic.topicArn,
    protocol: "email",
    endpoint: email,
  });
  acknowledge(
    subscription,
    "Serverless-SNSRedrivePolicy",
    "A mail that nobody got is not worth a queue: the alarm itself stays where it is.",
  );
  makeOnlyWhere(condition, scope);
  return topic;
}

/** To be called before the alarms are made, which always are. */
function makeOnlyWhere(condition: CfnCondition | undefined, scope: Construct): void {
  if (condition === undefined) return;
  for (const child of scope.node.findAll()) {
    if (CfnResource.isCfnResource(child)) child.cfnOptions.condition = condition;
  }
}

function tell(alarm: Alarm, topic: ITopic, condition: CfnCondition | undefined): void {
  const { defaultChild: resource } = alarm.node;
  if (!(resource instanceof CfnAlarm)) throw new Error("the alarm is not a metric alarm");
  const arns =
    condition === undefined
      ? [topic.topicArn]
      : [Fn.conditionIf(condition.logicalId, topic.topicArn, Fn.ref("AWS::NoValue")).toString()];
  resource.alarmActions = arns;
  resource.okActions = arns;
}

function assertAlarms({ topic, email, condition }: Alarms): void {
  if (topic !== undefined && email !== undefined) {
    throw new Error(
      "alarms has a topic and an email: subscribe the address to your topic, and leave out one of the two.",
    );
  }
  if (condition !== undefined && email === undefined) {
    throw new Error(
      "alarms.condition is for an email that may be missing: give the email, too, or leave out the condition.",
    );
  }
  if (email !== undefined && !Token.isUnresolved(email) && !/^[^@\s]+@[^@\s]+$/.test(email)) {
    throw new Error(`alarms.email is "${email}", but must be an email address, such as ops@example.com.`);
  }
}
