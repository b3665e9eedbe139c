import { type ReactNode, useState } from "react";
import { SelectField, TextField } from "../design/field.tsx";
import { Notice } from "../design/page.tsx";
import { formatInstant } from "../design/time.tsx";
import { allowedPresets, type ExpiryChoice, endOf, PRESET_LABELS } from "./expiry-choice.ts";

/** When the token ends. */
export function ExpiryField({
  expiry,
  onChange,
  lifetimeDaysMax,
  kept,
  error,
}: {
  readonly expiry: ExpiryChoice;
  readonly onChange: (expiry: ExpiryChoice) => void;
  /** What the workspace allows. */
  readonly lifetimeDaysMax: number | null;
  /** How the present end is written, for a token that exists. */
  readonly kept?: string;
  readonly error: string | undefined;
}): ReactNode {
  const [nowEpochMs] = useState(Date.now);
  const end = endOf(expiry, nowEpochMs);
  const options = [
    ...(kept === undefined ? [] : [{ value: "keep" as const, label: `Keep: ${kept}` }]),
    ...allowedPresets(lifetimeDaysMax).map((value) => ({ value, label: PRESET_LABELS[value] })),
  ];
  const all = [
    ...options.filter(({ value }) => value !== "never"),
    { value: "custom" as const, label: "Custom date and time" },
    ...options.filter(({ value }) => value === "never"),
  ];
  const isCustom = expiry.choice === "custom";
  return (
    <>
      <SelectField
        label="Expires"
        hint={
          <>
            {end === undefined || isCustom ? undefined : `Ends on ${formatInstant(end.toISOString())}. `}
            {lifetimeDaysMax === null ? undefined : `This workspace allows at most ${describeDays(lifetimeDaysMax)}.`}
          </>
        }
        error={isCustom ? undefined : error}
        value={expiry.choice}
        onChange={({ currentTarget: { value } }) => {
          const chosen = all.find((option) => option.value === value);
          if (chosen !== undefined) onChange({ ...expiry, choice: chosen.value });
        }}
        options={all}
      />
      {isCustom ? (
        <TextField
          type="datetime-local"
          label="Date and time"
          hint="In your time zone."
          error={error}
          value={expiry.at}
          onChange={({ currentTarget: { value } }) => onChange({ choice: "custom", at: value })}
        />
      ) : undefined}
      {expiry.choice === "never" ? (
        <Notice tone="warning">
          <p>A token without an end works until somebody revokes it, wherever it has gone. Choose an end if you can.</p>
        </Notice>
      ) : undefined}
    </>
  );
}

function describeDays(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}
