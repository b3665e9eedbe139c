import type { ReactNode } from "react";
import { ComboboxField } from "../../design/combobox-field.tsx";
import { SelectField } from "../../design/field.tsx";
import { subjectOf } from "../../usage/address.ts";
import { SUBJECTS } from "../../usage/words.ts";
import { useSubjectChoices } from "./use-subject-choices.ts";

const LABELS = { token: "Token", service: "Service", application: "Application" } as const;

/** Whose usage the page shows. */
export function SubjectFields({
  subject,
  id,
  onChange,
}: {
  readonly subject: string;
  readonly id: string;
  readonly onChange: (changes: { readonly subject?: string; readonly id: string; readonly metric: string }) => void;
}): ReactNode {
  const chosen = subjectOf(subject);
  const { choices, offered } = useSubjectChoices(chosen);
  // One of an address that is not in the list is shown by its id.
  const items =
    id === "" || choices.some(({ value }) => value === id) ? choices : [...choices, { value: id, label: id }];
  return (
    <div className="period-bar">
      <SelectField
        label="Usage of"
        value={chosen}
        options={SUBJECTS.filter(({ value }) => value === chosen || offered.includes(value))}
        onChange={({ currentTarget: { value } }) => onChange({ subject: value, id: "", metric: "" })}
      />
      {chosen === "workspace" ? undefined : (
        <ComboboxField
          key={chosen}
          label={LABELS[chosen]}
          items={items}
          value={id === "" ? undefined : id}
          onChange={(value) => onChange({ id: value ?? "", metric: "" })}
          placeholder="Type a part of its name"
          empty="Nothing is called that."
        />
      )}
    </div>
  );
}
