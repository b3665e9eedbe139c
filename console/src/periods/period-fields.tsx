import { type ReactNode, useState } from "react";
import { SelectField, TextField } from "../design/field.tsx";
import { type Days, describeDates, OWN_DATES, PERIOD_ADDRESS, PERIODS, type PeriodAddress } from "./period.ts";

const OPTIONS = [...PERIODS.map(({ value, label }) => ({ value, label })), { value: OWN_DATES, label: "Own dates" }];

const MONTH = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "long", timeZone: "UTC" });

/** Which days a page is about: a period, a month, or dates of somebody's own. */
export function PeriodFields({
  period,
  days,
  months = NO_MONTHS,
  onChange,
}: {
  readonly period: string;
  /** The days of the period. */
  readonly days: Days;
  /** Months such as 2026-11 that can be picked, too. */
  readonly months?: readonly string[];
  readonly onChange: (changes: PeriodAddress) => void;
}): ReactNode {
  const options = [...OPTIONS, ...months.map((value) => ({ value, label: MONTH.format(Date.parse(`${value}-01`)) }))];
  return (
    <>
      <SelectField
        label="Period"
        value={options.some(({ value }) => value === period) ? period : PERIOD_ADDRESS.period}
        options={options}
        onChange={({ currentTarget: { value } }) =>
          onChange(
            value === OWN_DATES
              ? { period: value, from: days.from, to: days.to }
              : { ...PERIOD_ADDRESS, period: value },
          )
        }
      />
      {period === OWN_DATES ? <OwnDates key={`${days.from} ${days.to}`} {...days} onChange={onChange} /> : undefined}
    </>
  );
}

const NO_MONTHS: readonly string[] = [];

/** Dates are taken over when both are right: half of a date asks for nothing. */
function OwnDates({
  from,
  to,
  onChange,
}: Days & {
  readonly onChange: (changes: PeriodAddress) => void;
}): ReactNode {
  const [typed, setTyped] = useState({ from, to });
  const error = describeDates(typed.from, typed.to);
  const take = (changes: Partial<Days>): void => {
    const next = { ...typed, ...changes };
    setTyped(next);
    if (describeDates(next.from, next.to) === undefined) onChange({ period: OWN_DATES, ...next });
  };
  return (
    <>
      <TextField
        label="First day"
        type="date"
        value={typed.from}
        error={error}
        onChange={({ currentTarget: { value } }) => take({ from: value })}
      />
      <TextField
        label="Last day"
        type="date"
        value={typed.to}
        onChange={({ currentTarget: { value } }) => take({ to: value })}
      />
    </>
  );
}
