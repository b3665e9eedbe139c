import type { ReactNode } from "react";
import type { ServiceAccount } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { RemoveDialog } from "../members/remove-dialog.tsx";
import { StateDialog } from "../members/state-dialog.tsx";
import { WithGrantableRights } from "../members/with-grantable-rights.tsx";
import { AddAccountDialog } from "./add-account-dialog.tsx";
import { EditAccountDialog } from "./edit-account-dialog.tsx";

/** Which dialog of the page is open, and about which account. */
export type AccountDialog =
  | { readonly type: "add" }
  | { readonly type: "edit" | "disable" | "delete"; readonly account: ServiceAccount };

export function AccountDialogs({
  dialog,
  onDialog,
}: {
  readonly dialog: AccountDialog | undefined;
  readonly onDialog: (dialog: AccountDialog | undefined) => void;
}): ReactNode {
  const { client } = useWorkspace();
  const close = (): void => onDialog(undefined);
  if (dialog === undefined) return undefined;
  if (dialog.type === "add") return <AddAccountDialog onClose={close} onAdded={close} />;
  const { account } = dialog;
  const { id, name, tokenCount } = account;
  switch (dialog.type) {
    case "edit":
      return (
        <WithGrantableRights title={`Edit ${name}`} onClose={close}>
          {(grantable) => <EditAccountDialog account={account} grantable={grantable} onClose={close} />}
        </WithGrantableRights>
      );
    case "disable":
      return (
        <StateDialog
          title={`Disable ${name}?`}
          submitLabel="Disable"
          renews={["service-accounts", "tokens"]}
          done={`Disabled ${name}.`}
          change={() => client.serviceAccounts.disable(id)}
          onClose={close}
        >
          <p>
            {tokenCount === 1 ? "Its token stops" : `All of its tokens (${tokenCount}) stop`} until it is enabled again:
            private ones with the next request, public ones within 10 seconds, loads that are in the cache within 60.
          </p>
        </StateDialog>
      );
    case "delete":
      return (
        <RemoveDialog
          owner={{ type: "service_account", id }}
          name={name}
          tokenCount={tokenCount}
          verb="Delete"
          renews={["service-accounts"]}
          remove={() => client.serviceAccounts.delete(id)}
          onClose={close}
        >
          <p>It is deleted for ever. The audit log keeps what was done with its tokens.</p>
        </RemoveDialog>
      );
  }
}
