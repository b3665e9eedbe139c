import type { ReactNode } from "react";
import type { FunnelStep } from "../../../../sdk/src/generated/types.ts";
import { BarTable, formatShare } from "../../design/bar-table.tsx";
import { Card, ErrorNotice, Skeleton } from "../../design/page.tsx";
import { type Range, useFunnel } from "./use-analytics.ts";

const STEPS: Readonly<Record<FunnelStep["step"], string>> = {
  load: "Opened",
  interaction: "Chose something",
  save: "Saved",
  add_to_cart: "Added to cart",
};

/** How far shoppers come. Only the first of its kind counts after each time that a configurator was opened. */
export function FunnelCard({
  range,
  isCompared,
  beforeHead,
}: {
  readonly range: Range;
  readonly isCompared: boolean;
  readonly beforeHead: string;
}): ReactNode {
  const { data, error, refetch } = useFunnel(range, isCompared);
  return (
    <Card title="Funnel">
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : undefined}
      {data === undefined && !error ? <Skeleton lines={4} /> : undefined}
      {data === undefined ? undefined : (
        <BarTable
          label="Funnel"
          head="Step"
          noteHead="Of the step before"
          beforeHead={beforeHead}
          rows={data.steps.map(({ step, count, shareOfFirst, shareOfPrevious, previousCount }) => ({
            key: step,
            name: STEPS[step],
            count,
            share: shareOfFirst ?? undefined,
            note: formatShare(shareOfPrevious ?? undefined),
            before: previousCount ?? undefined,
          }))}
        />
      )}
    </Card>
  );
}
