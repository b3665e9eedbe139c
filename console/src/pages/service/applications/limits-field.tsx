import type { ReactNode } from "react";
import { PERIODS, type Period } from "../../../../../functions/domain/plan.ts";
import { fieldError } from "../../../api/describe-error.ts";
import { TextField } from "../../../design/field.tsx";
import { findUnreachable, type LimitTexts, parseLimits } from "./limits.ts";

const FIELDS: Readonly<Record<Period, { readonly label: string; readonly pointer: string }>> = {
  minute: { label: "Per minute", pointer: "/limits/perMinute" },
  hour: { label: "Per hour", pointer: "/limits/perHour" },
  day: { label: "Per day", pointer: "/limits/perDay" },
  month: { label: "Per month", pointer: "/limits/perMonth" },
};

/** How many hits an application may make in each period. */
export function LimitsField({
  texts,
  onChange,
  asked,
  error,
}: {
  readonly texts: LimitTexts;
  readonly onChange: (texts: LimitTexts) => void;
  /** Mistakes are shown once the form was to be sent. */
  readonly asked: boolean;
  readonly error: unknown;
}): ReactNode {
  const parsed = parseLimits(texts);
  const unreachable = parsed.ok ? findUnreachable(parsed.limits) : [];
  return (
    <fieldset className="field">
      <legend className="field-label">
        Limits <span className="field-optional">(optional)</span>
      </legend>
      <p className="field-hint">Most hits in each period of UTC time. Empty: no limit.</p>
      <div className="columns-narrow">
        {PERIODS.map((period) => (
          <TextField
            key={period}
            label={FIELDS[period].label}
            inputMode="numeric"
            maxLength={12}
            value={texts[period]}
            onChange={(event) => onChange({ ...texts, [period]: event.currentTarget.value })}
            error={asked && !parsed.ok ? parsed.errors[period] : fieldError(error, FIELDS[period].pointer)}
          />
        ))}
      </div>
      <p className="field-hint" aria-live="polite">
        {unreachable.length === 0
          ? undefined
          : `A longer period ends first: ${unreachable.map((period) => FIELDS[period].label.toLowerCase()).join(", ")} is never reached.`}
      </p>
    </fieldset>
  );
}
