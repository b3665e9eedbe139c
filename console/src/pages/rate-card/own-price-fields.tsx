import { Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import { SelectField, TextField } from "../../design/field.tsx";
import { Card } from "../../design/page.tsx";
import type { OwnPriceForm } from "./card-form.ts";
import { RateFields } from "./rate-fields.tsx";
import type { ErrorAt } from "./use-card-form.ts";

/** What can have a price of its own. */
export interface Priceable {
  readonly id: string;
  readonly name: string;
}

/** Services, or applications, with a fee or a price for hits of their own. */
export function OwnPriceFields({
  title,
  thing,
  explanation,
  pointer,
  currency,
  choices,
  most,
  prices,
  onChange,
  errorAt,
}: {
  readonly title: string;
  /** "service" or "application". */
  readonly thing: string;
  readonly explanation: string;
  readonly pointer: string;
  readonly currency: string;
  readonly choices: readonly Priceable[];
  readonly most: number;
  readonly prices: readonly OwnPriceForm[];
  readonly onChange: (prices: readonly OwnPriceForm[]) => void;
  readonly errorAt: ErrorAt;
}): ReactNode {
  const free = choices.filter(({ id }) => !prices.some((price) => price.id === id));
  const nameOf = (id: string) => choices.find((choice) => choice.id === id)?.name ?? id;
  const change = (id: string, changes: Partial<OwnPriceForm>): void =>
    onChange(prices.map((price) => (price.id === id ? { ...price, ...changes } : price)));
  return (
    <Card title={title}>
      <p className="muted">{explanation}</p>
      {prices.map(({ id, fee, hit }) => (
        <section key={id} className="own-price stack-tight" aria-label={nameOf(id)}>
          <div className="card-header">
            <h3 className="wrap-anywhere">{nameOf(id)}</h3>
            <IconButton
              small
              label={`Remove the prices of ${nameOf(id)}`}
              icon={<Trash2 aria-hidden />}
              onClick={() => onChange(prices.filter((price) => price.id !== id))}
            />
          </div>
          <div className="tier-fields">
            <TextField
              label="Monthly fee"
              hint={`In ${currency}`}
              optional
              inputMode="decimal"
              maxLength={20}
              value={fee}
              error={errorAt(`${pointer}/${id}/fee`) ?? errorAt(`${pointer}/${id}`)}
              onChange={(event) => change(id, { fee: event.currentTarget.value })}
            />
          </div>
          <RateFields
            label={`Hits of ${nameOf(id)}`}
            hint="They go by this price instead, and are counted for it alone."
            pointer={`${pointer}/${id}/hit`}
            currency={currency}
            rate={hit}
            onChange={(rate) => change(id, { hit: rate })}
            errorAt={errorAt}
          />
        </section>
      ))}
      {free.length === 0 || prices.length >= most ? (
        prices.length === 0 ? (
          <p>There is no {thing} that you may see.</p>
        ) : undefined
      ) : (
        <Adder thing={thing} choices={free} onAdd={(id) => onChange([...prices, { id, fee: "", hit: undefined }])} />
      )}
    </Card>
  );
}

function Adder({
  thing,
  choices,
  onAdd,
}: {
  readonly thing: string;
  readonly choices: readonly Priceable[];
  readonly onAdd: (id: string) => void;
}): ReactNode {
  const [chosen, setChosen] = useState("");
  const id = choices.some((choice) => choice.id === chosen) ? chosen : (choices[0]?.id ?? "");
  return (
    <div className="tier-fields">
      <SelectField
        label={thing === "service" ? "Service" : "Application"}
        value={id}
        options={choices.map((choice) => ({ value: choice.id, label: choice.name }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <div className="tier-remove">
        <Button onClick={() => onAdd(id)}>
          <Plus aria-hidden /> Add prices
        </Button>
      </div>
    </div>
  );
}
