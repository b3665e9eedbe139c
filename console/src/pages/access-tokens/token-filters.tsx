import { type ReactNode, useId } from "react";
import { TOKEN_STATUSES } from "../../../../functions/domain/token-record.ts";
import { Button } from "../../design/button.tsx";
import { FilterSelect } from "../../design/filter-select.tsx";
import { SearchField } from "../../design/search-field.tsx";
import { KINDS, STATUSES } from "../../tokens/token-words.ts";
import { isFiltered, type ListAddress, WATCHES } from "./list-query.ts";
import { OwnerFilter } from "./owner-filter.tsx";

/** Search and filters of the list. */
export function TokenFilters({
  address,
  onFilter,
}: {
  readonly address: ListAddress;
  readonly onFilter: (filter: Partial<ListAddress>) => void;
}): ReactNode {
  const id = useId();
  return (
    <search className="row" aria-labelledby={id}>
      <span id={id} className="visually-hidden">
        Find tokens
      </span>
      <SearchField label="Label, note, owner or id" value={address.text} onSearch={(text) => onFilter({ text })} />
      <FilterSelect
        label="Kind"
        all="All kinds"
        options={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
        value={address.kind}
        onChange={(kind) => onFilter({ kind })}
      />
      <FilterSelect
        label="Status"
        all="Every status"
        options={TOKEN_STATUSES.map((value) => ({ value, label: STATUSES[value].label }))}
        value={address.status}
        onChange={(status) => onFilter({ status })}
      />
      <OwnerFilter address={address} onFilter={onFilter} />
      <FilterSelect
        label="To look after"
        all="Any use or end"
        options={Object.entries(WATCHES).map(([value, { label }]) => ({ value, label }))}
        value={address.show}
        onChange={(show) => onFilter({ show })}
      />
      {isFiltered(address) ? (
        <Button
          look="quiet"
          onClick={() => onFilter({ text: "", kind: "", status: "", ownerType: "", ownerId: "", show: "" })}
        >
          Clear filters
        </Button>
      ) : undefined}
    </search>
  );
}
