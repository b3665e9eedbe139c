import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Token } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Badge } from "../../../design/badge.tsx";
import { CopyButton } from "../../../design/button.tsx";
import { Card } from "../../../design/page.tsx";
import { formatDistance, formatInstant } from "../../../design/time.tsx";
import { workspacePath } from "../../../paths.ts";
import { KINDS, STATUSES } from "../../../tokens/token-words.ts";
import { ActorName } from "../../configurator/actor-name.tsx";
import { describeLimits, describeStatus } from "./words.ts";

/** What is written down about a token. */
export function DetailsCard({ token }: { readonly token: Token }): ReactNode {
  const { kind, status, note, allowedAddresses } = token;
  const limits = describeLimits(token.limits);
  return (
    <Card title="Details">
      <dl className="details">
        <dt>Token id</dt>
        <dd className="row">
          <span className="mono">{token.id}</span>
          <CopyButton small iconOnly value={token.id} what="token id" />
        </dd>
        <dt>Known as</dt>
        <dd className="row">
          <span className="mono">{token.displayId}</span>
          <CopyButton small iconOnly value={token.displayId} what="display id" />
        </dd>
        <dt>Starts with</dt>
        <dd className="mono">{token.masked}</dd>
        <dt>Kind</dt>
        <dd>{KINDS[kind]}</dd>
        <dt>Status</dt>
        <dd>
          <Badge tone={STATUSES[status].tone}>{STATUSES[status].label}</Badge> {describeStatus(token)}
        </dd>
        <dt>Owner</dt>
        <dd>
          <OwnerName token={token} />
        </dd>
        <dt>Created</dt>
        <dd>
          <Instant at={token.createdAt} /> by <Creator id={token.createdBy} />
        </dd>
        {token.issuedAt === token.createdAt ? undefined : (
          <>
            <dt>Secret made</dt>
            <dd>
              <Instant at={token.issuedAt} />
            </dd>
          </>
        )}
        <dt>Expires</dt>
        <dd>{token.expiresAt === null ? "Not specified" : <Instant at={token.expiresAt} />}</dd>
        <dt>Last used</dt>
        <dd>
          <LastUse token={token} />
        </dd>
        <dt>Limits</dt>
        <dd>{limits.length === 0 ? "None" : <Lines lines={limits} />}</dd>
        {kind === "public" ? (
          <>
            <dt>Domains</dt>
            <dd>
              <Lines lines={token.domains} isCode />
            </dd>
          </>
        ) : (
          <>
            <dt>Allowed addresses</dt>
            <dd>{allowedAddresses === null ? "Every address" : <Lines lines={allowedAddresses} isCode />}</dd>
          </>
        )}
        <dt>Note</dt>
        <dd className="wrap-anywhere">{note ?? <span className="muted">None</span>}</dd>
      </dl>
    </Card>
  );
}

function OwnerName({ token: { owner } }: { readonly token: Token }): ReactNode {
  const { workspaceId } = useWorkspace();
  switch (owner.type) {
    case "member":
      return (
        <>
          {owner.name} <span className="small muted">member</span>
        </>
      );
    case "service_account":
      return (
        <>
          {owner.name} <span className="small muted">service account</span>
        </>
      );
    case "service":
      return (
        <>
          <Link href={workspacePath(workspaceId, `services/${owner.id}`)}>{owner.name}</Link>{" "}
          <span className="small muted">service</span>
        </>
      );
  }
}

function Creator({ id }: { readonly id: string }): ReactNode {
  const { workspaceId } = useWorkspace();
  if (!id.startsWith("lk")) return <ActorName id={id} />;
  return (
    <>
      the token{" "}
      <Link href={workspacePath(workspaceId, `access-tokens/${id}`)} className="mono">
        {id}
      </Link>
    </>
  );
}

function LastUse({ token: { lastUsedAt, lastUsedOrigin, lastUsedIp } }: { readonly token: Token }): ReactNode {
  if (lastUsedAt === null) return <span className="muted">Never</span>;
  const place = lastUsedOrigin ?? lastUsedIp;
  return (
    <>
      <Instant at={lastUsedAt} />
      {place === null ? undefined : (
        <>
          {lastUsedOrigin === null ? " from " : " on "}
          <span className="mono">{place}</span>
        </>
      )}
    </>
  );
}

function Instant({ at }: { readonly at: string }): ReactNode {
  return (
    <time dateTime={at}>
      {formatInstant(at)} <span className="muted">({formatDistance(new Date(at), Date.now())})</span>
    </time>
  );
}

function Lines({ lines, isCode = false }: { readonly lines: readonly string[]; readonly isCode?: boolean }): ReactNode {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line} className={isCode ? "mono" : undefined}>
          {line}
        </li>
      ))}
    </ul>
  );
}
