import { ChartLine, Table } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "./button.tsx";
import {
  type ChartLook,
  type ChartPoint,
  type ChartSeries,
  describeValue,
  formatCount,
  totalOf,
} from "./chart-data.ts";

const ChartCanvas = lazy(() => {
  repairLanguage();
  return import("./chart-canvas.tsx");
});

/**
 * uPlot hands the browser's language to `Intl` as it is loaded. Where the system has none, Chromium's is `en-US@posix`, which `Intl` does not
 * take.
 */
function repairLanguage(): void {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, "language", { value: "en-US", configurable: true });
  }
}

export interface ChartProps {
  /** Names the chart and its table. */
  readonly label: string;
  /** What a point is, such as "Day": the head of the table's first column. */
  readonly pointName: string;
  /** Made once for the same data: another array is another picture. */
  readonly points: readonly ChartPoint[];
  /** As `points`. At most `SERIES_MAX`, and one more of the period before. */
  readonly series: readonly ChartSeries[];
  readonly look?: ChartLook;
}

/** Counts over time, as a picture and as a table: what the one shows, the other says. Screen readers always have the table. */
export function Chart({ label, pointName, points, series, look = "line" }: ChartProps): ReactNode {
  const [isTable, setIsTable] = useState(false);
  const [index, setIndex] = useState<number>();
  const read = isTable || index === undefined || index >= points.length ? undefined : index;
  return (
    <figure className="chart" aria-label={label}>
      <div className="chart-head">
        <div className="chart-legend">
          <span className="chart-when small muted">{read === undefined ? "In total" : points[read]?.full}</span>
          <ul className="row">
            {series.map((one, at) => (
              <li key={one.key} className="chart-key">
                <span className="chart-swatch" data-series={one.isBefore ? "before" : at + 1} aria-hidden />
                {one.name} <strong>{read === undefined ? formatCount(totalOf(one)) : describeValue(one, read)}</strong>
              </li>
            ))}
          </ul>
        </div>
        <Button small look="quiet" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {isTable ? <ChartLine aria-hidden /> : <Table aria-hidden />} Table
        </Button>
      </div>
      {isTable ? undefined : (
        <Suspense fallback={<div className="chart-plot" />}>
          <ChartCanvas {...{ label, points, series, look }} index={read} onIndex={setIndex} />
        </Suspense>
      )}
      <ChartTable {...{ label, pointName, points, series }} isHidden={!isTable} />
    </figure>
  );
}

function ChartTable({
  label,
  pointName,
  points,
  series,
  isHidden,
}: Omit<ChartProps, "look"> & { readonly isHidden: boolean }): ReactNode {
  const table = (
    <table className="table">
      <caption className="visually-hidden">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{pointName}</th>
          {series.map(({ key, name }) => (
            <th key={key} scope="col" className="cell-end">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map(({ full }, at) => (
          <tr key={full}>
            <th scope="row">{full}</th>
            {series.map((one) => (
              <td key={one.key} className="cell-end">
                {describeValue(one, at)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (isHidden) return <div className="visually-hidden">{table}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="chart-table" aria-label={`${label}, as a table`} tabIndex={0}>
      {table}
    </section>
  );
}
