import { type ReactNode, useId } from "react";

/** One filter of a list. Its first option is no filter, where there is a name for that. */
export function FilterSelect({
  label,
  all,
  options,
  isLate = false,
  value,
  onChange,
}: {
  readonly label: string;
  /** How the option is called that filters nothing, such as "All roles". */
  readonly all?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Options arrive after the page: it is then as wide with them as without. */
  readonly isLate?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <span>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <select
        id={id}
        className={isLate ? "input select-late" : "input"}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {all === undefined ? undefined : <option value="">{all}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
