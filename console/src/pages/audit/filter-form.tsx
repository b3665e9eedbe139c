import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { SelectField, TextField } from "../../design/field.tsx";
import { type AuditFilters, checkFilters, isFiltered, NO_FILTERS } from "./filters.ts";
import { fromLocalInput, toLocalInput } from "./local-time.ts";
import { AUDITED_OPERATIONS, describeOperation, describeTargetType, TARGET_TYPES } from "./words.ts";

/** Filters of the log. They are used together, when the form is sent. Give it a key of the filters in use, so that it follows them. */
export function FilterForm({
  filters,
  onFilter,
}: {
  readonly filters: AuditFilters;
  readonly onFilter: (filters: AuditFilters) => void;
}): ReactNode {
  const [draft, setDraft] = useState(filters);
  const [asked, setAsked] = useState(false);
  const errors = checkFilters(draft);
  const shown = asked ? errors : {};
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (Object.keys(errors).length === 0) onFilter(draft);
  };
  return (
    <search>
      <form className="card" onSubmit={submit} noValidate aria-label="Filter the log">
        <div className="columns-narrow">
          <SelectField
            label="Action"
            value={draft.operation}
            options={optionsOf("All actions", AUDITED_OPERATIONS, draft.operation, describeOperation)}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, operation: value })}
          />
          <TextField
            label="Actor"
            placeholder="Member id or token id"
            value={draft.actorId}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, actorId: value.trim() })}
          />
          <SelectField
            label="Target"
            value={draft.targetType}
            options={optionsOf("Everything", TARGET_TYPES, draft.targetType, describeTargetType)}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, targetType: value })}
            error={shown.targetType}
          />
          <TextField
            label="Id of the target"
            value={draft.targetId}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, targetId: value.trim() })}
            error={shown.targetId}
          />
          <TextField
            label="From"
            type="datetime-local"
            value={toLocalInput(draft.from)}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, from: fromLocalInput(value) })}
          />
          <TextField
            label="Before"
            type="datetime-local"
            value={toLocalInput(draft.to)}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, to: fromLocalInput(value) })}
            error={shown.to}
          />
        </div>
        <div className="row">
          <Button type="submit">Filter</Button>
          {isFiltered(filters) ? (
            <Button look="quiet" onClick={() => onFilter(NO_FILTERS)}>
              Clear the filters
            </Button>
          ) : undefined}
        </div>
      </form>
    </search>
  );
}

/** An address may hold a value that this list does not have: it is offered, too. */
function optionsOf(
  all: string,
  values: readonly string[],
  present: string,
  describe: (value: string) => string,
): readonly { readonly value: string; readonly label: string }[] {
  const known = present === "" || values.includes(present) ? values : [...values, present];
  return [{ value: "", label: all }, ...known.map((value) => ({ value, label: describe(value) }))];
}
