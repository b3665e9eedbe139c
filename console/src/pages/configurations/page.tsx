import { useQuery } from "@tanstack/react-query";
import { Bookmark, ExternalLink, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { ConfigurationSummary } from "../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../api/use-address-state.ts";
import { useListPage } from "../../api/use-page.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { CopyButton } from "../../design/button.tsx";
import { type DataColumn, DataTable } from "../../design/data-table.tsx";
import { FilterSelect } from "../../design/filter-select.tsx";
import type { Action } from "../../design/menu.tsx";
import { EmptyState, Page } from "../../design/page.tsx";
import { SearchField } from "../../design/search-field.tsx";
import { Time } from "../../design/time.tsx";
import { workspacePath } from "../../paths.ts";
import { ExportMenu } from "./export-menu.tsx";
import { formatMoney } from "./format-money.ts";
import { useRemoveConfiguration } from "./use-remove-configuration.tsx";

const ADDRESS = { configurator: "", reference: "", cursor: "" };

export default function ConfigurationsPage(): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const [address, setAddress] = useAddressState(ADDRESS);
  const [, navigate] = useLocation();
  const askRemove = useRemoveConfiguration();
  const configurators = useQuery({
    queryKey: [workspaceId, "configurators", "names"],
    queryFn: async () => (await client.configurators.list({ limit: 100 })).items,
    staleTime: 60_000,
    enabled: can("listConfigurators"),
  });
  const filters = {
    ...(address.configurator !== "" && { configuratorId: address.configurator }),
    ...(address.reference !== "" && { customerReference: address.reference }),
  };
  const { data, error, refetch, isPlaceholderData } = useListPage(
    [workspaceId, "configurations", "list", address],
    () => client.configurations.list({ ...filters, ...(address.cursor !== "" && { cursor: address.cursor }) }),
  );
  const nameOf = (id: string): string => configurators.data?.find((one) => one.id === id)?.name ?? id;
  const pathOf = (shortId: string): string => workspacePath(workspaceId, `configurations/${shortId}`);
  const actions = ({ shortId }: ConfigurationSummary): Action[] => [
    { id: "open", label: "Open", icon: <ExternalLink aria-hidden />, onSelect: () => navigate(pathOf(shortId)) },
    ...(can("deleteConfiguration")
      ? [
          {
            id: "delete",
            label: "Delete",
            icon: <Trash2 aria-hidden />,
            danger: true,
            onSelect: () => askRemove(shortId),
          },
        ]
      : []),
  ];
  const columns: DataColumn<ConfigurationSummary>[] = [
    {
      id: "shortId",
      header: "Short id",
      isRowHeader: true,
      cell: ({ shortId }) => (
        <Link className="mono" href={pathOf(shortId)}>
          {shortId}
        </Link>
      ),
    },
    {
      id: "configurator",
      header: "Configurator",
      cell: ({ configuratorId, version }) => (
        <>
          {nameOf(configuratorId)} <span className="small muted">version {version}</span>
        </>
      ),
    },
    { id: "price", header: "Price", cell: ({ price }) => formatMoney(price) },
    { id: "reference", header: "Customer reference", cell: ({ customerReference }) => customerReference },
    { id: "created", header: "Saved", cell: ({ createdAt }) => <Time at={createdAt} /> },
    { id: "updated", header: "Changed", hiddenAtFirst: true, cell: ({ updatedAt }) => <Time at={updatedAt} /> },
    { id: "from", header: "Website", hiddenAtFirst: true, cell: ({ savedFrom }) => savedFrom },
  ];
  const isFiltered = address.configurator !== "" || address.reference !== "";
  return (
    <Page
      title="Saved configurations"
      description="What shoppers put together and saved. Its short id opens it again on the website."
      actions={can("exportConfigurations") ? <ExportMenu filters={filters} /> : undefined}
    >
      <DataTable
        id="configurations"
        label="Saved configurations"
        columns={columns}
        rows={data?.items}
        rowId={({ shortId }) => shortId}
        rowName={({ shortId }) => shortId}
        error={error}
        onRetry={() => void refetch()}
        isStale={isPlaceholderData}
        actions={actions}
        rowButtons={({ shortId }) => <CopyButton value={shortId} what={`short id ${shortId}`} small iconOnly />}
        toolbar={
          <>
            <SearchField
              label="Customer reference, exactly"
              value={address.reference}
              onSearch={(reference) => setAddress({ reference, cursor: "" })}
            />
            <FilterSelect
              label="Configurator"
              all="All configurators"
              isLate
              options={(configurators.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={address.configurator}
              onChange={(configurator) => setAddress({ configurator, cursor: "" })}
            />
          </>
        }
        empty={
          <EmptyState
            icon={<Bookmark aria-hidden />}
            title={isFiltered ? "Nothing fits these filters" : "Nothing is saved yet"}
          >
            <p className="muted">
              {isFiltered
                ? "The reference has to be exactly the one that the website gave."
                : "When a shopper saves or shares what they chose, it is here."}
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
    </Page>
  );
}
