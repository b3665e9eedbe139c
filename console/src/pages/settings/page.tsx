import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { Card, ErrorNotice, Page, Skeleton } from "../../design/page.tsx";
import { CreateWorkspaceDialog } from "./create-workspace-dialog.tsx";
import { NameCard } from "./name-card.tsx";
import { PoliciesCard } from "./policies-card.tsx";
import { TimeZoneCard } from "./time-zone-card.tsx";
import { useWorkspaceRecord } from "./use-workspace-record.ts";

/** Name, time zone and policies of the workspace. */
export default function SettingsPage(): ReactNode {
  const { can } = useWorkspace();
  const [creating, setCreating] = useState(false);
  const { data, error, refetch } = useWorkspaceRecord();
  return (
    <Page
      title="Workspace"
      description={can("updateWorkspace") ? undefined : "Administrators and owners can change what is here."}
      actions={
        can("createWorkspace") ? (
          <Button onClick={() => setCreating(true)}>
            <Plus aria-hidden /> Create another workspace
          </Button>
        ) : undefined
      }
    >
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? (
        <Card title="Workspace">
          <Skeleton lines={8} />
        </Card>
      ) : undefined}
      {data === undefined ? undefined : (
        <>
          <NameCard key={`name ${data.updatedAt}`} workspace={data} />
          <TimeZoneCard key={`time zone ${data.updatedAt}`} workspace={data} />
          <PoliciesCard key={`policies ${data.updatedAt}`} workspace={data} />
        </>
      )}
      {creating ? <CreateWorkspaceDialog onClose={() => setCreating(false)} /> : undefined}
    </Page>
  );
}
