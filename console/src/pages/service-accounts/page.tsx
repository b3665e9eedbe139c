import { Bot, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ServiceAccount } from "../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../api/use-address-state.ts";
import { useListPage } from "../../api/use-page.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { DataTable } from "../../design/data-table.tsx";
import { EmptyState, Page } from "../../design/page.tsx";
import { PeopleTabs } from "../members/people-tabs.tsx";
import { accountColumns } from "./account-columns.tsx";
import { type AccountDialog, AccountDialogs } from "./account-dialogs.tsx";
import { useAccountActions } from "./use-account-actions.ts";

const ADDRESS = { cursor: "" };

/** Names that own tokens and are no persons. */
export default function ServiceAccountsPage(): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const [address, setAddress] = useAddressState(ADDRESS);
  const [dialog, setDialog] = useState<AccountDialog>();
  const actions = useAccountActions(setDialog);
  const { data, error, refetch, isPlaceholderData } = useListPage([workspaceId, "service-accounts", address], () =>
    client.serviceAccounts.list(address.cursor === "" ? {} : { cursor: address.cursor }),
  );
  const add = can("createServiceAccount") ? (
    <Button look="primary" onClick={() => setDialog({ type: "add" })}>
      <Plus aria-hidden /> Add new service account
    </Button>
  ) : undefined;
  return (
    <Page
      title="Service accounts"
      description="Names that own tokens, so that a website or a job does not depend on a person. Public tokens need one."
      actions={add}
    >
      <PeopleTabs current="service-accounts" />
      <DataTable
        id="service-accounts"
        label="Service accounts"
        columns={accountColumns(workspaceId)}
        rows={data?.items}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        error={error}
        onRetry={() => void refetch()}
        isStale={isPlaceholderData}
        actions={actions}
        isDimmed={({ state }: ServiceAccount) => state === "disabled"}
        empty={
          <EmptyState icon={<Bot aria-hidden />} title="No service accounts yet">
            <p>A public token belongs to a service account. Add one for each website or job.</p>
          </EmptyState>
        }
        pager={{
          isFirst: address.cursor === "",
          nextCursor: data?.nextCursor,
          onFirst: () => setAddress({ cursor: "" }),
          onNext: (cursor) => setAddress({ cursor }),
        }}
      />
      <AccountDialogs dialog={dialog} onDialog={setDialog} />
    </Page>
  );
}
