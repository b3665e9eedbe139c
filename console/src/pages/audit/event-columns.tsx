import type { AuditEvent } from "../../../../sdk/src/generated/types.ts";
import type { DataColumn } from "../../design/data-table.tsx";
import { formatInstant } from "../../design/time.tsx";
import { ACTOR_KINDS, describeOperation, describeTargetType } from "./words.ts";

export interface EventColumnsOptions {
  readonly open: (event: AuditEvent) => void;
  /** Those that are hidden until somebody shows them. */
  readonly hiddenAtFirst: readonly ("target" | "ip" | "request")[];
}

/** What a table says of audit events. */
export function createEventColumns({ open, hiddenAtFirst }: EventColumnsOptions): readonly DataColumn<AuditEvent>[] {
  return [
    {
      id: "operation",
      header: "Action",
      isRowHeader: true,
      cell: (event) => (
        <button type="button" className="link" onClick={() => open(event)}>
          {describeOperation(event.operation)}
        </button>
      ),
    },
    { id: "at", header: "When", cell: ({ at }) => <time dateTime={at}>{formatInstant(at)}</time> },
    {
      id: "actor",
      header: "Actor",
      cell: ({ actor }) => (
        <>
          <span className="cell-cut" title={actor.name}>
            {actor.name}
          </span>
          <span className="small muted">{ACTOR_KINDS[actor.kind]}</span>
        </>
      ),
    },
    {
      id: "target",
      header: "Target",
      hiddenAtFirst: hiddenAtFirst.includes("target"),
      cell: ({ target }) => (
        <>
          {describeTargetType(target.type)}
          <span className="cell-cut mono" title={target.id}>
            {target.id}
          </span>
        </>
      ),
    },
    {
      id: "ip",
      header: "From",
      hiddenAtFirst: hiddenAtFirst.includes("ip"),
      cell: ({ ip }) => <span className="mono">{ip}</span>,
    },
    {
      id: "request",
      header: "Request",
      hiddenAtFirst: hiddenAtFirst.includes("request"),
      cell: ({ requestId }) => <span className="mono">{requestId}</span>,
    },
  ];
}
