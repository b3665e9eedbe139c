import type { ReactNode } from "react";
import type { LimitName } from "../../../functions/domain/limits.ts";
import { CAPABILITIES } from "../../../functions/domain/rights.ts";
import { describeScope } from "../api/words.ts";
import { CheckboxGroup, TextAreaField, TextField } from "../design/field.tsx";
import { limitNames, type TokenForm } from "./token-form.ts";

const LIMIT_LABELS: Readonly<Record<LimitName, string>> = {
  requestsPerMinute: "Requests a minute",
  requestsPerDay: "Requests a day",
  savesPerDay: "Saved configurations a day",
  eventsPerDay: "Batches of events a day",
  loadsPerDay: "Loads a day",
};

/** What most tokens need no thought about. It opens by itself when something in it is wrong. */
export function MoreFields({
  form,
  onChange,
  errorAt,
}: {
  readonly form: TokenForm;
  readonly onChange: (changes: Partial<TokenForm>) => void;
  readonly errorAt: (pointer: string) => string | undefined;
}): ReactNode {
  const isPublic = form.kind === "public";
  const isWrong = ["/note", "/limits", "/allowedAddresses", ...(isPublic ? ["/scopes"] : [])].some(
    (pointer) => errorAt(pointer) !== undefined,
  );
  const names = limitNames(form.kind);
  return (
    <details className="more" open={isWrong || undefined}>
      <summary>More: note, {isPublic ? "what it may do, limits" : "limits, allowed addresses"}</summary>
      <div className="stack">
        <TextAreaField
          label="Note"
          optional
          rows={2}
          maxLength={1000}
          value={form.note}
          error={errorAt("/note")}
          onChange={({ currentTarget: { value } }) => onChange({ note: value })}
        />
        {isPublic ? (
          <CheckboxGroup
            legend="What it may do"
            choices={CAPABILITIES.map((value) => ({ value, label: describeScope(value) }))}
            values={form.capabilities}
            onChange={(values) =>
              onChange({ capabilities: CAPABILITIES.filter((candidate) => values.includes(candidate)) })
            }
            error={errorAt("/scopes")}
          />
        ) : (
          <TextAreaField
            label="Allowed addresses"
            optional
            hint="One address or network a line, such as 192.0.2.7 or 2001:db8::/32. Empty: from everywhere."
            rows={2}
            spellCheck={false}
            value={form.addresses}
            error={errorAt("/allowedAddresses")}
            onChange={({ currentTarget: { value } }) => onChange({ addresses: value })}
          />
        )}
        <fieldset className="field">
          <legend className="field-label">Limits</legend>
          <p className="field-hint">Days are counted in UTC. Empty: no limit.</p>
          <div className="field-grid">
            {names.map((name) => (
              <TextField
                key={name}
                label={LIMIT_LABELS[name]}
                inputMode="numeric"
                value={form.limits[name]}
                error={errorAt(`/limits/${name}`)}
                onChange={({ currentTarget: { value } }) => onChange({ limits: { ...form.limits, [name]: value } })}
              />
            ))}
          </div>
        </fieldset>
      </div>
    </details>
  );
}
