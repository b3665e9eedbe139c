import { Duration, Stack } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { type IMetric, MathExpression, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, type ILogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { StandingFunction } from "./deployed-functions.ts";
import type { LatchkeyFunctions } from "./functions.ts";
import type { LatchkeyTables } from "./tables.ts";

/** What alarms and dashboard look at. */
export interface Watched {
  readonly scope: Construct;
  readonly functions: LatchkeyFunctions;
  readonly tables: LatchkeyTables;
  readonly api: HttpApi;
  readonly deadLetters: IQueue;
  /** Log group and name of the filter that hands lines to usage metering. */
  readonly metering: { readonly logGroupName: string; readonly filterName: string };
}

const PERIOD = Duration.minutes(5);
const RUNS_PERIOD = Duration.minutes(15);
/** Below so many requests in a period, a share of them says nothing. */
const REQUESTS_MIN = 300;

/** Functions that EventBridge begins. */
export const RUNS = ["expiry-notices", "billing-run", "counting", "file-cleanup"] as const satisfies StandingFunction[];

/** Those that are called most. An alarm takes ten metrics, and the account's limit, which all share, meets these first. */
const BUSIEST = [
  "authorizer",
  "embed-load",
  "embed-events",
  "embed-configurations",
  "quotes",
  "uploads",
  "usage-metering",
  "counting",
] as const satisfies StandingFunction[];

/**
 * Counts a function's failed calls into one metric for all functions. Lambda's own metric is one for each function, and an alarm can add up ten. With
 * the system log level WARN, Lambda writes this line for a call that did not succeed, and for no other.
 */
export function countFaults(scope: Construct, logGroup: ILogGroup): void {
  new MetricFilter(scope, "Faults", {
    logGroup,
    filterPattern: FilterPattern.all(
      FilterPattern.stringValue("$.type", "=", "platform.report"),
      FilterPattern.stringValue("$.record.status", "!=", "success"),
    ),
    ...faultMetric(scope),
    metricValue: "1",
  });
}

/** A filter's metric has no dimensions of its own, so stacks are told apart by the namespace. */
function faultMetric(scope: Construct): { readonly metricNamespace: string; readonly metricName: string } {
  return { metricNamespace: `Latchkey/${Stack.of(scope).stackName}`, metricName: "FunctionFaults" };
}

/** The metrics that alarms compare with their thresholds. All but one are made by AWS and cost nothing by themselves. */
export function watchedMetrics({ scope, functions, tables, api, deadLetters, metering }: Watched) {
  const { authorizer } = functions;
  const { metricNamespace: namespace, metricName } = faultMetric(scope);
  const requests = apiMetric(api, "Count");
  const refused = apiMetric(api, "4xx");
  return {
    authorizerFaults: authorizer.metricErrors({ period: PERIOD }),
    authorizerDuration: authorizer.metricDuration({ period: PERIOD, statistic: Stats.percentile(99) }),
    functionFaults: new Metric({ namespace, metricName, statistic: Stats.SUM, period: PERIOD }),
    throttles: sum(
      "throttled calls",
      PERIOD,
      BUSIEST.map((name) => functions[name].metricThrottles({ period: PERIOD })),
    ),
    serverErrors: apiMetric(api, "5xx"),
    deniedPercentage: new MathExpression({
      label: "refused requests in percent",
      expression: `IF(requests >= ${REQUESTS_MIN}, 100 * refused / requests, 0)`,
      usingMetrics: { requests, refused },
      period: PERIOD,
    }),
    tableThrottles: sum(
      "throttled reads and writes",
      PERIOD,
      Object.values(tables).flatMap(({ tableName }) =>
        ["ReadThrottleEvents", "WriteThrottleEvents"].map(
          (name) =>
            new Metric({
              namespace: "AWS/DynamoDB",
              metricName: name,
              dimensionsMap: { TableName: tableName },
              statistic: Stats.SUM,
              period: PERIOD,
            }),
        ),
      ),
    ),
    runFailures: sum(
      "failed and dropped runs",
      RUNS_PERIOD,
      RUNS.flatMap((name) => [
        functions[name].metricErrors({ period: RUNS_PERIOD }),
        functions[name].metric("AsyncEventsDropped", { statistic: Stats.SUM, period: RUNS_PERIOD }),
      ]),
    ),
    undelivered: sum("lost deliveries", PERIOD, [
      ...["DeliveryErrors", "DeliveryThrottling"].map(
        (name) =>
          new Metric({
            namespace: "AWS/Logs",
            metricName: name,
            dimensionsMap: {
              LogGroupName: metering.logGroupName,
              DestinationType: "Lambda",
              FilterName: metering.filterName,
            },
            statistic: Stats.SUM,
            period: PERIOD,
          }),
      ),
      functions["usage-metering"].metric("AsyncEventsDropped", { statistic: Stats.SUM, period: PERIOD }),
      functions["usage-metering"].metric("DestinationDeliveryFailures", { statistic: Stats.SUM, period: PERIOD }),
    ]),
    deadLetters: deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: PERIOD }),
  };
}

export function apiMetric(api: HttpApi, metricName: string, statistic: string = Stats.SUM): Metric {
  return new Metric({
    namespace: "AWS/ApiGateway",
    metricName,
    dimensionsMap: { ApiId: api.apiId },
    statistic,
    period: PERIOD,
  });
}

/** Adds up metrics of which some may have no values. */
function sum(label: string, period: Duration, metrics: readonly IMetric[]): MathExpression {
  const named = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const terms = Object.keys(named).map((name) => `FILL(${name}, 0)`);
  return new MathExpression({ label, expression: terms.join(" + "), usingMetrics: named, period });
}
