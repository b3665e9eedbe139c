import { ChartNoAxesColumn, Download } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import type { MeteredUsage } from "../../../sdk/src/generated/types.ts";
import { useAddressState } from "../api/use-address-state.ts";
import { useDownload } from "../api/use-download.ts";
import { useWorkspace } from "../api/workspace.tsx";
import { Button } from "../design/button.tsx";
import { Chart } from "../design/chart.tsx";
import { formatCount } from "../design/chart-data.ts";
import { SelectField } from "../design/field.tsx";
import { Card, EmptyState, ErrorNotice, Skeleton } from "../design/page.tsx";
import { formatInstant } from "../design/time.tsx";
import { type Days, periodOf, recentMonths } from "../periods/period.ts";
import { PeriodFields } from "../periods/period-fields.tsx";
import { markRunning, namePoints, runningPoint, untilNow } from "../periods/points.ts";
import {
  fileNameOf,
  granularityOf,
  isEmpty,
  metricOf,
  type Target,
  toUsageQuery,
  USAGE_ADDRESS,
  type UsageAddress,
} from "./address.ts";
import { useUsage } from "./use-usage.ts";
import { METRIC_WORDS, type Metric } from "./words.ts";

const GRANULARITIES = [
  { value: "day", label: "By day" },
  { value: "month", label: "By month" },
] as const;

/** What one subject has used: totals of a period, a chart of one of them, and all of it as a file. */
export function UsageReport({
  target,
  after,
}: {
  readonly target: Target;
  /** What stands below, about the same days. */
  readonly after?: (days: Days) => ReactNode;
}): ReactNode {
  // Says what day it is where the workspace is, before anything can ask for days.
  const { data, error, refetch } = useUsage(target);
  if (data !== undefined) return <Report target={target} today={data.to} after={after} />;
  return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton lines={12} />;
}

function Report({
  target,
  today,
  after,
}: {
  readonly target: Target;
  readonly today: string;
  readonly after: ((days: Days) => ReactNode) | undefined;
}): ReactNode {
  const [address, setAddress] = useAddressState<UsageAddress>(USAGE_ADDRESS);
  const days = useMemo(() => periodOf(address, today), [address, today]);
  const { data, error, refetch } = useUsage(toUsageQuery(target, address, days));
  const months = useMemo(() => recentMonths(today), [today]);
  const metric = data && metricOf(address, data);
  return (
    <>
      <div className="period-bar">
        <PeriodFields period={address.period} days={days} months={months} onChange={setAddress} />
        <SelectField
          label="A point stands for"
          value={granularityOf(address, days)}
          options={GRANULARITIES}
          onChange={({ currentTarget: { value } }) => setAddress({ granularity: value })}
        />
        <DownloadButton target={target} address={address} days={days} />
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : undefined}
      {data === undefined ? (
        error === null ? (
          <Skeleton lines={10} />
        ) : undefined
      ) : (
        <>
          <CountedUntil usage={data} />
          <Totals usage={data} chosen={metric} onChoose={(chosen) => setAddress({ metric: chosen })} />
          {isEmpty(data) ? (
            <NothingUsed target={target} />
          ) : metric === undefined ? undefined : (
            <MetricCard usage={data} metric={metric} today={today} />
          )}
        </>
      )}
      {after?.(days)}
    </>
  );
}

function DownloadButton({
  target,
  address,
  days,
}: {
  readonly target: Target;
  readonly address: UsageAddress;
  readonly days: Days;
}): ReactNode {
  const { client, can } = useWorkspace();
  const { isBusy, download } = useDownload();
  if (!can("exportUsage")) return undefined;
  const query = toUsageQuery(target, address, days);
  return (
    <div className="period-action">
      <Button busy={isBusy} onClick={() => void download(fileNameOf(target, days), () => client.usage.export(query))}>
        <Download aria-hidden /> Download CSV
      </Button>
    </div>
  );
}

/** How far the counting is, and whose days they are. */
function CountedUntil({ usage: { from, to, timeZone, completeUntil } }: { readonly usage: MeteredUsage }): ReactNode {
  return (
    <p className="small muted">
      {from === to ? from : `${from} to ${to}`}, days of {timeZone}.{" "}
      {completeUntil === null
        ? "Nothing has been counted yet."
        : `Everything that had been received before ${formatInstant(completeUntil)} is counted; requests come in from the access log some minutes late.`}
    </p>
  );
}

/** The totals of the period. Each chooses what the chart counts; a single one has nothing to choose. */
function Totals({
  usage: { metrics },
  chosen,
  onChoose,
}: {
  readonly usage: MeteredUsage;
  readonly chosen: Metric | undefined;
  readonly onChoose: (metric: Metric) => void;
}): ReactNode {
  if (metrics.length < 2) return undefined;
  return (
    <fieldset className="tiles" aria-label="Totals of the period">
      {metrics.map(({ metric, total }) => (
        <button
          key={metric}
          type="button"
          className="tile"
          aria-pressed={metric === chosen}
          onClick={() => onChoose(metric)}
        >
          <span className="tile-number">{formatCount(total)}</span>
          <span>{METRIC_WORDS[metric].name}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** One metric over time. */
function MetricCard({
  usage,
  metric,
  today,
}: {
  readonly usage: MeteredUsage;
  readonly metric: Metric;
  readonly today: string;
}): ReactNode {
  const { name, meaning } = METRIC_WORDS[metric];
  const { points, series } = useMemo(() => {
    const found = usage.metrics.find((one) => one.metric === metric)?.points ?? [];
    const starts = found.map(({ startsAt }) => startsAt);
    const running = runningPoint(starts, usage.to, {
      today,
      completeUntil: usage.completeUntil,
      nowEpochMs: Date.now(),
    });
    const counts = found.map(({ count }) => count);
    return {
      points: markRunning(namePoints(starts, usage.granularity, usage.timeZone), running),
      series: [{ key: metric, name, values: untilNow(counts, running) }],
    };
  }, [usage, metric, name, today]);
  return (
    <Card title={`${name} over time`}>
      <p className="small muted">{meaning}</p>
      <Chart
        label={`${name} over time`}
        pointName={usage.granularity === "day" ? "Day" : "Month"}
        points={points}
        series={series}
        look="bars"
      />
    </Card>
  );
}

function NothingUsed({ target: { subject } }: { readonly target: Target }): ReactNode {
  return (
    <EmptyState icon={<ChartNoAxesColumn aria-hidden />} title="Nothing was used in this period">
      <p>
        {subject === "service" || subject === "application"
          ? "A hit is a call that the service reports of an application, by authrep or report. It is counted within two minutes."
          : "Requests with a token are metered from the access log, and counted some minutes after they came in. People in the console are not metered."}
      </p>
    </EmptyState>
  );
}
