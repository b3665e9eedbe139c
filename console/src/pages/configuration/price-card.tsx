import type { ReactNode } from "react";
import type { ConfiguratorDocument } from "../../../../functions/domain/configurator/document.ts";
import { evaluate } from "../../../../functions/domain/configurator/evaluate.ts";
import type { Configuration } from "../../../../sdk/src/generated/types.ts";
import { Card } from "../../design/page.tsx";
import { formatAmount } from "../../money.ts";
import { describeAttribute } from "./describe-value.ts";

/** What it costs, and what that consists of: the total is what was saved, and the lines come from the version's own rules. */
export function PriceCard({
  configuration: { price, values },
  document,
}: {
  readonly configuration: Configuration;
  readonly document: ConfiguratorDocument | undefined;
}): ReactNode {
  const currencies = Object.keys(price);
  const lines = document === undefined ? [] : evaluate(document, values).breakdown;
  const nameOf = (attributeId: string | null): string => {
    if (document === undefined || attributeId === null) return "Base price";
    const attribute = document.attributes.find(({ id }) => id === attributeId);
    return attribute === undefined ? attributeId : describeAttribute(document, attribute);
  };
  return (
    <Card title="Price">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll" aria-label="Price breakdown" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">For</th>
              {currencies.map((currency) => (
                <th key={currency} scope="col" className="cell-end">
                  {currency}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ attributeId, price: amounts }) => (
              <tr key={attributeId}>
                <th scope="row">{nameOf(attributeId)}</th>
                {currencies.map((currency) => (
                  <td key={currency} className="cell-end">
                    {formatAmount(currency, amounts[currency] ?? 0, { sign: attributeId !== null })}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">
                <strong>Total, as it was saved</strong>
              </th>
              {currencies.map((currency) => (
                <td key={currency} className="cell-end">
                  <strong>{formatAmount(currency, price[currency] ?? 0)}</strong>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
    </Card>
  );
}
