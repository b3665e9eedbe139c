import type { ReactNode } from "react";
import type { Service } from "../../../../sdk/src/generated/types.ts";
import type { ShownSecret } from "../../api/shown-secret.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { SERVICE_TOKEN_VARIABLE } from "../service/commands.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { ServiceForm } from "./service-form.tsx";

/** Which dialog about a service is open. A token is in here, and nowhere else, while it is shown. */
export type ServiceDialog =
  | { readonly type: "create" }
  | { readonly type: "created"; readonly name: string; readonly token: ShownSecret }
  | { readonly type: "edit" | "disable" | "delete"; readonly service: Service };

export function ServiceDialogs({
  dialog,
  onDialog,
  onDeleted,
}: {
  readonly dialog: ServiceDialog | undefined;
  readonly onDialog: (dialog: ServiceDialog | undefined) => void;
  readonly onDeleted?: () => void;
}): ReactNode {
  const { client } = useWorkspace();
  const close = (): void => onDialog(undefined);
  switch (dialog?.type) {
    case undefined:
      return undefined;
    case "create":
      return (
        <ServiceForm
          service={undefined}
          onClose={close}
          onCreated={({ name, token }) => onDialog(token === undefined ? undefined : { type: "created", name, token })}
        />
      );
    case "created":
      return (
        <SecretDialog
          title={`Service token of ${dialog.name}`}
          what="service token"
          secret={dialog.token}
          variable={SERVICE_TOKEN_VARIABLE}
          warning="The service is created. Give this to its backend and to nobody else. It can be revealed again on the service's page; each time is written into the audit log."
          onClose={close}
        />
      );
    case "edit":
      return <ServiceForm service={dialog.service} onClose={close} onCreated={close} />;
    case "disable":
      return (
        <AskDialog
          title={`Disable ${dialog.service.name}?`}
          submitLabel="Disable"
          renews={["services"]}
          done={`Disabled ${dialog.service.name}.`}
          change={() => client.services.disable(dialog.service.id)}
          onClose={close}
        >
          <p>
            Its service token is refused from the next request on, so none of its applications is authorized. Nothing is
            lost: it can be enabled again.
          </p>
        </AskDialog>
      );
    case "delete":
      return (
        <AskDialog
          title={`Delete ${dialog.service.name}?`}
          submitLabel="Delete"
          renews={["services", "tokens"]}
          done={`Deleted ${dialog.service.name}.`}
          change={() => client.services.delete(dialog.service.id)}
          onClose={close}
          onDone={onDeleted ?? close}
        >
          <p>
            Its service token is revoked, and gateways cannot pull its configuration any more. This cannot be undone.
          </p>
        </AskDialog>
      );
  }
}
