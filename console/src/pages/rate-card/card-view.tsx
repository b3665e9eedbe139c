import type { ReactNode } from "react";
import { PRICED_METRICS } from "../../../../functions/domain/billing/rate-card.ts";
import type { OwnPriceOutput, RateCard, RateOutput } from "../../../../sdk/src/generated/types.ts";
import { describePrice } from "../../billing/words.ts";
import { formatCount } from "../../design/chart-data.ts";
import { Card } from "../../design/page.tsx";
import { formatAmount } from "../../money.ts";
import { METRIC_WORDS } from "../../usage/words.ts";
import { describePlaces } from "./describe-places.ts";
import type { Priceable } from "./own-price-fields.tsx";
import { usePriceable } from "./use-priceable.ts";

/** A card that has begun, or that the person may only read. */
export function CardView({ card }: { readonly card: RateCard }): ReactNode {
  const { currency, fee, budget, rates, services, applications } = card;
  const names = usePriceable();
  const amount = (minorUnits: number | null) => (minorUnits === null ? "None" : formatAmount(currency, minorUnits));
  const priced = PRICED_METRICS.flatMap((metric) => {
    const rate = rates[metric];
    return rate === undefined ? [] : [{ key: metric, name: METRIC_WORDS[metric].name, fee: undefined, rate }];
  });
  return (
    <>
      <Card title="Each month">
        <dl className="details">
          <dt>Currency</dt>
          <dd>{currency}</dd>
          <dt>Monthly fee</dt>
          <dd>{amount(fee)}</dd>
          <dt>Budget</dt>
          <dd>{amount(budget)}</dd>
        </dl>
      </Card>
      <PriceCard title="Usage" empty="All usage is free." currency={currency} rows={priced} />
      <PriceCard
        title="Services"
        empty="No service has prices of its own."
        currency={currency}
        rows={ownRows(services, names.services)}
      />
      <PriceCard
        title="Applications"
        empty="No application has prices of its own."
        currency={currency}
        rows={ownRows(applications, names.applications)}
      />
    </>
  );
}

interface PriceRow {
  readonly key: string;
  readonly name: string;
  readonly fee: number | undefined;
  readonly rate: RateOutput | undefined;
}

function ownRows(prices: Readonly<Record<string, OwnPriceOutput>>, names: readonly Priceable[]): readonly PriceRow[] {
  return Object.entries(prices).map(([id, { fee, hit }]) => ({
    key: id,
    name: names.find((thing) => thing.id === id)?.name ?? id,
    fee,
    rate: hit,
  }));
}

function PriceCard({
  title,
  empty,
  currency,
  rows,
}: {
  readonly title: string;
  readonly empty: string;
  readonly currency: string;
  readonly rows: readonly PriceRow[];
}): ReactNode {
  return (
    <Card title={title}>
      {rows.length === 0 ? (
        <p className="muted">{empty}</p>
      ) : (
        <dl className="details">
          {rows.map(({ key, name, fee, rate }) => (
            <div key={key} className="details-pair">
              <dt className="wrap-anywhere">{name}</dt>
              <dd>
                <ul className="stack-tight">
                  {fee === undefined ? undefined : <li>{formatAmount(currency, fee)} each month</li>}
                  {rate === undefined
                    ? undefined
                    : describeRate(currency, rate).map((line) => <li key={line}>{line}</li>)}
                </ul>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

/** A line for what is included, and one for each tier. */
function describeRate(currency: string, { included, tiers }: RateOutput): readonly string[] {
  let after = included;
  const lines = tiers.map((tier) => {
    const places = describePlaces(after, tier.upTo);
    after = tier.upTo ?? after;
    return `${places}: ${describePrice(currency, tier)}`;
  });
  return included === 0 ? lines : [`${formatCount(included)} included`, ...lines];
}
