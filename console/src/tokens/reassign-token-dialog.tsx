import type { ReactNode } from "react";
import type { Token } from "../../../sdk/src/generated/types.ts";
import { fieldError } from "../api/describe-error.ts";
import { useWorkspace } from "../api/workspace.tsx";
import { useNotifications } from "../design/toast.tsx";
import { ReassignDialog } from "./reassign-dialog.tsx";
import { useTokenChange } from "./use-token-change.ts";

/** Gives a token to a service account. */
export function ReassignTokenDialog({
  token,
  onClose,
}: {
  readonly token: Token;
  readonly onClose: () => void;
}): ReactNode {
  const { client } = useWorkspace();
  const { done } = useNotifications();
  const reassign = useTokenChange(async (accountName: string) => {
    await client.tokens.reassign(token.id, { owner: { type: "service_account", id: accountName } });
    done(`Reassigned ${token.label} to ${accountName}.`);
    onClose();
  });
  return (
    <ReassignDialog
      title={`Reassign ${token.label}`}
      except={token.owner.type === "service_account" ? token.owner.id : undefined}
      busy={reassign.isPending}
      error={reassign.error}
      fieldError={fieldError(reassign.error, "/owner")}
      onSubmit={(accountName) => reassign.mutate(accountName)}
      onClose={onClose}
    />
  );
}
