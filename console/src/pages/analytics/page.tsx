import { ChartLine } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import type { AnalyticsSummary } from "../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../api/use-address-state.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { formatCount } from "../../design/chart-data.ts";
import { EmptyState, ErrorNotice, Notice, Page, Skeleton } from "../../design/page.tsx";
import { formatInstant } from "../../design/time.tsx";
import { workspacePath } from "../../paths.ts";
import { type Clock, daysThatAreOver, isRunning, periodOf } from "../../periods/period.ts";
import { ANALYTICS_ADDRESS, type AnalyticsAddress, isCompared } from "./address.ts";
import { EventsCard } from "./events-card.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { FunnelCard } from "./funnel-card.tsx";
import { LiveCard } from "./live-card.tsx";
import { OptionsSection } from "./options-section.tsx";
import { PeriodBar } from "./period-bar.tsx";
import { type Comparison, SummaryTiles } from "./summary-tiles.tsx";
import { TopCard } from "./top-card.tsx";
import { type Range, useConfigurators, useSummary } from "./use-analytics.ts";

const TITLE = "Analytics";
const DESCRIPTION = "What shoppers do with the configurators on your websites, as far as they allow it to be counted.";

/** What shoppers do: totals, a chart, the funnel, and the lists of what leads. */
export default function AnalyticsPage(): ReactNode {
  // Says what day it is where the workspace is, before anything can ask for days.
  const opening = useSummary({});
  if (opening.data === undefined) {
    return (
      <Page title={TITLE} description={DESCRIPTION}>
        {opening.error ? (
          <ErrorNotice error={opening.error} onRetry={() => void opening.refetch()} />
        ) : (
          <Skeleton lines={12} />
        )}
      </Page>
    );
  }
  return <Analytics today={opening.data.to} timeZone={opening.data.timeZone} />;
}

function Analytics(clock: Clock): ReactNode {
  const { today } = clock;
  const [address, setAddress] = useAddressState<AnalyticsAddress>(ANALYTICS_ADDRESS);
  const { data: configurators = [] } = useConfigurators();
  const range = useRange(address, today);
  const { data: summary, error, refetch } = useSummary({ ...range, ...(isCompared(address) && COMPARED) });
  const compared = useComparison(range, today, isCompared(address));
  // With only one there is nothing to choose.
  const [only, ...others] = configurators;
  const oneConfigurator = range.configuratorId ?? (others.length === 0 ? only?.id : undefined);
  const { event } = address;
  const beforeHead = isRunning(range, today) ? "Before, in full" : "Before";
  const whole = summary?.events.find((total) => total.event === event)?.count;
  return (
    <Page
      title={TITLE}
      description={DESCRIPTION}
      actions={<ExportMenu {...{ address, range, clock }} configuratorId={oneConfigurator} />}
    >
      <PeriodBar address={address} range={range} configurators={configurators} onChange={setAddress} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : undefined}
      {summary === undefined ? undefined : <CountedUntil summary={summary} compared={compared} />}
      <SummaryTiles
        summary={summary}
        compared={compared}
        event={event}
        onEvent={(name) => setAddress({ event: name })}
      />
      {summary !== undefined && isEmpty(summary) ? (
        <NoEvents />
      ) : (
        <>
          <EventsCard {...{ address, range, clock }} onChange={setAddress} />
          <div className="columns">
            <FunnelCard {...{ range, beforeHead }} isCompared={isCompared(address)} />
            <LiveCard today={today} configuratorId={range.configuratorId} />
          </div>
          <div className="columns">
            <TopCard
              title="Tokens"
              head="Token"
              group="token"
              {...{ event, whole, range, beforeHead }}
              isCompared={isCompared(address)}
            />
            <TopCard
              title="Websites"
              head="Website"
              group="origin"
              {...{ event, whole, range, beforeHead }}
              isCompared={isCompared(address)}
            />
            {range.configuratorId === undefined && others.length > 0 ? (
              <TopCard
                title="Configurators"
                head="Configurator"
                group="configurator"
                {...{ event, whole, range, beforeHead }}
                isCompared={isCompared(address)}
              />
            ) : undefined}
          </div>
          <OptionsSection range={range} configuratorId={oneConfigurator} />
        </>
      )}
    </Page>
  );
}

const COMPARED = { compare: "previous" } as const;

/** Like is compared with like: whole days with as many whole days before them, where there are such. */
function useComparison(range: Range, today: string, isCompared: boolean): Comparison | undefined {
  const over = daysThatAreOver(range, today);
  const { data, isPlaceholderData } = useSummary({ ...range, ...(isCompared && { ...over, ...COMPARED }) });
  if (!isCompared || data === undefined || isPlaceholderData) return undefined;
  return { events: data.events, days: over === undefined ? "unlike" : over.to === range.to ? "all" : "over" };
}

function useRange(address: AnalyticsAddress, today: string): Range {
  return useMemo(() => {
    const { configurator } = address;
    return { ...periodOf(address, today), ...(configurator !== "" && { configuratorId: configurator }) };
  }, [address, today]);
}

function isEmpty({ events }: AnalyticsSummary): boolean {
  return events.every(({ count, previousCount }) => count === 0 && !previousCount);
}

/** How far the counting is, whose days they are, and what of it is not as usual. */
function CountedUntil({
  summary: { completeUntil, timeZone, from, to, clockCorrected, refused },
  compared,
}: {
  readonly summary: AnalyticsSummary;
  readonly compared: Comparison | undefined;
}): ReactNode {
  return (
    <div className="stack-tight">
      <p className="small muted">
        {from === to ? from : `${from} to ${to}`}, days of {timeZone}.{" "}
        {completeUntil === null
          ? "Nothing has been counted yet."
          : `Everything that arrived before ${formatInstant(completeUntil)} is counted.`}{" "}
        Loads are those that the embed reported; those of Usage reached the API, past the edge's cache.{" "}
        {compared?.days === "over" ? "Changes are those of whole days, without today." : undefined}{" "}
        {clockCorrected === 0
          ? undefined
          : `${formatCount(clockCorrected)} events came from devices with a wrong clock and count at the nearest possible time.`}
      </p>
      {refused === 0 ? undefined : (
        <Notice tone="warning">
          <p>
            {formatCount(refused)} {refused === 1 ? "request" : "requests"} of your tokens were refused in this period,
            or were beyond a limit: what they would have reported is missing.
          </p>
        </Notice>
      )}
    </div>
  );
}

function NoEvents(): ReactNode {
  const { workspaceId, can } = useWorkspace();
  return (
    <EmptyState icon={<ChartLine aria-hidden />} title="No events in this period">
      <p>
        A configurator on a website reports by itself, when its public token may send analytics and the shopper has not
        objected. What it reports is counted within two minutes.
      </p>
      {can("listTokens") ? (
        <p>
          <Link href={workspacePath(workspaceId, "access-tokens")}>Look at your tokens</Link>
        </p>
      ) : undefined}
    </EmptyState>
  );
}
