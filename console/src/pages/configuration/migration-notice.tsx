import type { ReactNode } from "react";
import type { AttributeValue, ConfiguratorDocument } from "../../../../functions/domain/configurator/document.ts";
import { migrate } from "../../../../functions/domain/configurator/migrate.ts";
import type { Configuration, ConfiguratorVersion } from "../../../../sdk/src/generated/types.ts";
import { Notice } from "../../design/page.tsx";
import { formatMoney } from "../configurations/format-money.ts";
import { describeAttribute, describeRaw, describeValue } from "./describe-value.ts";

/** Another version is published by now: what a shopper who opens this one would be offered. */
export function MigrationNotice({
  configuration: { version, values, price },
  saved,
  published,
}: {
  readonly configuration: Configuration;
  readonly saved: ConfiguratorVersion;
  readonly published: ConfiguratorVersion;
}): ReactNode {
  const { replaced, dropped, priceDifference } = migrate(
    { document: saved.document, values, price },
    published.document,
  );
  const isSamePrice = Object.values(priceDifference).every((amount) => amount === 0);
  return (
    <Notice tone="warning">
      <p>
        This was saved with version {version}, and version {published.version} is published. Whoever opens it sees
        version {version} and is offered the other one; a quote needs it to be saved anew.
      </p>
      <ul className="bullets small">
        {replaced.map(({ attributeId, from, to }) => (
          <li key={attributeId}>
            {labelOf(published.document, attributeId)}: {wordsOf(saved.document, attributeId, from)} becomes{" "}
            {wordsOf(published.document, attributeId, to)}
          </li>
        ))}
        {dropped.map(({ attributeId, value }) => (
          <li key={attributeId}>
            {labelOf(saved.document, attributeId)}: {wordsOf(saved.document, attributeId, value)} is no more
          </li>
        ))}
        {replaced.length + dropped.length === 0 ? <li>Everything that was chosen stays.</li> : undefined}
        <li>
          {isSamePrice ? "The price stays." : `The price changes by ${formatMoney(priceDifference, { sign: true })}.`}
        </li>
      </ul>
    </Notice>
  );
}

function labelOf(document: ConfiguratorDocument, attributeId: string): string {
  const attribute = document.attributes.find(({ id }) => id === attributeId);
  return attribute === undefined ? attributeId : describeAttribute(document, attribute);
}

function wordsOf(document: ConfiguratorDocument, attributeId: string, value: AttributeValue): string {
  const attribute = document.attributes.find(({ id }) => id === attributeId);
  return attribute === undefined ? describeRaw(value) : describeValue(document, attribute, value).text;
}
