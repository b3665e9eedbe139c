import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import { type ChartLook, type ChartPoint, type ChartSeries, describePoint, shownSplits } from "./chart-data.ts";

const HEIGHT = 240;
/** Room that a character under the chart needs, and a name beside its letters, in CSS pixels. */
const CHARACTER_WIDTH = 7;
const LABEL_GAP = 16;
const COUNTS = new Intl.NumberFormat(undefined, { notation: "compact" });
/** Nobody sends half an event. */
const WHOLE_STEPS = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

export interface ChartCanvasProps {
  readonly label: string;
  readonly points: readonly ChartPoint[];
  readonly series: readonly ChartSeries[];
  readonly look: ChartLook;
  /** The point that is read. */
  readonly index: number | undefined;
  readonly onIndex: (index: number | undefined) => void;
}

/** The drawn part of a chart, in a file of its own because uPlot comes with it. Read with the pointer or with the arrow keys. */
export default function ChartCanvas({ label, points, series, look, index, onIndex }: ChartCanvasProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const report = useRef(onIndex);
  report.current = onIndex;
  const scheme = useScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the canvas has no colors of its own, another scheme is another picture
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const lines = linesOf(points, series, look);
    const data: uPlot.AlignedData = [points.map((_, at) => at), ...lines.map(({ values }) => [...values])];
    const chart = new uPlot(optionsOf(element, { points, lines, look }, report), data, element);
    plot.current = chart;
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [points, series, look, scheme]);
  const read = (at: number | undefined): void => {
    const chart = plot.current;
    if (chart === undefined) return;
    chart.setCursor(at === undefined ? { left: -10, top: -10 } : { left: chart.valToPos(at, "x"), top: 0 });
  };
  const last = points.length - 1;
  const partial = points.findIndex(({ isPartial }) => isPartial);
  const newest = partial < 0 ? last : partial;
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextIndex(event.key, index, last);
    if (next === undefined) return;
    event.preventDefault();
    read(next);
  };
  return (
    <div
      ref={host}
      className="chart-plot"
      role="slider"
      tabIndex={0}
      aria-label={`Read ${label}`}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={index ?? newest}
      aria-valuetext={describePoint(points, series, index ?? newest)}
      onKeyDown={onKeyDown}
      onBlur={() => read(undefined)}
    />
  );
}

interface Line extends ChartSeries {
  /** Of its color among those of the series. */
  readonly place: number;
  readonly isDashed: boolean;
  readonly isAlone: boolean;
}

/** What is drawn of the series: a bar that is not over, or what leads to such a point of a line, is drawn apart. */
function linesOf(points: readonly ChartPoint[], series: readonly ChartSeries[], look: ChartLook): readonly Line[] {
  const partial = points.findIndex(({ isPartial }) => isPartial);
  const isAlone = series.filter(({ isBefore = false }) => !isBefore).length === 1;
  return series.flatMap((one, place): readonly Line[] => {
    const line = { ...one, place, isAlone, isDashed: one.isBefore ?? false };
    const isBar = look === "bars";
    if (line.isDashed || partial < (isBar ? 0 : 1)) return [line];
    const only = (isIn: (at: number) => boolean) => one.values.map((value, at) => (isIn(at) ? value : null));
    return [
      { ...line, values: only((at) => at < partial) },
      {
        ...line,
        values: only((at) => at === partial || (at === partial - 1 && !isBar)),
        isDashed: true,
        isAlone: isAlone && isBar,
      },
    ];
  });
}

function nextIndex(key: string, index: number | undefined, last: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, (index ?? last + 1) - 1);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(last, (index ?? last - 1) + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}

function optionsOf(
  element: HTMLElement,
  { points, lines, look }: Pick<ChartCanvasProps, "points" | "look"> & { readonly lines: readonly Line[] },
  report: { readonly current: (index: number | undefined) => void },
): uPlot.Options {
  const colorOf = readColors(element);
  const axis = { stroke: colorOf("--text-muted"), font: `12px ${getComputedStyle(element).fontFamily}` };
  const grid = { stroke: colorOf("--line"), width: 1 };
  const labelWidth = Math.max(1, ...points.map(({ short }) => short.length)) * CHARACTER_WIDTH + LABEL_GAP;
  const bars = look === "bars" && uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.7, 48] }) } : {};
  return {
    width: element.clientWidth,
    height: HEIGHT,
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: look === "line" } },
    scales: {
      x: { time: false, range: () => (look === "bars" ? [-0.5, points.length - 0.5] : rangeOf(points.length)) },
      y: { range: (_, __, max) => [0, Math.max(4, max * 1.05)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        ticks: { show: false },
        size: 28,
        splits: (chart) => shownSplits(points.length, Math.max(2, Math.floor(chart.width / labelWidth))),
        values: (_, splits) => splits.map((at) => points[at]?.short ?? ""),
      },
      {
        ...axis,
        grid,
        ticks: { show: false },
        size: 48,
        incrs: WHOLE_STEPS,
        values: (_, splits) => splits.map((count) => COUNTS.format(count)),
      },
    ],
    series: [
      {},
      ...lines.map(({ name, place, isBefore = false, isDashed, isAlone }) => {
        const color = colorOf(isBefore ? "--series-before" : `--series-${place + 1}`);
        return {
          label: name,
          stroke: color,
          width: isBefore ? 1.5 : 2,
          ...(isDashed && { dash: [4, 4] }),
          // Faint below the line, so that one line is also a shape; the last two digits are its opacity.
          ...(!isBefore && isAlone && { fill: fade(color, look === "line" ? 0.12 : isDashed ? 0.25 : 0.75) }),
          ...(isBefore ? {} : bars),
          points: { show: points.length <= 31 && look === "line" && !isBefore, size: 5, fill: color },
        };
      }),
    ],
    hooks: { setCursor: [(chart) => report.current(chart.cursor.idx ?? undefined)] },
  };
}

/** A single point stands in the middle. */
function rangeOf(points: number): [number, number] {
  return points === 1 ? [-0.5, 0.5] : [0, points - 1];
}

function readColors(element: HTMLElement): (property: string) => string {
  return (property) => {
    const probe = document.createElement("span");
    probe.style.color = `var(${property})`;
    element.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}

/** @param color as `getComputedStyle` writes it */
function fade(color: string, opacity: number): string {
  return color.replace(/^rgb\((.+)\)$/, `rgba($1, ${opacity})`);
}

/** Counts the changes between light and dark. */
function useScheme(): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const onChange = (): void => setChanges((former) => former + 1);
    const device = matchMedia("(prefers-color-scheme: dark)");
    const chosen = new MutationObserver(onChange);
    device.addEventListener("change", onChange);
    chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      device.removeEventListener("change", onChange);
      chosen.disconnect();
    };
  }, []);
  return changes;
}
