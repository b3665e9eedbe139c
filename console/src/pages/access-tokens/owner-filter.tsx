import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useWorkspace } from "../../api/workspace.tsx";
import { FilterSelect } from "../../design/filter-select.tsx";
import { formatOwner, parseOwner } from "../../tokens/owner-choices.ts";
import { useAllServiceAccounts } from "../../tokens/use-choices.ts";
import type { ListAddress } from "./list-query.ts";

/** As many members as are offered; those of others can be searched by their name. */
const MEMBERS_MAX = 100;

/** The tokens of one owner. */
export function OwnerFilter({
  address: { ownerType, ownerId },
  onFilter,
}: {
  readonly address: ListAddress;
  readonly onFilter: (filter: Partial<ListAddress>) => void;
}): ReactNode {
  const { workspaceId, client, can, identity } = useWorkspace();
  const accounts = useAllServiceAccounts();
  const members = useQuery({
    queryKey: [workspaceId, "members", "to-filter"],
    queryFn: async ({ signal }) => (await client.members.list({ limit: MEMBERS_MAX }, { signal })).items,
    enabled: can("listMembers"),
  });
  const others = (members.data ?? []).filter(({ id }) => id !== identity.owner.id);
  const options = [
    ...(identity.owner.type === "member"
      ? [{ value: formatOwner({ type: "member", id: identity.owner.id }), label: "You" }]
      : []),
    ...(accounts.data ?? []).map(({ name }) => ({
      value: formatOwner({ type: "service_account", id: name }),
      label: name,
    })),
    ...others.map(({ id, email }) => ({ value: formatOwner({ type: "member", id }), label: email })),
  ];
  const value = ownerId === "" ? "" : `${ownerType}:${ownerId}`;
  // An address may name a service, or somebody who is not in the list yet.
  const isKnown = value === "" || options.some((option) => option.value === value);
  return (
    <FilterSelect
      label="Owner"
      all="All owners"
      isLate
      options={isKnown ? options : [...options, { value, label: ownerId }]}
      value={value}
      onChange={(next) => {
        const owner = parseOwner(next);
        onFilter({ ownerType: owner?.type ?? "", ownerId: owner?.id ?? "" });
      }}
    />
  );
}
