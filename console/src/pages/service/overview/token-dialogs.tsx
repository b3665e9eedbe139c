import type { ReactNode } from "react";
import type { Service, ServiceToken } from "../../../../../sdk/src/generated/types.ts";
import { holdSecret, type ShownSecret, type WithShownSecret } from "../../../api/shown-secret.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { formatInstant } from "../../../design/time.tsx";
import { AskDialog } from "../../services/ask-dialog.tsx";
import { SecretDialog } from "../../services/secret-dialog.tsx";
import { SERVICE_TOKEN_VARIABLE } from "../commands.ts";
import { GraceDialog } from "../grace-dialog.tsx";

/** Which dialog about the service token is open. Its value is in here, and nowhere else, while it is shown. */
export type TokenDialog =
  | { readonly type: "reveal" | "rotate" | "finish" }
  | { readonly type: "shown"; readonly token: ShownSecret; readonly isNew: boolean };

export function TokenDialogs({
  service: { id, name },
  runningUntil,
  dialog,
  onDialog,
}: {
  readonly service: Service;
  readonly runningUntil: string | undefined;
  readonly dialog: TokenDialog | undefined;
  readonly onDialog: (dialog: TokenDialog | undefined) => void;
}): ReactNode {
  const { client } = useWorkspace();
  const close = (): void => onDialog(undefined);
  const show =
    (isNew: boolean) =>
    ({ token }: WithShownSecret<ServiceToken, "token">): void =>
      onDialog(token === undefined ? undefined : { type: "shown", token, isNew });
  switch (dialog?.type) {
    case undefined:
      return undefined;
    case "reveal":
      return (
        <AskDialog
          title="Reveal the service token?"
          submitLabel="Reveal"
          submitLook="primary"
          renews={["audit"]}
          done={undefined}
          change={async () => holdSecret(await client.services.revealToken(id), "token")}
          onClose={close}
          onDone={show(false)}
        >
          <p>The audit log keeps who revealed it and when. Make sure that nobody looks over your shoulder.</p>
        </AskDialog>
      );
    case "rotate":
      return (
        <GraceDialog
          title={`Rotate the service token of ${name}`}
          what="token"
          runningUntil={runningUntil}
          renews={["services", "tokens"]}
          rotate={async (graceSeconds) => holdSecret(await client.services.rotateToken(id, { graceSeconds }), "token")}
          onClose={close}
          onRotated={show(true)}
        />
      );
    case "finish":
      return (
        <AskDialog
          title="End the token before this one now?"
          submitLabel="End it now"
          renews={["services", "tokens"]}
          done="The token before this one has ended."
          change={() => client.services.finishTokenRotation(id)}
          onClose={close}
        >
          <p>
            A backend that still uses it is refused with its next request
            {runningUntil === undefined ? "" : `, not only after ${formatInstant(runningUntil)}`}.
          </p>
        </AskDialog>
      );
    case "shown":
      return (
        <SecretDialog
          title={dialog.isNew ? `New service token of ${name}` : `Service token of ${name}`}
          what="service token"
          secret={dialog.token}
          variable={SERVICE_TOKEN_VARIABLE}
          warning="Give it to the backend of this service and to nobody else. It leaves the page when you close this, and can be revealed again."
          onClose={close}
        />
      );
  }
}
