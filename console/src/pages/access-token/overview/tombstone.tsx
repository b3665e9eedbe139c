import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { Revocation, Token } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button } from "../../../design/button.tsx";
import type { Action } from "../../../design/menu.tsx";
import { Card, ErrorNotice, Notice, Skeleton } from "../../../design/page.tsx";
import { formatInstant } from "../../../design/time.tsx";
import { DetailsCard } from "./details-card.tsx";

const ASK_AGAIN_MS = 5000;

/** What is left of a revoked token, with the proof that nothing passes with it any more. */
export function Tombstone({ token, purge }: { readonly token: Token; readonly purge: Action | undefined }): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const { data, error, refetch } = useQuery({
    queryKey: [workspaceId, "tokens", "revocation", token.id],
    queryFn: ({ signal }) => client.tokens.revocation(token.id, { signal }),
    refetchInterval: ({ state }) => (state.data?.isEffective === true ? false : ASK_AGAIN_MS),
  });
  return (
    <div className="stack">
      <Card title="Revocation">
        {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {data === undefined ? error === null ? <Skeleton lines={4} /> : undefined : <Status revocation={data} />}
      </Card>
      <DetailsCard token={token} />
      {purge === undefined ? undefined : (
        <Card title="Remove the record">
          <p>The record of a revoked token says what it was. When nobody needs it, it can be removed for good.</p>
          <div className="stack-tight">
            <div>
              <Button look="danger" disabled={data?.isEffective !== true} onClick={purge.onSelect}>
                <Trash2 aria-hidden /> Remove the record
              </Button>
            </div>
            {data?.isEffective === false ? (
              <p className="small muted">It can be removed as soon as the revocation has reached everything.</p>
            ) : undefined}
          </div>
        </Card>
      )}
    </div>
  );
}

function Status({ revocation }: { readonly revocation: Revocation }): ReactNode {
  const { revokedAt, boundSeconds, effectiveAt, isEffective } = revocation;
  const secondsLeft = useSecondsUntil(effectiveAt, !isEffective);
  return (
    <>
      <div role="status">
        <Notice tone={isEffective ? "success" : "warning"}>
          <p>
            {isEffective
              ? "Confirmed: no request passes with it any more."
              : "It is revoked. A copy of what it loads may still be handed out for a moment."}
          </p>
        </Notice>
      </div>
      {isEffective ? undefined : <p aria-hidden>{secondsLeft} seconds left.</p>}
      <dl className="details">
        <dt>Revoked</dt>
        <dd>
          <time dateTime={revokedAt}>{formatInstant(revokedAt)}</time>
        </dd>
        <dt>Effective</dt>
        <dd>
          <time dateTime={effectiveAt}>{formatInstant(effectiveAt)}</time>
        </dd>
        <dt>Longest delay</dt>
        <dd>{boundSeconds === 0 ? "None: it stopped with the next request" : `${boundSeconds} seconds`}</dd>
      </dl>
    </>
  );
}

function useSecondsUntil(instant: string, isCounting: boolean): number {
  const [nowEpochMs, setNowEpochMs] = useState(Date.now);
  useEffect(() => {
    if (!isCounting) return;
    const timer = setInterval(() => setNowEpochMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isCounting]);
  return Math.max(0, Math.ceil((Date.parse(instant) - nowEpochMs) / 1000));
}
