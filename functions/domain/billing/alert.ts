import type { PricedMetric } from "./rate-card.ts";
import type { Statement, Subject } from "./statement.ts";

/** At which shares of a limit somebody is told, in percent. */
export const ALERT_THRESHOLDS = [50, 80, 100, 150] as const;
export type AlertThreshold = (typeof ALERT_THRESHOLDS)[number];

export const ALERT_KINDS = ["budget", "included_volume"] as const;

/** That a month has reached a share of its budget, or of a volume that is included in a rate. */
export interface Alert {
  readonly kind: (typeof ALERT_KINDS)[number];
  readonly threshold: AlertThreshold;
  /** Minor units of the budget, or units that are included. */
  readonly limit: number;
  readonly used: number;
  /** Of an included volume. */
  readonly subject?: Subject | undefined;
  readonly metric?: PricedMetric | undefined;
}

/** Everything that a statement has reached, whether it was told before or not. A limit of nothing is never reached. */
export function reachedAlerts({ total, budget, volumes }: Statement): readonly Alert[] {
  return [
    ...(budget === undefined ? [] : reached({ kind: "budget", limit: budget, used: total })),
    ...volumes.flatMap(({ subject, metric, included, used }) =>
      reached({ kind: "included_volume", limit: included, used, subject, metric }),
    ),
  ];
}

function reached(limited: Omit<Alert, "threshold">): Alert[] {
  const { limit, used } = limited;
  if (limit <= 0 || used <= 0) return [];
  return ALERT_THRESHOLDS.filter((threshold) => BigInt(used) * 100n >= BigInt(limit) * BigInt(threshold)).map(
    (threshold) => ({ ...limited, threshold }),
  );
}

/** Names an alert within its month: it is told once, whatever becomes of the limit. */
export function nameOfAlert({ kind, threshold, subject, metric }: Alert): string {
  return [kind, subject?.type ?? "", subject?.id ?? "", metric ?? "", threshold].join("#");
}
