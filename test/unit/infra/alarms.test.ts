import { Topic } from "aws-cdk-lib/aws-sns";
import { describe, expect, it } from "vitest";
import { ALARM_IDS, type AlarmId } from "../../../infra/alarms.ts";
import { DEPLOYED_FUNCTION_NAMES } from "../../../infra/deployed-functions.ts";
import {
  at,
  functionsOf,
  listAt,
  type Resource,
  resourcesOf,
  statementsOf,
  synthesizeApp,
  synthesizeConstruct,
} from "./template.ts";

const template = synthesizeApp();
const alarms = new Map(
  resourcesOf(template, "AWS::CloudWatch::Alarm").map((alarm) => [String(alarm.Properties.AlarmName), alarm]),
);

/** What each compares with its threshold, and how. */
const EXPECTED: Readonly<Record<AlarmId, { threshold: number; periods: number; seconds: number; metrics: string[] }>> =
  {
    "authorizer-faults": { threshold: 5, periods: 1, seconds: 300, metrics: ["Errors"] },
    "authorizer-slow": { threshold: 1000, periods: 3, seconds: 300, metrics: ["Duration"] },
    "functions-faulting": { threshold: 5, periods: 1, seconds: 300, metrics: ["FunctionFaults"] },
    "functions-throttled": { threshold: 10, periods: 2, seconds: 300, metrics: ["Throttles"] },
    "api-5xx": { threshold: 5, periods: 2, seconds: 300, metrics: ["5xx"] },
    "denied-spike": { threshold: 50, periods: 3, seconds: 300, metrics: ["4xx", "Count"] },
    "tables-throttled": {
      threshold: 10,
      periods: 1,
      seconds: 300,
      metrics: ["ReadThrottleEvents", "WriteThrottleEvents"],
    },
    "scheduled-runs-failing": { threshold: 3, periods: 1, seconds: 900, metrics: ["AsyncEventsDropped", "Errors"] },
    "metering-undelivered": {
      threshold: 1,
      periods: 1,
      seconds: 300,
      metrics: ["AsyncEventsDropped", "DeliveryErrors", "DeliveryThrottling", "DestinationDeliveryFailures"],
    },
    "dead-letters": { threshold: 1, periods: 1, seconds: 300, metrics: ["ApproximateNumberOfMessagesVisible"] },
  };

it("are ten, named after the stack and their runbooks", () => {
  expect([...alarms.keys()].sort()).toEqual(ALARM_IDS.map((id) => `Latchkey-${id}`).sort());
});

describe.each(ALARM_IDS)("%s", (id) => {
  const properties = alarms.get(`Latchkey-${id}`)?.Properties ?? {};
  const { threshold, periods, seconds, metrics } = EXPECTED[id];

  it("goes off at its threshold, and not when there is nothing to see", () => {
    expect(properties).toMatchObject({
      Threshold: threshold,
      EvaluationPeriods: periods,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "notBreaching",
    });
  });

  it("looks at its metrics, of this stack only", () => {
    const watched = metricsOf(properties);
    expect([...new Set(watched.map(({ name }) => name))].sort()).toEqual(metrics);
    expect(new Set(watched.map(({ period }) => period))).toEqual(new Set([seconds]));
    expect(watched.length).toBeLessThanOrEqual(METRICS_MAX);
    for (const { scope } of watched) expect(JSON.stringify(scope)).toMatch(/"Ref"|"Fn::GetAtt"|Latchkey\/Latchkey/);
  });

  it("tells the topic, if there is one, and says what it means and what to do", () => {
    const [topic] = resourcesOf(template, "AWS::SNS::Topic");
    const told = [{ "Fn::If": ["HasAlarmEmail", { Ref: topic?.id }, { Ref: "AWS::NoValue" }] }];
    expect(properties).toMatchObject({ AlarmActions: told, OKActions: told });
    expect(properties.AlarmDescription).toMatch(
      new RegExp(`^[A-Z].+\\. Runbook: docs/operations/runbooks/${id}\\.md$`),
    );
  });
});

it("add up all tables, and every run that EventBridge begins", () => {
  const dimensionsOf = (id: AlarmId) =>
    metricsOf(alarms.get(`Latchkey-${id}`)?.Properties ?? {}).map(({ scope }) => JSON.stringify(scope));
  expect(new Set(dimensionsOf("tables-throttled")).size).toBe(
    resourcesOf(template, "AWS::DynamoDB::GlobalTable").length,
  );
  const begun = resourcesOf(template, "AWS::Events::Rule").map((rule) =>
    String(at(rule.Properties, "Targets", 0, "Arn", "Fn::GetAtt", 0)),
  );
  for (const functionId of begun) {
    expect(dimensionsOf("scheduled-runs-failing").filter((dimensions) => dimensions.includes(functionId))).toHaveLength(
      2,
    );
  }
});

it("count the faults of every function but the authorizer, which has an alarm of its own", () => {
  const counted = resourcesOf(template, "AWS::Logs::MetricFilter").map(({ Properties }) =>
    String(at(Properties, "LogGroupName", "Ref")),
  );
  const logGroups = [...functionsOf(template)].flatMap(([name, { properties }]) =>
    name === "authorizer" ? [] : [String(at(properties, "LoggingConfig", "LogGroup", "Ref"))],
  );
  expect(counted.sort()).toEqual(logGroups.sort());
  expect(counted).toHaveLength(DEPLOYED_FUNCTION_NAMES.length - 1);
});

describe("the topic", () => {
  it("is made for an address only, and encrypted with a key that CloudWatch can use", () => {
    const [key] = resourcesOf(template, "AWS::KMS::Key").filter(({ id }) => id.includes("TopicKey"));
    const [topic] = resourcesOf(template, "AWS::SNS::Topic");
    expect(template.Parameters.AlarmEmail).toMatchObject({ Default: "" });
    for (const type of ["AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "AWS::SNS::Subscription"]) {
      expect(resourcesOf(template, type).map(({ Condition }) => Condition)).toEqual(["HasAlarmEmail"]);
    }
    expect(key?.Condition).toBe("HasAlarmEmail");
    expect(topic?.Properties.KmsMasterKeyId).toEqual({ "Fn::GetAtt": [key?.id, "Arn"] });
    expect(listAt(key?.Properties, "KeyPolicy", "Statement")).toContainEqual(
      expect.objectContaining({
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: expect.objectContaining({ StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } }),
      }),
    );
  });

  it("may be the deployer's own, and then none is made", () => {
    const own = synthesizeConstruct((stack) => ({
      alarms: { topic: Topic.fromTopicArn(stack, "Topic", "arn:aws:sns:eu-west-1:111122223333:ops") },
    }));
    expect(resourcesOf(own, "AWS::SNS::Topic")).toEqual([]);
    for (const { Properties } of resourcesOf(own, "AWS::CloudWatch::Alarm")) {
      expect(Properties).toMatchObject({ AlarmActions: ["arn:aws:sns:eu-west-1:111122223333:ops"] });
    }
  });
});

it("are not made when they are turned off, nor is anything counted for them", () => {
  const off = synthesizeConstruct(() => ({ alarms: false }));
  for (const type of ["AWS::CloudWatch::Alarm", "AWS::Logs::MetricFilter", "AWS::SNS::Topic"]) {
    expect(resourcesOf(off, type)).toEqual([]);
  }
});

it.each([
  [{ email: "nobody", topic: false }, /alarms\.email is "nobody", but must be an email address/],
  [{ email: "a@example.com", topic: true }, /leave out one of the two/],
])("refuse settings that cannot be right: %j", ({ email, topic }, message) => {
  expect(() =>
    synthesizeConstruct((stack) => ({
      alarms: {
        email,
        ...(topic && { topic: Topic.fromTopicArn(stack, "Topic", "arn:aws:sns:eu-west-1:111122223333:ops") }),
      },
    })),
  ).toThrow(message);
});

it("have a queue where deliveries of the access log end, which the metering alone may write to", () => {
  const [queue] = resourcesOf(template, "AWS::SQS::Queue");
  expect(queue?.Properties).toMatchObject({ MessageRetentionPeriod: 1209600, SqsManagedSseEnabled: true });
  const writing = [...functionsOf(template)].filter(([, { role }]) =>
    statementsOf(role).some(({ actions }) => actions.includes("sqs:SendMessage")),
  );
  expect(writing.map(([name]) => name)).toEqual(["usage-metering"]);
  const keeping = resourcesOf(template, "AWS::Lambda::EventInvokeConfig").filter(
    ({ Properties }) => "DestinationConfig" in Properties,
  );
  expect(keeping.map(({ Properties }) => Properties.DestinationConfig)).toEqual([
    { OnFailure: { Destination: { "Fn::GetAtt": [queue?.id, "Arn"] } } },
  ]);
});

/** CloudWatch takes no more in one alarm. */
const METRICS_MAX = 10;

function metricsOf(properties: Resource["Properties"]): { name: string; period: unknown; scope: unknown }[] {
  if (properties.MetricName !== undefined) {
    const { MetricName, Period, Dimensions, Namespace } = properties;
    return [{ name: String(MetricName), period: Period, scope: Dimensions ?? Namespace }];
  }
  return listAt(properties, "Metrics").flatMap((query) => {
    const { MetricStat: stat } = Object(query);
    if (stat === undefined) return [];
    return [
      {
        name: String(at(stat, "Metric", "MetricName")),
        period: at(stat, "Period"),
        scope: at(stat, "Metric", "Dimensions"),
      },
    ];
  });
}
