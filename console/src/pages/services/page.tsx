import { Plus, Server } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useAddressState } from "../../api/use-address-state.ts";
import { useListPage } from "../../api/use-page.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button, CopyButton } from "../../design/button.tsx";
import { DataTable } from "../../design/data-table.tsx";
import { FilterSelect } from "../../design/filter-select.tsx";
import { EmptyState, Page } from "../../design/page.tsx";
import { SearchField } from "../../design/search-field.tsx";
import { filterServices } from "./filter-services.ts";
import { isWithoutServices, NoServiceAccess } from "./no-service-access.tsx";
import { serviceColumns } from "./service-columns.tsx";
import { type ServiceDialog, ServiceDialogs } from "./service-dialogs.tsx";
import { useServiceActions } from "./use-service-actions.tsx";

const ADDRESS = { text: "", state: "", cursor: "" };
/** As many as the API gives at once: what is looked for is looked for among these. */
const ROWS_MAX = 100;
const STATES = [
  { value: "active", label: "Active" },
  { value: "disabled", label: "Disabled" },
];

/** The services that the person may see. */
export default function ServicesPage(): ReactNode {
  const { workspaceId, client, identity, can } = useWorkspace();
  const [address, setAddress] = useAddressState(ADDRESS);
  const [dialog, setDialog] = useState<ServiceDialog>();
  const actions = useServiceActions(setDialog, { hasLink: true });
  const { text, state, cursor } = address;
  const { data, error, refetch, isPlaceholderData } = useListPage([workspaceId, "services", "list", cursor], () =>
    client.services.list({ limit: ROWS_MAX, ...(cursor !== "" && { cursor }) }),
  );
  const isFiltered = text !== "" || state !== "";
  const hasMorePages = cursor !== "" || (data?.nextCursor ?? null) !== null;
  const mayCreate = can("createService") && identity.services === "all";
  return (
    <Page
      title="Services"
      description={
        identity.services === "all"
          ? "APIs of yours, and the programs of your customers that call them."
          : "APIs of yours, and the programs of your customers that call them. You see the services on your list; new ones are created by those who see all."
      }
      actions={
        mayCreate ? (
          <Button look="primary" onClick={() => setDialog({ type: "create" })}>
            <Plus aria-hidden /> Create service
          </Button>
        ) : undefined
      }
    >
      {isWithoutServices(error) ? (
        <NoServiceAccess />
      ) : (
        <DataTable
          id="services"
          label="Services"
          columns={serviceColumns(workspaceId)}
          rows={data === undefined ? undefined : filterServices(data.items, address)}
          rowId={({ id }) => id}
          rowName={({ name }) => name}
          error={error}
          onRetry={() => void refetch()}
          isStale={isPlaceholderData}
          actions={actions}
          isDimmed={(service) => service.state === "disabled"}
          rowButtons={({ id, name }) => <CopyButton value={id} what={`id of ${name}`} small iconOnly />}
          toolbar={
            <>
              <SearchField
                label={hasMorePages ? "Search this page" : "Search"}
                value={text}
                onSearch={(next) => setAddress({ text: next })}
              />
              <FilterSelect
                label="State"
                all="All states"
                options={STATES}
                value={state}
                onChange={(next) => setAddress({ state: next })}
              />
            </>
          }
          empty={
            isFiltered ? (
              <EmptyState icon={<Server aria-hidden />} title="No service is like that">
                <Button onClick={() => setAddress({ text: "", state: "" })}>Show all</Button>
              </EmptyState>
            ) : (
              <EmptyState icon={<Server aria-hidden />} title="No services yet">
                <p className="muted">
                  {mayCreate
                    ? "Create one for each API of yours that customers' programs call. Its service token is made with it."
                    : "Somebody who sees all services, with the role Workspace Manager or above, can create one."}
                </p>
              </EmptyState>
            )
          }
          pager={{
            isFirst: cursor === "",
            nextCursor: data?.nextCursor,
            onFirst: () => setAddress({ cursor: "" }),
            onNext: (next) => setAddress({ cursor: next }),
          }}
        />
      )}
      <ServiceDialogs dialog={dialog} onDialog={setDialog} />
    </Page>
  );
}
