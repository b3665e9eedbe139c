import type { ReactNode } from "react";
import type { Webhook } from "../../../../sdk/src/generated/types.ts";
import type { ShownSecret, WithShownSecret } from "../../api/shown-secret.ts";
import { RotateDialog } from "./rotate-dialog.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { TestDialog } from "./test-dialog.tsx";
import { WebhookForm } from "./webhook-form.tsx";

/** Which dialog of the page is open. A secret is in here, and nowhere else, while it is shown. */
export type WebhookDialog =
  | { readonly type: "create" }
  | { readonly type: "secret"; readonly secret: ShownSecret }
  | { readonly type: "edit" | "test" | "rotate"; readonly webhook: Webhook };

export function WebhookDialogs({
  dialog,
  onDialog,
}: {
  readonly dialog: WebhookDialog | undefined;
  readonly onDialog: (dialog: WebhookDialog | undefined) => void;
}): ReactNode {
  const close = (): void => onDialog(undefined);
  const showSecret = ({ secret }: WithShownSecret<Webhook, "secret">): void =>
    onDialog(secret === undefined ? undefined : { type: "secret", secret });
  switch (dialog?.type) {
    case undefined:
      return undefined;
    case "create":
      return <WebhookForm webhook={undefined} onClose={close} onSaved={showSecret} />;
    case "edit":
      return <WebhookForm webhook={dialog.webhook} onClose={close} onSaved={close} />;
    case "test":
      return <TestDialog webhook={dialog.webhook} onClose={close} />;
    case "rotate":
      return <RotateDialog webhook={dialog.webhook} onClose={close} onRotated={showSecret} />;
    case "secret":
      return <SecretDialog secret={dialog.secret} onClose={close} />;
  }
}
