import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Token } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button } from "../../../design/button.tsx";
import type { Action } from "../../../design/menu.tsx";
import { Card } from "../../../design/page.tsx";
import { formatDistance, formatInstant } from "../../../design/time.tsx";
import { workspacePath } from "../../../paths.ts";
import { RunningRotation } from "./running-rotation.tsx";

/** The old secret against the new one, while both count. */
export function RotationPanel({
  token,
  rotate,
}: {
  readonly token: Token;
  /** Absent: the person may not rotate it. */
  readonly rotate: Action | undefined;
}): ReactNode {
  const { workspaceId } = useWorkspace();
  return (
    <div className="stack">
      {token.kind === "service" ? (
        <p>
          The token of a service is rotated{" "}
          <Link href={workspacePath(workspaceId, `services/${token.owner.id}`)}>on the page of the service</Link>.
        </p>
      ) : undefined}
      {token.rotation === null ? (
        <NoRotation token={token} rotate={rotate} />
      ) : (
        <RunningRotation token={token} rotation={token.rotation} rotate={rotate} />
      )}
    </div>
  );
}

function NoRotation({
  token: { issuedAt, kind },
  rotate,
}: {
  readonly token: Token;
  readonly rotate: Action | undefined;
}): ReactNode {
  return (
    <Card title="No rotation is running">
      <p>
        The present secret was made on <time dateTime={issuedAt}>{formatInstant(issuedAt)}</time>,{" "}
        {formatDistance(new Date(issuedAt), Date.now())}. A rotation gives the token a new one; id and settings stay.
        For a while both can count, and this page shows who still uses the old one.
      </p>
      {kind === "public" ? (
        <p>Pages that carry an embed id follow by themselves. Pages that carry the token itself must be edited.</p>
      ) : undefined}
      {rotate === undefined ? undefined : (
        <div className="stack-tight">
          <div>
            <Button look="primary" disabled={rotate.disabledReason !== undefined} onClick={rotate.onSelect}>
              {rotate.icon} Start a rotation
            </Button>
          </div>
          {rotate.disabledReason === undefined ? undefined : <p className="small muted">{rotate.disabledReason}</p>}
        </div>
      )}
    </Card>
  );
}
