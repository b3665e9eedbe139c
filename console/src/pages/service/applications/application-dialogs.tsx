import type { ReactNode } from "react";
import type { Application, IssuedApplication, Service } from "../../../../../sdk/src/generated/types.ts";
import { holdSecret, type ShownSecret, type WithShownSecret } from "../../../api/shown-secret.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { AskDialog } from "../../services/ask-dialog.tsx";
import { SecretDialog } from "../../services/secret-dialog.tsx";
import { APPLICATION_KEY_VARIABLE } from "../commands.ts";
import { GraceDialog } from "../grace-dialog.tsx";
import { ApplicationForm } from "./application-form.tsx";
import { UsageDialog } from "./usage-dialog.tsx";

/** Which dialog about an application is open. A key is in here, and nowhere else, while it is shown. */
export type ApplicationDialog =
  | { readonly type: "create" }
  | { readonly type: "key"; readonly name: string; readonly key: ShownSecret }
  | { readonly type: "usage" | "edit" | "rotate" | "suspend" | "delete"; readonly application: Application };

export function ApplicationDialogs({
  service,
  dialog,
  onDialog,
}: {
  readonly service: Service;
  readonly dialog: ApplicationDialog | undefined;
  readonly onDialog: (dialog: ApplicationDialog | undefined) => void;
}): ReactNode {
  const { client } = useWorkspace();
  const close = (): void => onDialog(undefined);
  const showKey = ({ name, key }: WithShownSecret<IssuedApplication, "key">): void =>
    onDialog(key === undefined ? undefined : { type: "key", name, key });
  if (dialog === undefined) return undefined;
  if (dialog.type === "create") {
    return <ApplicationForm service={service} application={undefined} onClose={close} onCreated={showKey} />;
  }
  if (dialog.type === "key") {
    return (
      <SecretDialog
        title={`Save the key of ${dialog.name} now`}
        what="application key"
        secret={dialog.key}
        variable={APPLICATION_KEY_VARIABLE}
        warning="It is shown this once and never again. Give it to whoever runs the program; a lost one can only be rotated."
        onClose={close}
      />
    );
  }
  const { application } = dialog;
  const { id, name, rotation } = application;
  switch (dialog.type) {
    case "usage":
      return <UsageDialog application={application} onClose={close} />;
    case "edit":
      return <ApplicationForm service={service} application={application} onClose={close} onCreated={close} />;
    case "rotate":
      return (
        <GraceDialog
          title={`Rotate the key of ${name}`}
          what="key"
          runningUntil={rotation?.previousValidUntil}
          renews={["applications"]}
          rotate={async (graceSeconds) => holdSecret(await client.applications.rotateKey(id, { graceSeconds }), "key")}
          onClose={close}
          onRotated={showKey}
        />
      );
    case "suspend":
      return (
        <AskDialog
          title={`Suspend ${name}?`}
          submitLabel="Suspend"
          renews={["applications"]}
          done={`Suspended ${name}.`}
          change={() => client.applications.suspend(id)}
          onClose={close}
        >
          <p>It is not authorized from the next question on. It can be resumed, with the same key.</p>
        </AskDialog>
      );
    case "delete":
      return (
        <AskDialog
          title={`Delete ${name}?`}
          submitLabel="Delete"
          renews={["applications", "services"]}
          done={`Deleted ${name}.`}
          change={() => client.applications.delete(id)}
          onClose={close}
        >
          <p>Its key stops working. This cannot be undone; to stop it for a time, suspend it.</p>
        </AskDialog>
      );
  }
}
