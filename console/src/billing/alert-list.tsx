import type { ReactNode } from "react";
import type { BillingAlert, StatementSummary } from "../../../sdk/src/generated/types.ts";
import { Badge, type Tone } from "../design/badge.tsx";
import { Time } from "../design/time.tsx";
import { describeMonth } from "./dates.ts";
import { describeLimit } from "./words.ts";

/** The alerts of some months, the newest first. With more than one month, each says which it is about. */
export function AlertList({
  statements,
  empty,
  most,
}: {
  readonly statements: readonly Pick<StatementSummary, "month" | "currency" | "alerts">[];
  readonly empty: string;
  /** Shows no more than these. */
  readonly most?: number;
}): ReactNode {
  const alerts = statements
    .flatMap(({ month, currency, alerts: raised }) => raised.map((alert) => ({ month, currency, alert })))
    .sort((left, right) => (left.alert.raisedAt < right.alert.raisedAt ? 1 : -1));
  if (alerts.length === 0) return <p className="muted">{empty}</p>;
  return (
    <ul className="stack-tight">
      {alerts.slice(0, most).map(({ month, currency, alert }) => (
        <li key={`${month} ${alert.threshold} ${describeLimit(currency, alert)}`} className="alert-line">
          <Badge tone={toneOf(alert)}>{alert.threshold}%</Badge>
          <span>
            {describeLimit(currency, alert)}{" "}
            <span className="small muted">
              {statements.length > 1 ? `in ${describeMonth(month)}, raised ` : "raised "}
              <Time at={alert.raisedAt} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function toneOf({ threshold }: BillingAlert): Tone {
  return threshold >= 100 ? "danger" : threshold >= 80 ? "warning" : "neutral";
}
