export interface Row {
  readonly name: string;
  readonly value: string;
  /** How many times the bare thing. */
  readonly ratio?: number;
  readonly target?: { readonly text: string; readonly isMet: boolean };
}

export interface Section {
  readonly title: string;
  /** What is in the numbers, for those who want to doubt them. */
  readonly notes: readonly string[];
  readonly rows: readonly Row[];
}

/** A ratio with the most that it should be. */
export function atMost(ratio: number, limit: number): Pick<Row, "ratio" | "target"> {
  return { ratio, target: { text: `at most ${limit.toFixed(2)}x`, isMet: ratio <= limit } };
}

export function formatReport({ title, notes, rows }: Section): string {
  const cells = rows.map(({ name, value, ratio, target }) => [
    name,
    value,
    ratio === undefined ? "" : `${ratio.toFixed(2)}x`,
    target === undefined ? "" : `${target.isMet ? "ok" : "missed"} (${target.text})`,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map(([name = "", value = "", ratio = "", target = ""]) =>
    `  ${name.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${ratio.padStart(widths[2] ?? 0)}  ${target}`.trimEnd(),
  );
  return [title, ...notes.map((note) => `  # ${note}`), ...lines, ""].join("\n");
}

export function formatNanoseconds(nanoseconds: number): string {
  if (nanoseconds < 10_000) return `${nanoseconds.toFixed(0)} ns`;
  return nanoseconds < 10_000_000
    ? `${(nanoseconds / 1_000).toFixed(0)} us`
    : `${(nanoseconds / 1_000_000).toFixed(1)} ms`;
}
