import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Application } from "../../../../../sdk/src/generated/types.ts";
import { BASE_URL } from "../../../api/deployment.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { ErrorNotice, Notice, Skeleton } from "../../../design/page.tsx";
import { CommandBlock } from "../command-block.tsx";
import { managementCommand } from "../commands.ts";
import { UsageTable } from "./usage-table.tsx";

/** What an application has used in the periods that are running, and how its service asks for the same. */
export function UsageDialog({
  application: { id, serviceId, name, state },
  onClose,
}: {
  readonly application: Application;
  readonly onClose: () => void;
}): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: [workspaceId, "application-usage", id],
    queryFn: ({ signal }) => client.applications.usage(id, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  const command = managementCommand({ origin: BASE_URL, serviceId, call: "authorize", application: { by: "id", id } });
  return (
    <Dialog wide open onClose={onClose} title={`Usage of ${name}`}>
      {state === "suspended" ? (
        <Notice tone="warning">
          <p>It is suspended: it is not authorized, whatever is left.</p>
        </Notice>
      ) : undefined}
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null ? <Skeleton lines={4} /> : undefined : <UsageTable periods={data.periods} />}
      <div>
        <Button small busy={isFetching} onClick={() => void refetch()}>
          Read again
        </Button>
      </div>
      <h3>The same for the service's backend</h3>
      <p className="small muted">Asking counts nothing.</p>
      <CommandBlock command={command} what="command" />
    </Dialog>
  );
}
