import { UserPlus, Users } from "lucide-react";
import { type ReactNode, useState } from "react";
import { MEMBER_STATES as STATES } from "../../../../functions/domain/member.ts";
import { ROLES } from "../../../../functions/domain/rights.ts";
import type { Member } from "../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../api/use-address-state.ts";
import { useListPage } from "../../api/use-page.ts";
import { describeRole } from "../../api/words.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { DataTable } from "../../design/data-table.tsx";
import { FilterSelect } from "../../design/filter-select.tsx";
import { EmptyState, Page } from "../../design/page.tsx";
import { SearchField } from "../../design/search-field.tsx";
import { memberColumns } from "./member-columns.tsx";
import { type MemberDialog, MemberDialogs } from "./member-dialogs.tsx";
import { PeopleTabs } from "./people-tabs.tsx";
import { useMemberActions } from "./use-member-actions.ts";
import { MEMBER_STATES } from "./words.ts";

const ADDRESS = { text: "", role: "", state: "", cursor: "" };

/** The persons of the workspace, and who is invited to it. */
export default function MembersPage(): ReactNode {
  const { workspaceId, client, identity, can } = useWorkspace();
  const [address, setAddress] = useAddressState(ADDRESS);
  const [dialog, setDialog] = useState<MemberDialog>();
  const actions = useMemberActions(setDialog);
  const { data, error, refetch, isPlaceholderData } = useListPage([workspaceId, "members", address], () => {
    const role = ROLES.find((value) => value === address.role);
    const state = STATES.find((value) => value === address.state);
    return client.members.list({
      ...(address.text !== "" && { text: address.text }),
      ...(role !== undefined && { role }),
      ...(state !== undefined && { state }),
      ...(address.cursor !== "" && { cursor: address.cursor }),
    });
  });
  const isFiltered = address.text !== "" || address.role !== "" || address.state !== "";
  return (
    <Page
      title="Members"
      description="Who can sign in to this workspace, and what they hold. It is a ceiling on each of their tokens."
      actions={
        can("inviteMember") ? (
          <Button look="primary" onClick={() => setDialog({ type: "invite" })}>
            <UserPlus aria-hidden /> Invite a member
          </Button>
        ) : undefined
      }
    >
      <PeopleTabs current="members" />
      <DataTable
        id="members"
        label="Members"
        columns={memberColumns({ workspaceId, oneselfId: identity.id })}
        rows={data?.items}
        rowId={({ id }) => id}
        rowName={({ email }) => email}
        error={error}
        onRetry={() => void refetch()}
        isStale={isPlaceholderData}
        actions={actions}
        isDimmed={({ state }: Member) => state === "suspended"}
        toolbar={
          <>
            <SearchField
              label="Search by email"
              value={address.text}
              onSearch={(text) => setAddress({ text, cursor: "" })}
            />
            <FilterSelect
              label="Role"
              all="All roles"
              options={ROLES.map((role) => ({ value: role, label: describeRole(role) }))}
              value={address.role}
              onChange={(role) => setAddress({ role, cursor: "" })}
            />
            <FilterSelect
              label="State"
              all="All states"
              options={STATES.map((state) => ({ value: state, label: MEMBER_STATES[state].label }))}
              value={address.state}
              onChange={(state) => setAddress({ state, cursor: "" })}
            />
          </>
        }
        empty={
          <EmptyState
            icon={<Users aria-hidden />}
            title={data?.nextCursor ? "Nobody found so far" : isFiltered ? "Nobody fits the search" : "No members"}
          >
            {data?.nextCursor ? <p>The search goes on with the next page.</p> : undefined}
            {isFiltered ? <Button onClick={() => setAddress(ADDRESS)}>Clear the search</Button> : undefined}
          </EmptyState>
        }
        pager={{
          isFirst: address.cursor === "",
          nextCursor: data?.nextCursor,
          onFirst: () => setAddress({ cursor: "" }),
          onNext: (cursor) => setAddress({ cursor }),
        }}
      />
      <MemberDialogs dialog={dialog} onDialog={setDialog} />
    </Page>
  );
}
