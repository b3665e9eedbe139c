import { useQuery } from "@tanstack/react-query";
import { Eye, RotateCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { Service } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button } from "../../../design/button.tsx";
import { Card, ErrorNotice, Notice } from "../../../design/page.tsx";
import { formatInstant, Time } from "../../../design/time.tsx";
import { workspacePath } from "../../../paths.ts";
import { type TokenDialog, TokenDialogs } from "./token-dialogs.tsx";

/** The service token without its value, which is shown in a dialog and only when it is asked for. */
export function TokenCard({ service }: { readonly service: Service }): ReactNode {
  const { tokenId, maskedToken, state } = service;
  const { workspaceId, client, can } = useWorkspace();
  const [dialog, setDialog] = useState<TokenDialog>();
  const { data, error, refetch } = useQuery({
    queryKey: [workspaceId, "tokens", "one", tokenId],
    queryFn: ({ signal }) => client.tokens.get(tokenId, { signal }),
    enabled: can("getToken"),
  });
  const rotation = data?.rotation ?? undefined;
  const runningUntil = rotation?.previousValidUntil;
  return (
    <Card title="Service token">
      <p className="small muted">
        Opens the Service Management API of this service and nothing else. Everybody with access to the service shares
        it.
      </p>
      <dl className="details">
        <dt>Token</dt>
        <dd className="mono">
          {can("getToken") ? (
            <Link href={workspacePath(workspaceId, `access-tokens/${tokenId}`)}>{maskedToken}</Link>
          ) : (
            maskedToken
          )}
        </dd>
        <dt>Last use</dt>
        <dd>
          {data === undefined ? (
            error === null && can("getToken") ? (
              <span className="skeleton" />
            ) : (
              <span className="muted">Not known</span>
            )
          ) : data.lastUsedAt === null ? (
            <span className="muted">Never</span>
          ) : (
            <Time at={data.lastUsedAt} relative />
          )}
        </dd>
      </dl>
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {state === "disabled" ? (
        <Notice tone="warning">
          <p>The token is refused while the service is disabled.</p>
        </Notice>
      ) : undefined}
      {rotation === undefined ? undefined : (
        <Notice tone="warning">
          <p>The token before this one still counts, until {formatInstant(rotation.previousValidUntil)}.</p>
          <p className="small">
            {rotation.previousLastUsedAt === null
              ? "It has not been used since the rotation began."
              : `It was last used ${formatInstant(rotation.previousLastUsedAt)}.`}
          </p>
          {can("finishServiceTokenRotation") ? (
            <div>
              <Button small onClick={() => setDialog({ type: "finish" })}>
                End it now
              </Button>
            </div>
          ) : undefined}
        </Notice>
      )}
      {can("revealServiceToken") || can("rotateServiceToken") ? (
        <div className="row">
          {can("revealServiceToken") ? (
            <Button onClick={() => setDialog({ type: "reveal" })}>
              <Eye aria-hidden /> Reveal
            </Button>
          ) : undefined}
          {can("rotateServiceToken") ? (
            <Button onClick={() => setDialog({ type: "rotate" })}>
              <RotateCw aria-hidden /> Rotate
            </Button>
          ) : undefined}
        </div>
      ) : (
        <p className="small muted">A Team Member or above can reveal it.</p>
      )}
      <TokenDialogs service={service} runningUntil={runningUntil} dialog={dialog} onDialog={setDialog} />
    </Card>
  );
}
