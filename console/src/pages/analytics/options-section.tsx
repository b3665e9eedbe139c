import type { ReactNode } from "react";
import type { CombinationCount } from "../../../../sdk/src/generated/types.ts";
import { BarTable } from "../../design/bar-table.tsx";
import { formatCount } from "../../design/chart-data.ts";
import { Card, ErrorNotice, Notice, Skeleton } from "../../design/page.tsx";
import { type Range, useEvents, useOptions } from "./use-analytics.ts";
import { useOptionNames } from "./use-option-names.ts";

const TOP = 8;

/** What is chosen in one configurator, and what goes wrong in it. */
export function OptionsSection({
  range,
  configuratorId,
}: {
  readonly range: Range;
  readonly configuratorId: string | undefined;
}): ReactNode {
  if (configuratorId === undefined) {
    return (
      <Notice>
        <p>Choose a configurator above to see its options, combinations and errors.</p>
      </Notice>
    );
  }
  return (
    <>
      <OptionsCard range={range} configuratorId={configuratorId} />
      <CombinationsCard range={range} configuratorId={configuratorId} />
      <ErrorsCard range={range} configuratorId={configuratorId} />
    </>
  );
}

interface OneConfigurator {
  readonly range: Range;
  readonly configuratorId: string;
}

function OptionsCard({ range, configuratorId }: OneConfigurator): ReactNode {
  const { data, error, refetch } = useOptions(range, configuratorId);
  const names = useOptionNames(configuratorId);
  return (
    <Card title="Top options">
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : undefined}
      {data === undefined && !error ? <Skeleton lines={8} /> : undefined}
      {data?.attributes.length === 0 ? <p className="muted">Nobody has chosen anything in this period.</p> : undefined}
      <div className="option-groups">
        {data?.attributes.map(({ attribute, total, values }) => (
          <div key={attribute} className="stack-tight">
            <h3>
              {attribute === OTHER ? "All others" : names.attribute(attribute)}{" "}
              <span className="muted small">{formatCount(total)} times</span>
            </h3>
            <BarTable
              label={`Values of ${names.attribute(attribute)}`}
              head="Value"
              rows={values.map(({ value, count, share }) => ({
                key: value,
                name: value === OTHER ? "All others" : names.value(attribute, value),
                count,
                share: share ?? undefined,
              }))}
            />
          </div>
        ))}
      </div>
    </Card>
  );
}

const OTHER = "(other)";

function CombinationsCard({ range, configuratorId }: OneConfigurator): ReactNode {
  const { data, error } = useOptions(range, configuratorId);
  const names = useOptionNames(configuratorId);
  const combinations = data?.combinations ?? [];
  const most = Math.max(...combinations.map(weightOf), 1);
  return (
    <Card title="Top combinations">
      {data === undefined && !error ? <Skeleton lines={6} /> : undefined}
      {data !== undefined && combinations.length === 0 ? (
        <p className="muted">Nothing was saved or put into a cart in this period.</p>
      ) : undefined}
      {combinations.length > 0 ? (
        <BarTable
          label="Top combinations"
          head="Chosen together"
          countHead="Saved"
          noteHead="Added to cart"
          rows={combinations.map((one) => ({
            key: one.combination,
            name: one.combination === OTHER ? "All others" : names.combination(one.combination),
            count: one.saves,
            bar: weightOf(one) / most,
            note: formatCount(one.addToCarts),
          }))}
        />
      ) : undefined}
    </Card>
  );
}

function weightOf({ saves, addToCarts }: CombinationCount): number {
  return saves + addToCarts;
}

function ErrorsCard({ range, configuratorId }: OneConfigurator): ReactNode {
  const { data, error, refetch } = useEvents({
    ...range,
    configuratorId,
    groupBy: "error",
    granularity: "month",
    limit: TOP,
  });
  const sum = data?.series.reduce((total, one) => total + one.total, 0) ?? 0;
  return (
    <Card title="Errors">
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : undefined}
      {data === undefined && !error ? <Skeleton lines={4} /> : undefined}
      {data?.series.length === 0 ? <p className="muted">None in this period.</p> : undefined}
      {data !== undefined && data.series.length > 0 ? (
        <BarTable
          label="Errors"
          head="Code"
          rows={data.series.map(({ key, total }) => ({
            key,
            name: key === OTHER ? "All others" : key,
            count: total,
            share: sum === 0 ? undefined : total / sum,
          }))}
        />
      ) : undefined}
    </Card>
  );
}
