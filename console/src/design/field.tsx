import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";

export interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly optional?: boolean;
}

interface ControlIds {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

/** A label, its control, a hint and what is wrong with it, tied together for screen readers. */
export function Field({
  label,
  hint,
  error,
  optional = false,
  children,
}: FieldProps & { readonly children: (control: ControlIds) => ReactNode }): ReactNode {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(" ");
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label} {optional ? <span className="field-optional">(optional)</span> : undefined}
      </label>
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": error === undefined ? undefined : true,
      })}
      {hint === undefined ? undefined : (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <p className="field-error" id={`${id}-error`} aria-live="polite">
        {error}
      </p>
    </div>
  );
}

export type TextFieldProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "id">;

export function TextField({ label, hint, error, optional = false, ...input }: TextFieldProps): ReactNode {
  return (
    <Field {...{ label, hint, error, optional }}>
      {(control) => <input autoComplete="off" {...input} {...control} className="input" />}
    </Field>
  );
}

export type TextAreaFieldProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className" | "id">;

export function TextAreaField({ label, hint, error, optional = false, ...input }: TextAreaFieldProps): ReactNode {
  return (
    <Field {...{ label, hint, error, optional }}>
      {(control) => <textarea {...input} {...control} className="input" />}
    </Field>
  );
}

export type SelectFieldProps = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, "className" | "id" | "children"> & {
    readonly options: readonly { readonly value: string; readonly label: string; readonly disabled?: boolean }[];
  };

export function SelectField({ label, hint, error, optional = false, options, ...input }: SelectFieldProps): ReactNode {
  return (
    <Field {...{ label, hint, error, optional }}>
      {(control) => (
        <select {...input} {...control} className="input">
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: ReactNode;
  /** Why it cannot be chosen. It stays in sight, so that nobody looks for it in vain. */
  readonly disabledReason?: string | undefined;
}

export interface ChoiceGroupProps<Value extends string> {
  readonly legend: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly choices: readonly Choice<Value>[];
}

/** Any number of several. */
export function CheckboxGroup<Value extends string>({
  legend,
  hint,
  error,
  choices,
  values,
  onChange,
}: ChoiceGroupProps<Value> & {
  readonly values: readonly Value[];
  readonly onChange: (values: readonly Value[]) => void;
}): ReactNode {
  return (
    <ChoiceFieldset {...{ legend, hint, error }}>
      {choices.map((choice) => (
        <ChoiceRow key={choice.value} choice={choice}>
          {(ids) => (
            <input
              type="checkbox"
              {...ids}
              checked={values.includes(choice.value)}
              onChange={({ currentTarget: { checked } }) =>
                onChange(checked ? [...values, choice.value] : values.filter((value) => value !== choice.value))
              }
            />
          )}
        </ChoiceRow>
      ))}
    </ChoiceFieldset>
  );
}

/** One of several. `cards` gives each a frame, for few choices that need a sentence. */
export function RadioGroup<Value extends string>({
  legend,
  hint,
  error,
  choices,
  value,
  onChange,
  cards = false,
}: ChoiceGroupProps<Value> & {
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly cards?: boolean;
}): ReactNode {
  const name = useId();
  const rows = choices.map((choice) => (
    <ChoiceRow key={choice.value} choice={choice} card={cards}>
      {(ids) => (
        <input
          type="radio"
          {...ids}
          name={name}
          value={choice.value}
          checked={choice.value === value}
          onChange={() => onChange(choice.value)}
        />
      )}
    </ChoiceRow>
  ));
  return (
    <ChoiceFieldset {...{ legend, hint, error }}>
      {cards ? <div className="choice-cards">{rows}</div> : rows}
    </ChoiceFieldset>
  );
}

/** One switch with its sentence. */
export function CheckboxField({
  label,
  hint,
  checked,
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}): ReactNode {
  return (
    <ChoiceRow choice={{ value: "on", label, hint }}>
      {(ids) => (
        <input
          type="checkbox"
          {...ids}
          disabled={disabled}
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )}
    </ChoiceRow>
  );
}

function ChoiceFieldset({
  legend,
  hint,
  error,
  children,
}: Omit<ChoiceGroupProps<string>, "choices"> & { readonly children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={hint === undefined ? undefined : id}>
      <legend className="field-label">{legend}</legend>
      {hint === undefined ? undefined : (
        <p className="field-hint" id={id}>
          {hint}
        </p>
      )}
      {children}
      <p className="field-error" aria-live="polite">
        {error}
      </p>
    </fieldset>
  );
}

function ChoiceRow({
  choice: { label, hint, disabledReason },
  card = false,
  children,
}: {
  readonly choice: Choice<string>;
  readonly card?: boolean;
  readonly children: (ids: { id: string; "aria-describedby": string | undefined; disabled: boolean }) => ReactNode;
}): ReactNode {
  const id = useId();
  const note = disabledReason ?? hint;
  return (
    <div className={card ? "choice choice-card" : "choice"}>
      {children({
        id,
        "aria-describedby": note === undefined ? undefined : `${id}-note`,
        disabled: disabledReason !== undefined,
      })}
      <div className="choice-text">
        <label htmlFor={id}>{label}</label>
        {note === undefined ? undefined : (
          <span className="field-hint" id={`${id}-note`}>
            {note}
          </span>
        )}
      </div>
    </div>
  );
}
