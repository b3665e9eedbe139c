import type { RowSelectionState } from "@tanstack/react-table";
import { KeyRound, Plus } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import type { Token } from "../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../api/use-address-state.ts";
import { PAGE_SIZES, useListPage } from "../../api/use-page.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button, CopyButton } from "../../design/button.tsx";
import { DataTable } from "../../design/data-table.tsx";
import { lazyDialog } from "../../design/lazy-dialog.tsx";
import { EmptyState, Page } from "../../design/page.tsx";
import { useTokenActions } from "../../tokens/use-token-actions.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import {
  changeFilters,
  isByCreation,
  isFiltered,
  LIST_ADDRESS,
  type ListAddress,
  sortOf,
  toListQuery,
} from "./list-query.ts";
import { tokenColumns } from "./token-columns.tsx";
import { TokenFilters } from "./token-filters.tsx";
import { TokenTiles } from "./token-tiles.tsx";
import { useBulkActions } from "./use-bulk-actions.tsx";
import { useOpenToken } from "./use-open-token.tsx";

const AddTokenDialog = lazyDialog(async () => (await import("../../tokens/add-token-dialog.tsx")).AddTokenDialog);

const [PAGE_SIZE] = PAGE_SIZES;

/** The tokens of a workspace, and everything that can be done with them. */
export default function AccessTokensPage(): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const [address, setAddress] = useAddressState<ListAddress>(LIST_ADDRESS);
  const [adding, setAdding] = useState(false);
  const [selected, setSelected] = useState<RowSelectionState>({});
  const query = toListQuery(address, PAGE_SIZE);
  const { data, error, refetch, isPlaceholderData } = useListPage([workspaceId, "tokens", query], () =>
    client.tokens.list(query),
  );
  const byCreation = isByCreation(address);
  const columns = useMemo(() => tokenColumns(workspaceId, byCreation), [workspaceId, byCreation]);
  const { actionsOf, dialogs } = useTokenActions();
  const openAction = useOpenToken();
  const chosen = (data?.items ?? []).filter(({ id }) => selected[id]);
  const bulk = useBulkActions(chosen, () => setSelected({}));
  const go = (changes: Partial<ListAddress>): void => {
    setSelected({});
    setAddress(changes);
  };
  const onFilter = (filter: Partial<ListAddress>): void => go(changeFilters(address, filter));
  const addButton = can("createToken") ? (
    <Button look="primary" onClick={() => setAdding(true)}>
      <Plus aria-hidden /> Add token
    </Button>
  ) : undefined;
  return (
    <Page
      title="Access tokens"
      description="Tokens let scripts and websites use the API. They never open this console."
      actions={addButton}
    >
      <TokenTiles address={address} onFilter={onFilter} />
      <DataTable<Token>
        id="access-tokens"
        label="Access tokens"
        columns={columns}
        rows={data?.items}
        rowId={({ id }) => id}
        rowName={({ label }) => label}
        error={error}
        onRetry={() => void refetch()}
        isStale={isPlaceholderData}
        actions={(token) => [openAction(token), ...actionsOf(token)]}
        isDimmed={({ status }) => status === "disabled" || status === "revoked"}
        sort={sortOf(address) ?? ""}
        onSort={(sort) => go({ sort, cursor: "" })}
        toolbar={<TokenFilters address={address} onFilter={onFilter} />}
        selection={{ selected, onChange: setSelected }}
        rowButtons={({ token, label, status }) =>
          token === null || status !== "active" ? undefined : (
            <CopyButton value={token} what={`token ${label}`} small iconOnly />
          )
        }
        empty={<NoTokens address={address} hasMore={Boolean(data?.nextCursor)} />}
        pager={{
          isFirst: address.cursor === "",
          nextCursor: data?.nextCursor,
          onFirst: () => go({ cursor: "" }),
          onNext: (cursor) => go({ cursor }),
        }}
      />
      <BulkBar count={chosen.length} bulk={bulk} onClear={() => setSelected({})} />
      {dialogs}
      {bulk.dialogs}
      {adding ? <AddTokenDialog onClose={() => setAdding(false)} /> : undefined}
    </Page>
  );
}

/** A search looks at a part of the list at a time: a page without a hit is not the end. */
function NoTokens({ address, hasMore }: { readonly address: ListAddress; readonly hasMore: boolean }): ReactNode {
  const { can } = useWorkspace();
  const icon = <KeyRound aria-hidden />;
  if (hasMore) {
    return (
      <EmptyState icon={icon} title="Nothing in this part of the list">
        <p>Go on with the next page.</p>
      </EmptyState>
    );
  }
  if (isFiltered(address)) return <EmptyState icon={icon} title="No token fits these filters" />;
  return (
    <EmptyState icon={icon} title="No access tokens yet">
      <p>
        {can("createToken")
          ? "Add a public token for a website, or a private one for a script."
          : "Somebody with the role Workspace Manager or above can add one."}
      </p>
    </EmptyState>
  );
}
