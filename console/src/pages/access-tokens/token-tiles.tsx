import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { TokenSummary } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import type { ListAddress } from "./list-query.ts";

const TILES = [
  { name: "active", label: "Active", filter: { status: "active", show: "" } },
  { name: "expiringSoon", label: "Expiring soon", filter: { status: "", show: "expiring" } },
  { name: "expired", label: "Expired", filter: { status: "expired", show: "" } },
  { name: "disabled", label: "Disabled", filter: { status: "disabled", show: "" } },
  { name: "unused", label: "Unused for 90 days", filter: { status: "", show: "unused" } },
] as const satisfies readonly {
  readonly name: keyof TokenSummary;
  readonly label: string;
  readonly filter: Pick<ListAddress, "status" | "show">;
}[];

/** How many tokens there are to look after. Each number filters the list; once more ends the filter. */
export function TokenTiles({
  address,
  onFilter,
}: {
  readonly address: ListAddress;
  readonly onFilter: (filter: Partial<ListAddress>) => void;
}): ReactNode {
  const { workspaceId, client } = useWorkspace();
  // Without the numbers the list works all the same: that they could not be read is not worth an alarm.
  const { data } = useQuery({
    queryKey: [workspaceId, "token-summary"],
    queryFn: ({ signal }) => client.tokens.summary({ signal }),
  });
  return (
    <fieldset className="tiles" aria-label="Tokens to look after">
      {TILES.map(({ name, label, filter }) => {
        const isOn = address.status === filter.status && address.show === filter.show;
        return (
          <button
            key={name}
            type="button"
            className="tile"
            aria-pressed={isOn}
            onClick={() => onFilter(isOn ? { status: "", show: "" } : filter)}
          >
            <span className="tile-number">{formatCount(data?.[name])}</span>
            <span>{label}</span>
          </button>
        );
      })}
    </fieldset>
  );
}

function formatCount(counted: TokenSummary[keyof TokenSummary] | undefined): string {
  if (counted === undefined) return "…";
  return counted.isMore ? `${counted.count}+` : `${counted.count}`;
}
