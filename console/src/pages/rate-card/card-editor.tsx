import { type FormEvent, type ReactNode, useMemo } from "react";
import { useLocation } from "wouter";
import {
  PRICED_APPLICATIONS_MAX,
  PRICED_METRICS,
  PRICED_SERVICES_MAX,
} from "../../../../functions/domain/billing/rate-card.ts";
import type { RateCard } from "../../../../sdk/src/generated/types.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { describeDay } from "../../billing/dates.ts";
import { BILLING, RATE_CARD } from "../../billing/use-billing.ts";
import { Button } from "../../design/button.tsx";
import { type Question, useConfirm } from "../../design/confirm.tsx";
import { SelectField, TextField } from "../../design/field.tsx";
import { Card, ErrorNotice } from "../../design/page.tsx";
import { workspacePath } from "../../paths.ts";
import { useGuardedClose } from "../../tokens/use-guarded-close.tsx";
import { useOnceKey } from "../../tokens/use-once-key.ts";
import { METRIC_WORDS } from "../../usage/words.ts";
import type { CardForm } from "./card-form.ts";
import { OwnPriceFields } from "./own-price-fields.tsx";
import { RateFields } from "./rate-fields.tsx";
import { chargesNothing, toUpdate } from "./read-card.ts";
import { isConflictOfField, useCardForm } from "./use-card-form.ts";
import { usePriceable } from "./use-priceable.ts";

/** Writes a rate card, or changes one that can still be changed. */
export function CardEditor({
  start,
  card,
}: {
  readonly start: CardForm;
  /** Undefined for a new one. */
  readonly card: RateCard | undefined;
}): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const [, navigate] = useLocation();
  const confirm = useConfirm();
  const onceKey = useOnceKey();
  const list = workspacePath(workspaceId, "billing");
  const save = useChange(
    (body: NonNullable<ReturnType<typeof state.check>>) =>
      card === undefined
        ? client.billing.rateCards.create(body, { idempotencyKey: onceKey(body) })
        : client.billing.rateCards.update(card.effectiveFrom, toUpdate(body)),
    {
      renews: [BILLING, RATE_CARD],
      done: ({ effectiveFrom }) => `Saved the rate card of ${describeDay(effectiveFrom)}.`,
    },
  );
  const state = useCardForm(start, save);
  const { form, change, errorAt } = state;
  const { currency } = form;
  const { services, applications } = usePriceable();
  const cancel = useGuardedClose(state.isChanged, () => navigate(list));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (save.isPending) return;
    const body = state.check();
    if (body === undefined || (chargesNothing(body) && !(await confirm(askIfFree(body.effectiveFrom))))) return;
    save.mutate(body, { onSuccess: () => navigate(list) });
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} ref={state.ref} noValidate>
      <Card title="Each month">
        <div className="columns-narrow">
          <TextField
            label="First day"
            type="date"
            hint={card === undefined ? "It holds from then on, until another card begins." : "A card is named by it."}
            disabled={card !== undefined}
            value={form.effectiveFrom}
            error={errorAt("/effectiveFrom")}
            onChange={(event) => change({ effectiveFrom: event.currentTarget.value })}
          />
          <CurrencyField
            value={currency}
            onChange={(next) => change({ currency: next })}
            error={errorAt("/currency")}
          />
          <TextField
            label="Monthly fee"
            optional
            hint={`In ${currency}. Charged by days where a card begins within a month.`}
            inputMode="decimal"
            maxLength={20}
            value={form.fee}
            error={errorAt("/fee")}
            onChange={(event) => change({ fee: event.currentTarget.value })}
          />
          <TextField
            label="Budget"
            optional
            hint={`In ${currency}. Alerts are sent at 50, 80, 100 and 150%; nothing is stopped.`}
            inputMode="decimal"
            maxLength={20}
            value={form.budget}
            error={errorAt("/budget")}
            onChange={(event) => change({ budget: event.currentTarget.value })}
          />
        </div>
      </Card>
      <Card title="Usage">
        <p className="muted">
          What is not checked is free. Units are counted from the first of the month on, included ones, too: each has
          the price of the tier that its place lies in.
        </p>
        {PRICED_METRICS.map((metric) => (
          <RateFields
            key={metric}
            label={METRIC_WORDS[metric].name}
            hint={METRIC_WORDS[metric].meaning}
            pointer={`/rates/${metric}`}
            currency={currency}
            rate={form.rates[metric]}
            onChange={(rate) => change({ rates: { ...form.rates, [metric]: rate } })}
            errorAt={errorAt}
          />
        ))}
      </Card>
      <OwnPriceFields
        title="Services"
        thing="service"
        explanation="A service can have a fee of its own, and a price for the hits of its applications."
        pointer="/services"
        currency={currency}
        choices={services}
        most={PRICED_SERVICES_MAX}
        prices={form.services}
        onChange={(next) => change({ services: next })}
        errorAt={errorAt}
      />
      <OwnPriceFields
        title="Applications"
        thing="application"
        explanation="The price of an application goes before that of its service."
        pointer="/applications"
        currency={currency}
        choices={applications}
        most={PRICED_APPLICATIONS_MAX}
        prices={form.applications}
        onChange={(next) => change({ applications: next })}
        errorAt={errorAt}
      />
      {save.error === null || isConflictOfField(save.error) ? undefined : (
        <ErrorNotice error={save.error} fields={FIELDS} />
      )}
      <div className="row">
        <Button type="submit" look="primary" busy={save.isPending} disabled={card !== undefined && !state.isChanged}>
          Save the rate card
        </Button>
        <Button onClick={cancel}>Cancel</Button>
      </div>
    </form>
  );
}

function askIfFree(effectiveFrom: string): Question {
  return {
    title: `Everything is free from ${describeDay(effectiveFrom)} on?`,
    body: (
      <p>
        The card has no fee, and no price above zero. Usage is counted, and costs nothing until another card begins.
      </p>
    ),
    confirmLabel: "Make everything free",
    danger: true,
  };
}

const FIELDS = ["/effectiveFrom", "/currency", "/fee", "/budget", "/rates", "/services", "/applications"];

function CurrencyField({
  value,
  onChange,
  error,
}: {
  readonly value: string;
  readonly onChange: (currency: string) => void;
  readonly error: string | undefined;
}): ReactNode {
  const options = useMemo(() => {
    const names = new Intl.DisplayNames(undefined, { type: "currency" });
    const codes = new Set([value, ...Intl.supportedValuesOf("currency")]);
    return [...codes].sort().map((code) => ({ value: code, label: `${code}, ${names.of(code)}` }));
  }, [value]);
  return (
    <SelectField
      label="Currency"
      hint="All rate cards of a workspace have the same."
      options={options}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
