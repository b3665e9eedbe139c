import { useQuery } from "@tanstack/react-query";
import { FileJson, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ENVIRONMENTS } from "../../../../../functions/domain/application.ts";
import type { Service } from "../../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../../api/use-address-state.ts";
import { useListPage } from "../../../api/use-page.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button } from "../../../design/button.tsx";
import { DataTable } from "../../../design/data-table.tsx";
import { EmptyState, ErrorNotice, Skeleton } from "../../../design/page.tsx";
import { EnvironmentCard } from "./environment-card.tsx";
import { type GatewayDialog, GatewayDialogs } from "./gateway-dialogs.tsx";
import { PullCard } from "./pull-card.tsx";
import { versionActions } from "./version-actions.tsx";
import { versionColumns } from "./version-columns.tsx";
import { VersionDialog } from "./version-dialog.tsx";

const ADDRESS = { version: "", cursor: "" };

/** What the gateway of the service runs with: versions, which environment has which, and how it is pulled. */
export function GatewayPanel({ service }: { readonly service: Service }): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const [{ version, cursor }, setAddress] = useAddressState(ADDRESS);
  const [dialog, setDialog] = useState<GatewayDialog>();
  const environments = useQuery({
    queryKey: [workspaceId, "gateway", service.id, "environments"],
    queryFn: ({ signal }) => client.gatewayConfigurations.environments(service.id, { signal }),
  });
  const versions = useListPage([workspaceId, "gateway", service.id, "versions", cursor], () =>
    client.gatewayConfigurations.listVersions(service.id, cursor === "" ? {} : { cursor }),
  );
  const view = (shown: number): void => setAddress({ version: `${shown}` });
  const { data: state } = environments;
  return (
    <div className="stack">
      {environments.error === null ? undefined : (
        <ErrorNotice error={environments.error} onRetry={() => void environments.refetch()} />
      )}
      {state === undefined ? (
        environments.error === null ? (
          <Skeleton lines={8} />
        ) : undefined
      ) : (
        <div className="columns">
          {ENVIRONMENTS.map((environment) => (
            <EnvironmentCard key={environment} environment={environment} environments={state} onDialog={setDialog} />
          ))}
        </div>
      )}
      <DataTable
        id="gateway-versions"
        label={`Versions of the gateway configuration of ${service.name}`}
        columns={versionColumns(state, view)}
        rows={versions.data?.items}
        rowId={(row) => `${row.version}`}
        rowName={(row) => `version ${row.version}`}
        error={versions.error}
        onRetry={() => void versions.refetch()}
        isStale={versions.isPlaceholderData}
        actions={(row) => versionActions({ version: row.version, environments: state, can, view, open: setDialog })}
        toolbar={
          can("createGatewayConfigurationVersion") && state !== undefined ? (
            <Button look="primary" onClick={() => setDialog({ type: "create" })}>
              <Plus aria-hidden /> Create version
            </Button>
          ) : undefined
        }
        empty={
          <EmptyState icon={<FileJson aria-hidden />} title="No versions yet">
            <p className="muted">A version is a JSON document that never changes. Staging gets each new one.</p>
          </EmptyState>
        }
        pager={{
          isFirst: cursor === "",
          nextCursor: versions.data?.nextCursor,
          onFirst: () => setAddress({ cursor: "" }),
          onNext: (next) => setAddress({ cursor: next }),
        }}
      />
      <PullCard serviceId={service.id} />
      {state === undefined ? undefined : (
        <GatewayDialogs service={service} environments={state} dialog={dialog} onDialog={setDialog} />
      )}
      {/^[1-9]\d{0,5}$/.test(version) ? (
        <VersionDialog serviceId={service.id} version={Number(version)} onClose={() => setAddress({ version: "" })} />
      ) : undefined}
    </div>
  );
}
