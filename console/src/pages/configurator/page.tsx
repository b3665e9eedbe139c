import { useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { Link } from "wouter";
import type { Configurator } from "../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../api/use-address-state.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Badge } from "../../design/badge.tsx";
import { Button } from "../../design/button.tsx";
import { ErrorNotice, Page, Skeleton } from "../../design/page.tsx";
import { PartTabs } from "../../design/part-tabs.tsx";
import { workspacePath } from "../../paths.ts";
import type { PageParameters } from "../pages.ts";
import { EmbedPanel } from "./embed/embed-panel.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { VersionsPanel } from "./versions/versions-panel.tsx";

const DraftPanel = lazy(() => import("./draft/draft-panel.tsx"));

const TABS = [
  { id: "draft", label: "Draft" },
  { id: "versions", label: "Versions" },
  { id: "embed", label: "Embed" },
] as const;
const ADDRESS = { tab: "draft" };

export default function ConfiguratorPage({ parameters: { configuratorId = "" } }: PageParameters): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const [{ tab }] = useAddressState(ADDRESS);
  const [renaming, setRenaming] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: [workspaceId, "configurators", "one", configuratorId],
    queryFn: ({ signal }) => client.configurators.get(configuratorId, { signal }),
  });
  const current = TABS.find(({ id }) => id === tab)?.id ?? "draft";
  // Once opened, the editor stays behind the other tabs with its text and its steps to undo.
  const wasDraft = useRef(false);
  wasDraft.current ||= current === "draft";
  const path = workspacePath(workspaceId, `configurators/${configuratorId}`);
  return (
    <Page
      title={data?.name ?? "Configurator"}
      description={
        <span className="row">
          <Link href={workspacePath(workspaceId, "configurators")}>Configurators</Link>
          <span className="mono">{configuratorId}</span>
          {data === undefined ? undefined : <PublishedBadges {...data} />}
        </span>
      }
      actions={
        data !== undefined && can("updateConfigurator") ? (
          <Button onClick={() => setRenaming(true)}>
            <Pencil aria-hidden /> Rename
          </Button>
        ) : undefined
      }
    >
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <PartTabs label="Parts of the configurator" path={path} tabs={TABS} current={current} />
      {data === undefined ? (
        error === null ? (
          <Skeleton lines={12} />
        ) : undefined
      ) : (
        <>
          {wasDraft.current ? (
            <div hidden={current !== "draft"}>
              <Suspense fallback={<Skeleton lines={12} />}>
                <DraftPanel key={configuratorId} configurator={data} />
              </Suspense>
            </div>
          ) : undefined}
          {current === "versions" ? <VersionsPanel configurator={data} /> : undefined}
          {current === "embed" ? <EmbedPanel configurator={data} /> : undefined}
          <RenameDialog configurator={data} open={renaming} onClose={() => setRenaming(false)} />
        </>
      )}
    </Page>
  );
}

function PublishedBadges({ publishedVersion, latestVersion, isDraftPublished }: Configurator): ReactNode {
  if (publishedVersion === null) return <Badge>Not published</Badge>;
  return (
    <>
      <Badge tone="success">Version {publishedVersion} is published</Badge>
      {isDraftPublished ? undefined : <Badge tone="accent">Draft changed since version {latestVersion}</Badge>}
    </>
  );
}
