import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link, useLocation } from "wouter";
import { useAddressState } from "../../api/use-address-state.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { ActionItems, DropMenu } from "../../design/menu.tsx";
import { ErrorNotice, Page, Skeleton } from "../../design/page.tsx";
import { PartTabs } from "../../design/part-tabs.tsx";
import { workspacePath } from "../../paths.ts";
import type { PageParameters } from "../pages.ts";
import { isWithoutServices, NoServiceAccess } from "../services/no-service-access.tsx";
import { ServiceState } from "../services/service-columns.tsx";
import { type ServiceDialog, ServiceDialogs } from "../services/service-dialogs.tsx";
import { useServiceActions } from "../services/use-service-actions.tsx";
import { ApplicationsPanel } from "./applications/applications-panel.tsx";
import { GatewayPanel } from "./gateway/gateway-panel.tsx";
import { OverviewPanel } from "./overview/overview-panel.tsx";
import { UsagePanel } from "./usage/usage-panel.tsx";

const TABS = [
  { id: "overview", label: "Overview" },
  { id: "applications", label: "Applications" },
  { id: "gateway", label: "Gateway configuration" },
  { id: "usage", label: "Usage" },
] as const;
const ADDRESS = { tab: "overview" };

export default function ServicePage({ parameters: { serviceId = "" } }: PageParameters): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const [{ tab }] = useAddressState(ADDRESS);
  const [, navigate] = useLocation();
  const [dialog, setDialog] = useState<ServiceDialog>();
  const actionsOf = useServiceActions(setDialog, { hasLink: false });
  const { data, error, refetch } = useQuery({
    queryKey: [workspaceId, "services", "one", serviceId],
    queryFn: ({ signal }) => client.services.get(serviceId, { signal }),
  });
  const tabs = TABS.filter(({ id }) => id !== "usage" || can("queryUsage"));
  const current = tabs.find(({ id }) => id === tab)?.id ?? "overview";
  const path = workspacePath(workspaceId, `services/${serviceId}`);
  const actions = data === undefined ? [] : actionsOf(data);
  return (
    <Page
      title={data?.name ?? "Service"}
      description={
        <span className="row">
          <Link href={workspacePath(workspaceId, "services")}>Services</Link>
          <span className="mono">{serviceId}</span>
          {data === undefined ? undefined : <ServiceState state={data.state} />}
        </span>
      }
      actions={
        actions.length === 0 ? undefined : (
          <DropMenu
            trigger={
              <Button>
                Actions <ChevronDown aria-hidden />
              </Button>
            }
          >
            <ActionItems actions={actions} />
          </DropMenu>
        )
      }
    >
      {isWithoutServices(error) ? (
        <NoServiceAccess />
      ) : (
        <>
          {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
          <PartTabs label="Parts of the service" path={path} tabs={tabs} current={current} />
          {data === undefined ? (
            error === null ? (
              <Skeleton lines={12} />
            ) : undefined
          ) : current === "overview" ? (
            <OverviewPanel service={data} />
          ) : current === "applications" ? (
            <ApplicationsPanel service={data} />
          ) : current === "usage" ? (
            <UsagePanel service={data} />
          ) : (
            <GatewayPanel service={data} />
          )}
        </>
      )}
      <ServiceDialogs
        dialog={dialog}
        onDialog={setDialog}
        onDeleted={() => navigate(workspacePath(workspaceId, "services"))}
      />
    </Page>
  );
}
