import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Configurator } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { Time } from "../../../design/time.tsx";
import { DiffView } from "../diff-view.tsx";

/** Somebody else has saved the draft in the meantime: shows what, and lets the person decide. */
export function ConflictDialog({
  stored,
  mine,
  busy,
  onClose,
  onTake,
  onOverwrite,
}: {
  readonly stored: Configurator | undefined;
  readonly mine: string;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onTake: (stored: Configurator) => void;
  readonly onOverwrite: (stored: Configurator) => void;
}): ReactNode {
  return (
    <Dialog
      wide
      sticky
      open={stored !== undefined}
      onClose={onClose}
      title="Somebody else has saved this draft"
      footer={
        stored === undefined ? undefined : (
          <>
            <Button onClick={onClose}>Keep editing</Button>
            <Button onClick={() => onTake(stored)}>Drop mine and take theirs</Button>
            <Button look="danger" busy={busy} onClick={() => onOverwrite(stored)}>
              Overwrite theirs
            </Button>
          </>
        )
      }
    >
      {stored === undefined ? undefined : (
        <>
          <p>
            Yours is not saved. The draft was changed <Time at={stored.updatedAt} relative />{" "}
            <LastEditor id={stored.id} />. The lines that are added below are yours.
          </p>
          <DiffView before={stored.draft} after={JSON.parse(mine)} label="Their draft against yours" />
        </>
      )}
    </Dialog>
  );
}

/** Who it was is in the audit trail, for those who may read that. */
function LastEditor({ id }: { readonly id: string }): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const { data } = useQuery({
    queryKey: [workspaceId, "audit-events", "last-edit", id],
    queryFn: () =>
      client.auditEvents.list({
        targetType: "configurator",
        targetId: id,
        operation: "updateConfigurator",
      }),
    enabled: can("listAuditEvents"),
    gcTime: 0,
  });
  const actor = data?.items[0]?.actor;
  return actor === undefined ? "by somebody else" : `by ${actor.name}`;
}
