import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronDown } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Field, type FieldProps } from "./field.tsx";

export interface ComboboxItem {
  readonly value: string;
  readonly label: string;
  /** A second line, such as what kind of thing it is. */
  readonly note?: string;
}

export interface ComboboxFieldProps extends FieldProps {
  readonly items: readonly ComboboxItem[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly placeholder?: string;
  /** When nothing is called what was typed. */
  readonly empty: string;
}

/** One of many, found by typing a part of its name. */
export function ComboboxField({ items, value, onChange, placeholder, empty, ...field }: ComboboxFieldProps): ReactNode {
  // The list stays inside the dialog or landmark that the field is in.
  const home = useRef<HTMLDivElement>(null);
  return (
    <Combobox.Root
      items={items}
      value={items.find((item) => item.value === value) ?? null}
      onValueChange={(item) => onChange(item?.value)}
      isItemEqualToValue={(left, right) => left.value === right.value}
      autoHighlight
    >
      <Field {...field}>
        {(control) => (
          <span className="combobox">
            {/* The label is hidden from screen readers while the list is open. */}
            <Combobox.Input {...control} className="input" aria-label={field.label} placeholder={placeholder} />
            <Combobox.Trigger className="combobox-arrow" aria-label={`Show all: ${field.label}`} tabIndex={-1}>
              <ChevronDown aria-hidden />
            </Combobox.Trigger>
          </span>
        )}
      </Field>
      <div ref={home} />
      <Combobox.Portal container={home}>
        <Combobox.Positioner className="popup" sideOffset={4} align="start">
          <Combobox.Popup className="menu combobox-list">
            <Combobox.Empty className="combobox-empty">{empty}</Combobox.Empty>
            <Combobox.List>
              {(item: ComboboxItem) => (
                <Combobox.Item key={item.value} value={item} className="menu-item">
                  <span className="menu-check">
                    <Combobox.ItemIndicator>
                      <Check aria-hidden />
                    </Combobox.ItemIndicator>
                  </span>
                  <span>
                    {item.label}
                    {item.note === undefined ? undefined : <span className="menu-note">{item.note}</span>}
                  </span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
