import type { Webhook } from "../../../../sdk/src/generated/types.ts";
import { Badge } from "../../design/badge.tsx";
import type { DataColumn } from "../../design/data-table.tsx";
import { formatInstant, Time } from "../../design/time.tsx";
import { describeEvent } from "./words.ts";

export function webhookColumns(): readonly DataColumn<Webhook>[] {
  return [
    {
      id: "label",
      header: "Label",
      isRowHeader: true,
      cell: ({ label, id }) => label ?? <span className="mono">{id}</span>,
    },
    { id: "url", header: "Address", wide: true, cell: ({ url }) => <span className="mono">{url}</span> },
    { id: "events", header: "Is told", cell: ({ events }) => events.map(describeEvent).join(", ") },
    {
      id: "state",
      header: "State",
      cell: ({ enabled }) => (enabled ? <Badge tone="success">Enabled</Badge> : <Badge>Disabled</Badge>),
    },
    {
      id: "secret",
      header: "Secret",
      cell: ({ secretRotation }) =>
        secretRotation === null ? (
          <span className="muted">One</span>
        ) : (
          <span>Two until {formatInstant(secretRotation.previousValidUntil)}</span>
        ),
    },
    { id: "added", header: "Added", cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}
