import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Token } from "../../../../sdk/src/generated/types.ts";
import { describeScope } from "../../api/words.ts";
import { Badge } from "../../design/badge.tsx";
import type { DataColumn } from "../../design/data-table.tsx";
import { Time } from "../../design/time.tsx";
import { workspacePath } from "../../paths.ts";
import { describeScopeOf, describeServices, describeWarning, KINDS, STATUSES } from "../../tokens/token-words.ts";

/** @param isByCreation whether the list can be sorted by when tokens were made */
export function tokenColumns(workspaceId: string, isByCreation: boolean): readonly DataColumn<Token>[] {
  return [
    {
      id: "label",
      header: "Label",
      isRowHeader: true,
      cell: (token) => (
        <span className="cell-lines">
          <Link href={workspacePath(workspaceId, `access-tokens/${token.id}`)} title={token.label}>
            {token.label}
          </Link>
          <Warnings warnings={token.warnings} />
        </span>
      ),
    },
    {
      id: "token",
      header: "Token",
      cell: ({ masked, id }) => (
        <span className="mono" title={id}>
          {masked}
        </span>
      ),
    },
    { id: "kind", header: "Kind", cell: ({ kind }) => KINDS[kind] },
    {
      id: "scope",
      header: "Scope",
      cell: (token) => (
        <span className="cell-short" title={`${describeScopeOf(token)}: ${token.scopes.map(describeScope).join(", ")}`}>
          {describeScopeOf(token)}
        </span>
      ),
    },
    {
      id: "owner",
      header: "Owner",
      cell: ({ owner }) => (
        <span className="cell-short" title={owner.name}>
          {owner.name}
        </span>
      ),
    },
    { id: "services", header: "Services", hiddenAtFirst: true, cell: describeServices },
    {
      id: "created",
      header: "Created",
      ...(isByCreation && { sort: { up: "createdAt", down: "-createdAt" } }),
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    { id: "expires", header: "Expires", sort: { up: "expiresAt", down: "-expiresAt" }, cell: formatExpires },
    {
      id: "last-used",
      header: "Last used",
      cell: ({ lastUsedAt, lastUsedOrigin, lastUsedIp }) =>
        lastUsedAt === null ? (
          <span className="muted">Never</span>
        ) : (
          <span title={lastUsedOrigin ?? lastUsedIp ?? undefined}>
            <Time at={lastUsedAt} relative />
          </span>
        ),
    },
    {
      id: "status",
      header: "Status",
      cell: ({ status }) => <Badge tone={STATUSES[status].tone}>{STATUSES[status].label}</Badge>,
    },
  ];
}

function formatExpires({ expiresAt, status }: Token): ReactNode {
  if (expiresAt === null) return <span className="muted">Not specified</span>;
  if (status !== "expired") return <Time at={expiresAt} />;
  return (
    <span className="expired">
      Expired on <Time at={expiresAt} />
    </span>
  );
}

/** What somebody should look at. That a token has no end is in its column already. */
function Warnings({ warnings }: Pick<Token, "warnings">): ReactNode {
  const texts = warnings.filter((warning) => warning !== "never_expires").map(describeWarning);
  if (texts.length === 0) return undefined;
  return (
    <span className="cell-warning" title={texts.join(" ")}>
      <TriangleAlert aria-hidden />
      <span className="visually-hidden">{texts.join(" ")}</span>
    </span>
  );
}
