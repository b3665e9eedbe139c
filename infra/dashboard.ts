import { Stack } from "aws-cdk-lib";
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  PeriodOverride,
} from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { RUNS, tableMetric, type Watched } from "./metrics.ts";

const WIDTH = 12;
const CLOUDFRONT_REGION = "us-east-1";
const PERCENTILES = ["p50", "p90", "p99"] as const;

/** One page for people who are on duty: alarms first, then a request's way from the edge to the tables, then what runs beside it. */
export function createDashboard(scope: Construct, watched: Watched, alarms: readonly Alarm[]): Dashboard {
  const { stackName, region } = Stack.of(scope);
  return new Dashboard(scope, "Dashboard", {
    // Names of dashboards are an account's, not a Region's.
    dashboardName: [...new Set([stackName, scope.node.id]), region].join("-"),
    periodOverride: PeriodOverride.INHERIT,
    widgets: [
      alarms.length === 0
        ? []
        : [new AlarmStatusWidget({ title: "Alarms", alarms: [...alarms], width: 2 * WIDTH, height: 3 })],
      [
        graph("Requests: at the edge, and those that it passed on", requests(watched)),
        graph("Refused and failed", refused(watched)),
      ],
      [
        graph(
          "Answers of the API, ms",
          PERCENTILES.map((statistic) => watched.api.metricLatency({ statistic, label: statistic })),
        ),
        graph(
          "Decisions of the authorizer, ms",
          PERCENTILES.map((statistic) => watched.functions.authorizer.metricDuration({ statistic, label: statistic })),
        ),
      ],
      [graph("Functions", ofFunctions(watched)), graph("Functions running at once", concurrency(watched))],
      [
        graph("Units of the tables", ofTables(watched, CAPACITY)),
        graph("Throttled by the tables", ofTables(watched, THROTTLES)),
      ],
      [
        graph(
          "Runs",
          RUNS.map((name) => watched.functions[name].metricInvocations({ label: name })),
        ),
        graph("Usage metering", metering(watched)),
      ],
    ],
  });
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: WIDTH, height: 6, leftYAxis: { min: 0 } });
}

function requests({ distribution, api }: Watched): IMetric[] {
  return [
    new Metric({
      namespace: "AWS/CloudFront",
      metricName: "Requests",
      dimensionsMap: { DistributionId: distribution.distributionId, Region: "Global" },
      region: CLOUDFRONT_REGION,
      statistic: "Sum",
      label: "CloudFront",
    }),
    api.metricCount({ label: "API" }),
  ];
}

function refused({ api }: Watched): IMetric[] {
  return [api.metricClientError({ label: "4xx" }), api.metricServerError({ label: "5xx" })];
}

const BUSY = ["authorizer", "embed-load", "embed-configurations", "embed-events", "service-management"] as const;

function ofFunctions({ functions }: Watched): IMetric[] {
  return BUSY.flatMap((name) => [
    functions[name].metricErrors({ label: `${name}: errors` }),
    functions[name].metricThrottles({ label: `${name}: throttles` }),
  ]);
}

function concurrency({ functions }: Watched): IMetric[] {
  return BUSY.map((name) => functions[name].metric("ConcurrentExecutions", { statistic: "Maximum", label: name }));
}

const CAPACITY = { ConsumedReadCapacityUnits: "read", ConsumedWriteCapacityUnits: "written" } as const;
const THROTTLES = { ReadThrottleEvents: "reads", WriteThrottleEvents: "writes" } as const;

function ofTables({ tables }: Watched, labels: Readonly<Record<string, string>>): IMetric[] {
  return Object.entries(tables).flatMap(([table, { tableName }]) =>
    Object.entries(labels).map(([name, label]) => tableMetric(name, tableName).with({ label: `${table}: ${label}` })),
  );
}

function metering({ functions, deadLetters }: Watched): IMetric[] {
  return [
    functions["usage-metering"].metricInvocations({ label: "deliveries" }),
    functions["usage-metering"].metricErrors({ label: "errors" }),
    deadLetters.metricApproximateNumberOfMessagesVisible({ label: "dead letters" }),
  ];
}
