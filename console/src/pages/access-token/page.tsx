import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { Token } from "../../../../sdk/src/generated/types.ts";
import { isLatchkeyError } from "../../../../sdk/src/index.ts";
import { useAddressState } from "../../api/use-address-state.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Badge } from "../../design/badge.tsx";
import { Button } from "../../design/button.tsx";
import { type Action, ActionMenu } from "../../design/menu.tsx";
import { ErrorNotice, Page, Skeleton } from "../../design/page.tsx";
import { PartTabs } from "../../design/part-tabs.tsx";
import { workspacePath } from "../../paths.ts";
import { NotFound } from "../../shell/not-found.tsx";
import { KINDS, STATUSES } from "../../tokens/token-words.ts";
import { useTokenActions } from "../../tokens/use-token-actions.tsx";
import { UsageReport } from "../../usage/usage-report.tsx";
import type { PageParameters } from "../pages.ts";
import { ActivityPanel } from "./activity/activity-panel.tsx";
import { EmbedPanel } from "./embed/embed-panel.tsx";
import { ExplainPanel } from "./explain/explain-panel.tsx";
import { OriginsPanel } from "./origins/origins-panel.tsx";
import { OverviewPanel } from "./overview/overview-panel.tsx";
import { Tombstone } from "./overview/tombstone.tsx";
import { RotationPanel } from "./rotation/rotation-panel.tsx";
import { SECTION_LABELS, type Section, sectionsOf } from "./sections.ts";

const ADDRESS = { tab: "overview" };

/** Everything about one token. */
export default function AccessTokenPage({ parameters: { tokenId = "" } }: PageParameters): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const [, navigate] = useLocation();
  const list = workspacePath(workspaceId, "access-tokens");
  const { actionsOf, dialogs } = useTokenActions({ onPurged: () => navigate(list) });
  const { data, error, refetch } = useQuery({
    queryKey: [workspaceId, "tokens", "one", tokenId],
    queryFn: ({ signal }) => client.tokens.get(tokenId, { signal }),
  });
  if (isLatchkeyError(error) && error.code === "not_found") return <NotFound />;
  return (
    <Page
      title={data?.label ?? "Access token"}
      description={
        <span className="row">
          <Link href={list}>Access tokens</Link>
          {data === undefined ? (
            <span className="mono">{tokenId}</span>
          ) : (
            <>
              <span className="mono">{data.displayId}</span>
              <span>{KINDS[data.kind]}</span>
              <Badge tone={STATUSES[data.status].tone}>{STATUSES[data.status].label}</Badge>
            </>
          )}
        </span>
      }
      actions={data === undefined ? undefined : <HeaderActions token={data} actions={actionsOf(data)} />}
    >
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <Skeleton lines={14} />
        ) : undefined
      ) : (
        <Sections token={data} actions={actionsOf(data)} />
      )}
      {dialogs}
    </Page>
  );
}

/** What is done most often has a button; everything is in the menu. */
const BUTTONS: readonly string[] = ["edit", "rotate", "enable", "purge"];

function HeaderActions({ token, actions }: { readonly token: Token; readonly actions: readonly Action[] }): ReactNode {
  // Removing a revoked token has its place beside the proof that it has ended.
  const offered = token.status === "revoked" ? actions.filter(({ id }) => id !== "purge") : actions;
  return (
    <>
      {offered
        .filter(({ id, disabledReason }) => BUTTONS.includes(id) && disabledReason === undefined)
        .map(({ id, label, icon, onSelect }) => (
          <Button key={id} onClick={onSelect}>
            {icon} {label}
          </Button>
        ))}
      <ActionMenu label={`Actions for ${token.label}`} actions={offered} />
    </>
  );
}

function Sections({ token, actions }: { readonly token: Token; readonly actions: readonly Action[] }): ReactNode {
  const { workspaceId, can } = useWorkspace();
  const [{ tab }] = useAddressState(ADDRESS);
  const sections = sectionsOf(token, can);
  const current = sections.find((section) => section === tab) ?? "overview";
  const path = workspacePath(workspaceId, `access-tokens/${token.id}`);
  return (
    <>
      <PartTabs
        label="Parts of the token"
        path={path}
        tabs={sections.map((section) => ({ id: section, label: SECTION_LABELS[section] }))}
        current={current}
      />
      <Panel key={token.id} section={current} token={token} actions={actions} />
    </>
  );
}

function Panel({
  section,
  token,
  actions,
}: {
  readonly section: Section;
  readonly token: Token;
  readonly actions: readonly Action[];
}): ReactNode {
  switch (section) {
    case "overview":
      return token.status === "revoked" ? (
        <Tombstone token={token} purge={actions.find(({ id }) => id === "purge")} />
      ) : (
        <OverviewPanel token={token} />
      );
    case "origins":
      return <OriginsPanel token={token} edit={actions.find(({ id }) => id === "edit")} />;
    case "rotation":
      return <RotationPanel token={token} rotate={actions.find(({ id }) => id === "rotate")} />;
    case "explain":
      return <ExplainPanel token={token} />;
    case "activity":
      return <ActivityPanel token={token} />;
    case "usage":
      return <UsageReport target={{ subject: "token", id: token.id }} />;
    case "embed":
      return <EmbedPanel token={token} />;
  }
}
