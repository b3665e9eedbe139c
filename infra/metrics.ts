import { Duration } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { type IMetric, MathExpression, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { StandingFunction } from "./deployed-functions.ts";
import type { LatchkeyFunctions } from "./functions.ts";
import type { LatchkeyTables } from "./tables.ts";

/** What alarms and dashboard look at. */
export interface Watched {
  readonly functions: LatchkeyFunctions;
  readonly tables: LatchkeyTables;
  readonly api: HttpApi;
  readonly distribution: Distribution;
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

/** The account's limit, which all functions share, meets those that are called most. */
const BUSIEST = ["authorizer", "embed-load", "usage-metering"] as const satisfies StandingFunction[];

/**
 * What shoppers' pages and the meter rest on. A fault of any function behind a route is an answer 5xx as well, and the runs of a schedule have an alarm of
 * their own. `sign-up` is not here: it fails to refuse somebody.
 */
const FAULTING = [
  "embed-load",
  "embed-configurations",
  "embed-events",
  "usage-metering",
] as const satisfies StandingFunction[];

/** Indexes of the directory that many writers share a partition of. */
const BUSY_INDEXES = ["byWorkspace", "byIdle"] as const;

/** The metrics that alarms compare with their thresholds. All are made by AWS and cost nothing by themselves; an alarm costs 0.10 USD a month for each that it looks at. */
export function watchedMetrics({ functions, tables, api, deadLetters, metering }: Watched) {
  const { authorizer } = functions;
  const requests = apiMetric(api, "Count");
  const refused = apiMetric(api, "4xx");
  return {
    authorizerFaults: authorizer.metricErrors({ period: PERIOD }),
    authorizerDuration: authorizer.metricDuration({ period: PERIOD, statistic: Stats.percentile(99) }),
    functionFaults: sum(
      "failed calls",
      PERIOD,
      FAULTING.map((name) => functions[name].metricErrors({ period: PERIOD })),
    ),
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
    tableThrottles: sum("throttled reads and writes", PERIOD, [
      ...Object.values(tables).flatMap(({ tableName }) => [
        tableMetric("ReadThrottleEvents", tableName),
        tableMetric("WriteThrottleEvents", tableName),
      ]),
      ...BUSY_INDEXES.map((index) => tableMetric("WriteThrottleEvents", tables.directory.tableName, index)),
    ]),
    runFailures: sum(
      "failed runs",
      RUNS_PERIOD,
      RUNS.map((name) => functions[name].metricErrors({ period: RUNS_PERIOD })),
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

/** @param index for requests of this index; without one, of the table without its indexes */
export function tableMetric(metricName: string, tableName: string, index?: string): Metric {
  return new Metric({
    namespace: "AWS/DynamoDB",
    metricName,
    dimensionsMap: { TableName: tableName, ...(index !== undefined && { GlobalSecondaryIndexName: index }) },
    statistic: Stats.SUM,
    period: PERIOD,
  });
}

/** Adds up metrics of which some may have no values. */
function sum(label: string, period: Duration, metrics: readonly IMetric[]): MathExpression {
  const named = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const terms = Object.keys(named).map((name) => `FILL(${name}, 0)`);
  return new MathExpression({ label, expression: terms.join(" + "), usingMetrics: named, period });
}
