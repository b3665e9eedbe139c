import { Plus, Trash2 } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { TIERS_MAX, UNITS_MAX } from "../../../../functions/domain/billing/rate-card.ts";
import { Button, IconButton } from "../../design/button.tsx";
import { CheckboxField, TextField } from "../../design/field.tsx";
import { parseUnits } from "../../money.ts";
import { EMPTY_RATE, EMPTY_TIER, type RateForm, type TierForm } from "./card-form.ts";
import { describePlaces } from "./describe-places.ts";
import type { ErrorAt } from "./use-card-form.ts";

interface RateFieldsProps {
  readonly label: string;
  readonly hint: string;
  /** Of the rate in the card, such as `/rates/load`. */
  readonly pointer: string;
  readonly currency: string;
  /** Undefined: it costs nothing. */
  readonly rate: RateForm | undefined;
  readonly onChange: (rate: RateForm | undefined) => void;
  readonly errorAt: ErrorAt;
}

/** What units cost: a switch, how many are free, and the prices of the others by their place in the month. */
export function RateFields({ label, hint, rate, onChange, ...rest }: RateFieldsProps): ReactNode {
  return (
    <fieldset className="stack-tight" aria-label={`Price of ${label}`}>
      <CheckboxField
        label={label}
        hint={rate === undefined ? `${hint} Free.` : hint}
        checked={rate !== undefined}
        onChange={(isPriced) => onChange(isPriced ? EMPTY_RATE : undefined)}
      />
      {rate === undefined ? undefined : <PriceFields rate={rate} onChange={onChange} {...rest} />}
    </fieldset>
  );
}

function PriceFields({
  pointer,
  currency,
  rate,
  onChange,
  errorAt,
}: Omit<RateFieldsProps, "label" | "hint" | "rate"> & { readonly rate: RateForm }): ReactNode {
  const { included, tiers } = rate;
  const list = useRef<HTMLDivElement>(null);
  const count = useRef(tiers.length);
  useEffect(() => {
    // A tier that was added is bounded next: its bound is that of the one before the last.
    const bounds = list.current?.querySelectorAll<HTMLElement>("[data-bound] input");
    if (tiers.length > count.current) bounds?.item(bounds.length - 1)?.focus();
    count.current = tiers.length;
  }, [tiers.length]);
  const change = (index: number, changes: Partial<TierForm>): void =>
    onChange({ ...rate, tiers: tiers.map((tier, at) => (at === index ? { ...tier, ...changes } : tier)) });
  const error = [errorAt(pointer), errorAt(`${pointer}/tiers`)].filter(Boolean).join(" ");
  return (
    <div className="rate-fields" ref={list}>
      <div className="tier-fields">
        <TextField
          label="Included units"
          hint="Free in each month"
          inputMode="numeric"
          maxLength={20}
          value={included}
          error={errorAt(`${pointer}/included`)}
          onChange={(event) => onChange({ ...rate, included: event.currentTarget.value })}
        />
      </div>
      {tiers.map((tier, index) => (
        <TierFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a tier is nothing but its place
          key={index}
          title={titleOf(rate, index)}
          isLast={index === tiers.length - 1}
          currency={currency}
          tier={tier}
          pointer={`${pointer}/tiers/${index}`}
          errorAt={errorAt}
          onChange={(changes) => change(index, changes)}
          onRemove={
            tiers.length === 1 ? undefined : () => onChange({ ...rate, tiers: tiers.filter((_, at) => at !== index) })
          }
        />
      ))}
      <p className="field-error" aria-live="polite">
        {error}
      </p>
      {tiers.length >= TIERS_MAX ? undefined : (
        <div>
          <Button small onClick={() => onChange({ ...rate, tiers: [...tiers, EMPTY_TIER] })}>
            <Plus aria-hidden /> Add a tier
          </Button>
        </div>
      )}
    </div>
  );
}

function TierFields({
  title,
  isLast,
  currency,
  tier: { upTo, price, per },
  pointer,
  errorAt,
  onChange,
  onRemove,
}: {
  readonly title: string;
  readonly isLast: boolean;
  readonly currency: string;
  readonly tier: TierForm;
  readonly pointer: string;
  readonly errorAt: ErrorAt;
  readonly onChange: (changes: Partial<TierForm>) => void;
  /** Undefined: a rate has one tier at least. */
  readonly onRemove: (() => void) | undefined;
}): ReactNode {
  const field = (name: keyof TierForm) => ({
    maxLength: 20,
    error: errorAt(`${pointer}/${name}`),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <fieldset>
      <legend className="small muted">{title}</legend>
      <div className="tier-fields">
        {isLast ? undefined : (
          <div data-bound>
            <TextField
              label="Up to unit"
              hint="Of the month, included units counted"
              inputMode="numeric"
              value={upTo}
              {...field("upTo")}
            />
          </div>
        )}
        <TextField label={`Price in ${currency}`} inputMode="decimal" value={price} {...field("price")} />
        <TextField label="For each" inputMode="numeric" value={per} {...field("per")} />
        {onRemove === undefined ? undefined : (
          <div className="tier-remove">
            <IconButton label={`Remove the tier: ${title}`} icon={<Trash2 aria-hidden />} onClick={onRemove} />
          </div>
        )}
      </div>
      <p className="field-error" aria-live="polite">
        {errorAt(pointer)}
      </p>
    </fieldset>
  );
}

/** Which units a tier is for, as far as that has been typed. */
function titleOf({ included, tiers }: RateForm, index: number): string {
  const read = (text: string) => parseUnits(text, 0, UNITS_MAX);
  let after = read(included.trim() || "0");
  if (!after.ok) return "Units behind those that are included";
  for (const { upTo } of tiers.slice(0, index)) {
    const end = read(upTo);
    if (!end.ok || end.value <= after.value) return "Units behind the tier before";
    after = end;
  }
  const end = read(tiers[index]?.upTo ?? "");
  const isBounded = index < tiers.length - 1 && end.ok && end.value > after.value;
  return describePlaces(after.value, isBounded ? end.value : null);
}
