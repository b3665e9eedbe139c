import { AppWindow, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Service } from "../../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../../api/use-address-state.ts";
import { useListPage } from "../../../api/use-page.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button, CopyButton } from "../../../design/button.tsx";
import { DataTable } from "../../../design/data-table.tsx";
import { EmptyState } from "../../../design/page.tsx";
import { APPLICATION_COLUMNS } from "./application-columns.tsx";
import { type ApplicationDialog, ApplicationDialogs } from "./application-dialogs.tsx";
import { useApplicationActions } from "./use-application-actions.tsx";

const ADDRESS = { cursor: "" };

/** Who calls the service. */
export function ApplicationsPanel({ service }: { readonly service: Service }): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const [{ cursor }, setAddress] = useAddressState(ADDRESS);
  const [dialog, setDialog] = useState<ApplicationDialog>();
  const actions = useApplicationActions(setDialog);
  const { data, error, refetch, isPlaceholderData } = useListPage(
    [workspaceId, "applications", service.id, cursor],
    () => client.applications.list({ serviceId: service.id, ...(cursor !== "" && { cursor }) }),
  );
  return (
    <>
      <DataTable
        id="applications"
        label={`Applications of ${service.name}`}
        columns={APPLICATION_COLUMNS}
        rows={data?.items}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        error={error}
        onRetry={() => void refetch()}
        isStale={isPlaceholderData}
        actions={actions}
        isDimmed={({ state }) => state === "suspended"}
        rowButtons={({ id, name }) => <CopyButton value={id} what={`id of ${name}`} small iconOnly />}
        toolbar={
          can("createApplication") ? (
            <Button look="primary" onClick={() => setDialog({ type: "create" })}>
              <Plus aria-hidden /> Create application
            </Button>
          ) : undefined
        }
        empty={
          <EmptyState icon={<AppWindow aria-hidden />} title="No applications yet">
            <p className="muted">
              Create one for each program that calls the service. Each has its own key and limits.
            </p>
          </EmptyState>
        }
        pager={{
          isFirst: cursor === "",
          nextCursor: data?.nextCursor,
          onFirst: () => setAddress({ cursor: "" }),
          onNext: (next) => setAddress({ cursor: next }),
        }}
      />
      <ApplicationDialogs service={service} dialog={dialog} onDialog={setDialog} />
    </>
  );
}
