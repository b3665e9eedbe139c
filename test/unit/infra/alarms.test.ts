import { Topic } from "aws-cdk-lib/aws-sns";
import { describe, expect, it } from "vitest";
import { ALARM_IDS, type AlarmId } from "../../../infra/alarms.ts";
import {
  at,
  functionsOf,
  listAt,
  propertiesOf,
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
    "functions-faulting": { threshold: 5, periods: 1, seconds: 300, metrics: ["Errors"] },
    "functions-throttled": { threshold: 10, periods: 2, seconds: 300, metrics: ["Throttles"] },
    "api-5xx": { threshold: 5, periods: 2, seconds: 300, metrics: ["5xx"] },
    "denied-spike": { threshold: 50, periods: 3, seconds: 300, metrics: ["4xx", "Count"] },
    "tables-throttled": {
      threshold: 10,
      periods: 1,
      seconds: 300,
      metrics: ["ReadThrottleEvents", "WriteThrottleEvents"],
    },
    "scheduled-runs-failing": { threshold: 3, periods: 1, seconds: 900, metrics: ["Errors"] },
    "metering-undelivered": {
      threshold: 1,
      periods: 1,
      seconds: 300,
      metrics: ["DeliveryErrors", "DeliveryThrottling", "DestinationDeliveryFailures"],
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
    for (const { scope } of watched) expect(JSON.stringify(scope)).toMatch(/"Ref"|"Fn::GetAtt"/);
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
  const throttled = dimensionsOf("tables-throttled");
  const tables = resourcesOf(template, "AWS::DynamoDB::GlobalTable");
  expect(tables).toHaveLength(3);
  for (const { id } of tables) {
    expect(throttled.filter((dimensions) => dimensions.includes(id) && !dimensions.includes("IndexName"))).toHaveLength(
      2,
    );
  }
  const indexes = new Set(
    tables.flatMap(({ Properties }) =>
      ("GlobalSecondaryIndexes" in Properties ? listAt(Properties, "GlobalSecondaryIndexes") : []).map((index) =>
        String(at(index, "IndexName")),
      ),
    ),
  );
  for (const name of ["byWorkspace", "byIdle"]) {
    expect(indexes).toContain(name);
    expect(throttled.some((dimensions) => dimensions.includes(name))).toBe(true);
  }
  const begun = resourcesOf(template, "AWS::Events::Rule").map((rule) =>
    String(at(rule.Properties, "Targets", 0, "Arn", "Fn::GetAtt", 0)),
  );
  for (const functionId of begun) {
    expect(dimensionsOf("scheduled-runs-failing").filter((dimensions) => dimensions.includes(functionId))).toHaveLength(
      1,
    );
  }
});

it("look at functions that do not fail to refuse somebody", () => {
  const faulting = dimensionsOf("functions-faulting");
  const signUp = functionsOf(template).get("sign-up");
  expect(signUp).toBeDefined();
  expect(faulting).toHaveLength(4);
  expect(faulting.filter((dimensions) => dimensions.includes("SignUp"))).toEqual([]);
});

it("look at so few metrics that they cost less than three dollars a month", () => {
  expect(ALARM_IDS.flatMap(dimensionsOf).length * 0.1).toBeLessThan(3);
});

describe("the topic", () => {
  it("is made for an address only, and takes nothing but this account's alarms, over TLS", () => {
    expect(template.Parameters.AlarmEmail).toMatchObject({ Default: "" });
    for (const type of ["AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "AWS::SNS::Subscription"]) {
      expect(resourcesOf(template, type).map(({ Condition }) => Condition)).toEqual(["HasAlarmEmail"]);
    }
    const statements = listAt(propertiesOf(template, "AWS::SNS::TopicPolicy"), "PolicyDocument", "Statement");
    expect(statements).toHaveLength(2);
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: "Allow",
        Action: "sns:Publish",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: expect.objectContaining({ StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } }),
      }),
    );
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
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

it("are not made when they are turned off", () => {
  const off = synthesizeConstruct(() => ({ alarms: false }));
  for (const type of ["AWS::CloudWatch::Alarm", "AWS::SNS::Topic"]) {
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

function dimensionsOf(id: AlarmId): string[] {
  return metricsOf(alarms.get(`Latchkey-${id}`)?.Properties ?? {}).map(({ scope }) => JSON.stringify(scope));
}

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
