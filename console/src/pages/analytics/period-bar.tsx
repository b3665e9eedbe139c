import type { ReactNode } from "react";
import type { ConfiguratorSummary } from "../../../../sdk/src/generated/types.ts";
import { CheckboxField, SelectField } from "../../design/field.tsx";
import { PeriodFields } from "../../periods/period-fields.tsx";
import { type AnalyticsAddress, isCompared } from "./address.ts";
import type { Range } from "./use-analytics.ts";

/** Which days and which configurator the page is about. */
export function PeriodBar({
  address,
  range,
  configurators,
  onChange,
}: {
  readonly address: AnalyticsAddress;
  readonly range: Range;
  readonly configurators: readonly ConfiguratorSummary[];
  readonly onChange: (changes: Partial<AnalyticsAddress>) => void;
}): ReactNode {
  return (
    <div className="period-bar">
      <PeriodFields period={address.period} days={range} onChange={onChange} />
      <SelectField
        label="Configurator"
        value={address.configurator}
        options={[{ value: "", label: "All configurators" }, ...choicesOf(configurators, address.configurator)]}
        onChange={({ currentTarget: { value } }) => onChange({ configurator: value })}
      />
      <CheckboxField
        label="Compare with the period before"
        checked={isCompared(address)}
        onChange={(checked) => onChange({ compare: checked ? "" : "no" })}
      />
    </div>
  );
}

/** One of an address that is not in the list is shown by its id. */
function choicesOf(
  configurators: readonly ConfiguratorSummary[],
  chosen: string,
): readonly { readonly value: string; readonly label: string }[] {
  const known = configurators.map(({ id, name }) => ({ value: id, label: name }));
  return chosen === "" || known.some(({ value }) => value === chosen)
    ? known
    : [...known, { value: chosen, label: chosen }];
}
