import { Globe, Plus, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import type { ObservedOrigin, Token } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Badge } from "../../../design/badge.tsx";
import { Button } from "../../../design/button.tsx";
import { type DataColumn, DataTable } from "../../../design/data-table.tsx";
import type { Action } from "../../../design/menu.tsx";
import { EmptyState } from "../../../design/page.tsx";
import { Time } from "../../../design/time.tsx";
import { workspacePath } from "../../../paths.ts";
import { explainSearch } from "../explain/question.ts";
import { trialStateOf } from "./summarize-trial.ts";

/** The pages that a public token was used on. */
export function OriginTable({
  token,
  origins,
  error,
  onRetry,
  onAllow,
}: {
  readonly token: Token;
  readonly origins: readonly ObservedOrigin[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Absent: the person may not change the list. */
  readonly onAllow: ((origin: string) => void) | undefined;
}): ReactNode {
  const { workspaceId, can } = useWorkspace();
  const [, navigate] = useLocation();
  const explain = (origin: string): void =>
    navigate(
      workspacePath(
        workspaceId,
        `access-tokens/${token.id}?${explainSearch({ operation: "loadConfigurator", origin })}`,
      ),
    );
  const actions = ({ origin, isListed }: ObservedOrigin): readonly Action[] => [
    ...(onAllow !== undefined && !isListed
      ? [{ id: "allow", label: "Allow", icon: <Plus aria-hidden />, onSelect: () => onAllow(origin) }]
      : []),
    ...(can("explainToken")
      ? [
          {
            id: "explain",
            label: isListed ? "Explain a request from here" : "Why is it refused?",
            icon: <SearchX aria-hidden />,
            onSelect: () => explain(origin),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      id="token-origins"
      label="Observed origins"
      columns={trialStateOf(token.trial, Date.now()) === "running" ? COLUMNS_ON_TRIAL : COLUMNS}
      rows={origins}
      rowId={({ origin }) => origin}
      rowName={({ origin }) => origin}
      error={error}
      onRetry={onRetry}
      actions={actions}
      rowButtons={({ origin, isListed }) =>
        onAllow === undefined || isListed ? undefined : (
          <Button small aria-label={`Allow ${origin}`} onClick={() => onAllow(origin)}>
            Allow
          </Button>
        )
      }
      empty={
        <EmptyState icon={<Globe aria-hidden />} title="Not used on any page yet">
          <p className="muted">A website that tries to use the token shows up here within a minute, allowed or not.</p>
        </EmptyState>
      }
    />
  );
}

const NUMBER = new Intl.NumberFormat();

const COLUMNS: readonly DataColumn<ObservedOrigin>[] = [
  { id: "origin", header: "Origin", isRowHeader: true, wide: true, cell: ({ origin }) => origin },
  { id: "verdict", header: "Now", cell: formatVerdict },
  { id: "allowed", header: "Allowed", cell: ({ allowed }) => NUMBER.format(allowed) },
  { id: "refused", header: "Refused", cell: ({ refused }) => NUMBER.format(refused) },
  { id: "last", header: "Last seen", cell: ({ lastSeenAt }) => <Time at={lastSeenAt} relative /> },
  { id: "first", header: "First seen", hiddenAtFirst: true, cell: ({ firstSeenAt }) => <Time at={firstSeenAt} /> },
];

const TRIAL: DataColumn<ObservedOrigin> = {
  id: "trial",
  header: "On trial",
  cell: ({ trial }) =>
    trial === null ? undefined : trial.wouldRefuse ? (
      <Badge tone="warning">Would refuse{trial.refused > 0 ? `: ${NUMBER.format(trial.refused)}` : ""}</Badge>
    ) : (
      "Would allow"
    ),
};

const COLUMNS_ON_TRIAL = [...COLUMNS, TRIAL];

/** By the list as it is; how its last request ended is said where that was another way. */
function formatVerdict({ isListed, outcome }: ObservedOrigin): ReactNode {
  return (
    <>
      <Badge tone={isListed ? "success" : "danger"}>{isListed ? "On the list" : "Not on the list"}</Badge>
      {isListed === (outcome === "allowed") ? undefined : (
        <span className="small muted"> last request was {outcome}</span>
      )}
    </>
  );
}
