import type { ReactNode } from "react";
import type { Application } from "../../../../../sdk/src/generated/types.ts";
import { Badge } from "../../../design/badge.tsx";
import type { DataColumn } from "../../../design/data-table.tsx";
import { formatInstant, Time } from "../../../design/time.tsx";
import { APPLICATION_STATES } from "../../services/words.ts";
import { describeLimits } from "./limits.ts";

export const APPLICATION_COLUMNS: readonly DataColumn<Application>[] = [
  { id: "name", header: "Name", isRowHeader: true, wide: true, cell: ({ name }) => name },
  { id: "id", header: "Id", cell: ({ id }) => <span className="mono">{id}</span> },
  { id: "state", header: "State", cell: (application) => <State {...application} /> },
  { id: "limits", header: "Limits", wide: true, cell: ({ limits }) => describeLimits(limits) },
  {
    id: "key",
    header: "Key",
    cell: ({ maskedKey, rotation }) => (
      <span className="stack-tight">
        <span className="mono">{maskedKey}</span>
        {rotation === null ? undefined : (
          <span className="small muted">Former key until {formatInstant(rotation.previousValidUntil)}</span>
        )}
      </span>
    ),
  },
  {
    id: "external-id",
    header: "External id",
    wide: true,
    hiddenAtFirst: true,
    cell: ({ externalId }) => externalId ?? <span className="muted">None</span>,
  },
  { id: "created", header: "Created", cell: ({ createdAt }) => <Time at={createdAt} /> },
];

function State({ state }: Application): ReactNode {
  return <Badge tone={APPLICATION_STATES[state].tone}>{APPLICATION_STATES[state].label}</Badge>;
}
