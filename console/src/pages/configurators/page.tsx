import { Blocks, Copy, ExternalLink, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link, useLocation } from "wouter";
import type { ConfiguratorSummary } from "../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../api/use-address-state.ts";
import { useChange } from "../../api/use-change.ts";
import { useListPage } from "../../api/use-page.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Badge } from "../../design/badge.tsx";
import { Button, CopyButton } from "../../design/button.tsx";
import { useConfirm } from "../../design/confirm.tsx";
import { type DataColumn, DataTable } from "../../design/data-table.tsx";
import type { Action } from "../../design/menu.tsx";
import { EmptyState, Page } from "../../design/page.tsx";
import { Time } from "../../design/time.tsx";
import { useNotifications } from "../../design/toast.tsx";
import { workspacePath } from "../../paths.ts";
import { CreateDialog } from "./create-dialog.tsx";

const ADDRESS = { cursor: "" };

export default function ConfiguratorsPage(): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const [address, setAddress] = useAddressState(ADDRESS);
  const [, navigate] = useLocation();
  const confirm = useConfirm();
  const { failed } = useNotifications();
  const [creating, setCreating] = useState<"new" | ConfiguratorSummary>();
  const { data, error, refetch, isPlaceholderData } = useListPage([workspaceId, "configurators", "list", address], () =>
    client.configurators.list(address.cursor === "" ? {} : { cursor: address.cursor }),
  );
  const remove = useChange(({ id }: ConfiguratorSummary) => client.configurators.delete(id), {
    renews: ["configurators"],
    done: (_, { name }) => `${name} is deleted.`,
  });
  const askRemove = async (configurator: ConfiguratorSummary): Promise<void> => {
    const isSure = await confirm({
      title: `Delete ${configurator.name}?`,
      body: (
        <>
          <p>The draft and all versions go for ever. Websites that show it show their fallback within a minute.</p>
          <p>What shoppers saved with it stays, without the words of its document.</p>
        </>
      ),
      confirmLabel: "Delete",
      danger: true,
      typed: configurator.name,
    });
    if (isSure) remove.mutate(configurator, { onError: failed });
  };
  const pathOf = (id: string): string => workspacePath(workspaceId, `configurators/${id}`);
  const actions = (configurator: ConfiguratorSummary): Action[] => [
    {
      id: "open",
      label: "Open",
      icon: <ExternalLink aria-hidden />,
      onSelect: () => navigate(pathOf(configurator.id)),
    },
    ...(can("createConfigurator")
      ? [
          {
            id: "copy",
            label: "Make a copy",
            icon: <Copy aria-hidden />,
            onSelect: () => setCreating(configurator),
          },
        ]
      : []),
    ...(can("deleteConfigurator")
      ? [
          {
            id: "delete",
            label: "Delete",
            icon: <Trash2 aria-hidden />,
            danger: true,
            onSelect: () => void askRemove(configurator),
          },
        ]
      : []),
  ];
  const columns: DataColumn<ConfiguratorSummary>[] = [
    {
      id: "name",
      header: "Name",
      isRowHeader: true,
      wide: true,
      cell: ({ id, name }) => <Link href={pathOf(id)}>{name}</Link>,
    },
    { id: "id", header: "Id", cell: ({ id }) => <span className="mono">{id}</span> },
    { id: "published", header: "Published", cell: (configurator) => <Published {...configurator} /> },
    { id: "draft", header: "Draft", cell: (configurator) => <DraftState {...configurator} /> },
    { id: "updated", header: "Changed", cell: ({ updatedAt }) => <Time at={updatedAt} relative /> },
    { id: "created", header: "Created", hiddenAtFirst: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
  return (
    <Page
      title="Configurators"
      description="Products that shoppers put together on websites. Each has a draft that changes and published versions that never do."
      actions={
        can("createConfigurator") ? (
          <Button look="primary" onClick={() => setCreating("new")}>
            <Plus aria-hidden /> New configurator
          </Button>
        ) : undefined
      }
    >
      <DataTable
        id="configurators"
        label="Configurators"
        columns={columns}
        rows={data?.items}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        error={error}
        onRetry={() => void refetch()}
        isStale={isPlaceholderData}
        actions={actions}
        rowButtons={({ id, name }) => <CopyButton value={id} what={`id of ${name}`} small iconOnly />}
        empty={
          <EmptyState icon={<Blocks aria-hidden />} title="No configurators yet">
            <p className="muted">
              {can("createConfigurator")
                ? "Begin with a small example, or paste a document that you have."
                : "Your role may not create one. Ask a Team Member or above."}
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
      <CreateDialog
        open={creating !== undefined}
        onClose={() => setCreating(undefined)}
        copied={creating === "new" ? undefined : creating}
        configurators={data?.items ?? []}
      />
    </Page>
  );
}

function Published({ publishedVersion, latestVersion }: ConfiguratorSummary): ReactNode {
  if (publishedVersion === null) return <Badge>Not published</Badge>;
  return (
    <span className="row">
      <Badge tone="success">Version {publishedVersion}</Badge>
      {publishedVersion === latestVersion ? undefined : (
        <span className="small muted">rolled back from {latestVersion}</span>
      )}
    </span>
  );
}

function DraftState({ latestVersion, isDraftPublished }: ConfiguratorSummary): ReactNode {
  if (latestVersion === null) return undefined;
  return isDraftPublished ? (
    <span className="muted">As version {latestVersion}</span>
  ) : (
    <Badge tone="accent">Changed since version {latestVersion}</Badge>
  );
}
