import { GitCompare, History, RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import type { Configurator, ConfiguratorVersionSummary } from "../../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../../api/use-address-state.ts";
import { useChange } from "../../../api/use-change.ts";
import { useListPage } from "../../../api/use-page.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Badge } from "../../../design/badge.tsx";
import { useConfirm } from "../../../design/confirm.tsx";
import { type DataColumn, DataTable } from "../../../design/data-table.tsx";
import type { Action } from "../../../design/menu.tsx";
import { EmptyState } from "../../../design/page.tsx";
import { Time } from "../../../design/time.tsx";
import { useNotifications } from "../../../design/toast.tsx";
import { ActorName } from "../actor-name.tsx";
import { VersionDialog } from "./version-dialog.tsx";

const ADDRESS = { version: "", against: "", cursor: "" };

/** Every version that was ever published, newest first. */
export function VersionsPanel({ configurator }: { readonly configurator: Configurator }): ReactNode {
  const { id, name, publishedVersion } = configurator;
  const { workspaceId, client, can } = useWorkspace();
  const [address, setAddress] = useAddressState(ADDRESS);
  const confirm = useConfirm();
  const { failed } = useNotifications();
  const { data, error, refetch, isPlaceholderData } = useListPage(
    [workspaceId, "configurators", "versions", id, address.cursor],
    () => client.configurators.listVersions(id, address.cursor === "" ? {} : { cursor: address.cursor }),
  );
  const rollback = useChange((version: number) => client.configurators.rollback(id, { version }), {
    renews: ["configurators"],
    done: ({ version }) => `Version ${version} is published again.`,
  });
  const askRollback = async (version: number): Promise<void> => {
    const isSure = await confirm({
      title: `Publish version ${version} again?`,
      body: (
        <>
          <p>
            Websites load version {version} of {name} within a minute, in place of version {publishedVersion}.
          </p>
          <p>The draft stays as it is, and version {publishedVersion} can be published again in the same way.</p>
        </>
      ),
      confirmLabel: `Publish version ${version}`,
    });
    if (isSure) rollback.mutate(version, { onError: failed });
  };
  const actions = ({ version }: ConfiguratorVersionSummary): Action[] => [
    {
      id: "view",
      label: "View",
      icon: <History aria-hidden />,
      onSelect: () => setAddress({ version: `${version}`, against: "" }),
    },
    {
      id: "compare",
      label: "Compare with the draft",
      icon: <GitCompare aria-hidden />,
      onSelect: () => setAddress({ version: `${version}`, against: "draft" }),
    },
    ...(can("rollbackConfigurator")
      ? [
          {
            id: "rollback",
            label: "Publish again",
            icon: <RotateCcw aria-hidden />,
            disabledReason: version === publishedVersion ? "It is the published one." : undefined,
            onSelect: () => void askRollback(version),
          },
        ]
      : []),
  ];
  return (
    <>
      <DataTable
        id="configurator-versions"
        label={`Versions of ${name}`}
        columns={columns(publishedVersion, (version) => setAddress({ version: `${version}`, against: "" }))}
        rows={data?.items}
        rowId={({ version }) => `${version}`}
        rowName={({ version }) => `version ${version}`}
        error={error}
        onRetry={() => void refetch()}
        isStale={isPlaceholderData}
        actions={actions}
        empty={
          <EmptyState icon={<History aria-hidden />} title="Nothing is published yet">
            <p className="muted">
              A version is made when the draft is published. Websites show it, and it never changes.
            </p>
          </EmptyState>
        }
        pager={{
          isFirst: address.cursor === "",
          nextCursor: data?.nextCursor,
          onFirst: () => setAddress({ cursor: "" }),
          onNext: (cursor) => setAddress({ cursor }),
        }}
      />
      <VersionDialog
        configurator={configurator}
        version={address.version}
        against={address.against}
        versions={data?.items.map(({ version }) => version) ?? []}
        onChange={setAddress}
      />
    </>
  );
}

function columns(
  publishedVersion: number | null,
  onView: (version: number) => void,
): readonly DataColumn<ConfiguratorVersionSummary>[] {
  return [
    {
      id: "version",
      header: "Version",
      isRowHeader: true,
      cell: ({ version }) => (
        <span className="row">
          <button type="button" className="link" onClick={() => onView(version)}>
            Version {version}
          </button>
          {version === publishedVersion ? <Badge tone="success">Published</Badge> : undefined}
        </span>
      ),
    },
    { id: "comment", header: "Comment", wide: true, cell: ({ comment }) => comment },
    { id: "at", header: "Published", cell: ({ publishedAt }) => <Time at={publishedAt} /> },
    { id: "by", header: "By", cell: ({ publishedBy }) => <ActorName id={publishedBy} /> },
  ];
}
