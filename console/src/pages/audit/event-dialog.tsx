import type { ReactNode } from "react";
import type { AuditEvent } from "../../../../sdk/src/generated/types.ts";
import { CopyButton } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { formatInstant } from "../../design/time.tsx";
import { changedFields } from "./changed-fields.ts";
import { ACTOR_KINDS, describeOperation, describeTargetType } from "./words.ts";

/** Everything that the log says about one event. */
export function EventDialog({
  event,
  onClose,
}: {
  readonly event: AuditEvent;
  readonly onClose: () => void;
}): ReactNode {
  const { at, actor, operation, target, requestId, ip, chain, sequence, hash } = event;
  return (
    <Dialog open onClose={onClose} title={describeOperation(operation)} wide>
      <dl className="details">
        <dt>When</dt>
        <dd>
          <time dateTime={at}>{formatInstant(at)}</time> <span className="mono muted">{at}</span>
        </dd>
        <dt>Who</dt>
        <dd>
          {actor.name} {ACTOR_KINDS[actor.kind]} <span className="mono muted">{actor.id}</span>
        </dd>
        <dt>What</dt>
        <dd>
          {describeTargetType(target.type)} <span className="mono">{target.id}</span>
        </dd>
        <dt>From</dt>
        <dd className="mono">{ip}</dd>
        <dt>Request</dt>
        <dd className="row">
          <span className="mono">{requestId}</span> <CopyButton small iconOnly value={requestId} what="request id" />
        </dd>
        <dt>Place</dt>
        <dd>
          Event {sequence} of chain {chain} <span className="mono muted">{hash}</span>
        </dd>
      </dl>
      <ChangedFields event={event} />
    </Dialog>
  );
}

function ChangedFields({ event }: { readonly event: AuditEvent }): ReactNode {
  const fields = changedFields(event);
  if (fields.length === 0) return <p className="muted">The event names no fields.</p>;
  return (
    <div className="table-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll" aria-label="Changed fields" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ name, before, after }) => (
              <tr key={name}>
                <th scope="row" className="mono">
                  {name}
                </th>
                <td className="cell-wide">{before ?? <Absent />}</td>
                <td className="cell-wide">{after ?? <Absent />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Absent(): ReactNode {
  return <span className="muted">not there</span>;
}
