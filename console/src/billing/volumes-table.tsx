import type { ReactNode } from "react";
import type { IncludedVolume } from "../../../sdk/src/generated/types.ts";
import { BarTable } from "../design/bar-table.tsx";
import { formatCount } from "../design/chart-data.ts";
import { describeMetric } from "./words.ts";

/** How much of what is included has been used; nothing when nothing is included. */
export function VolumesTable({ volumes }: { readonly volumes: readonly IncludedVolume[] }): ReactNode {
  if (volumes.length === 0) return undefined;
  return (
    <BarTable
      label="Included units"
      head="Included"
      countHead="Used"
      noteHead="Of"
      rows={volumes.map(({ subject, metric, included, used }) => ({
        key: `${metric} ${subject.type} ${subject.id ?? subject.name ?? ""}`,
        name: describeMetric(metric, subject),
        count: used,
        share: used / included,
        note: formatCount(included),
      }))}
    />
  );
}
