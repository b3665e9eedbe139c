import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ServiceAccount } from "../../../../sdk/src/generated/types.ts";
import { describeRole } from "../../api/words.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Badge } from "../../design/badge.tsx";
import type { DataColumn } from "../../design/data-table.tsx";
import { Time } from "../../design/time.tsx";
import { workspacePath } from "../../paths.ts";
import { ACCOUNT_STATES, describeApis, describeServices } from "../members/words.ts";

export function accountColumns(workspaceId: string): readonly DataColumn<ServiceAccount>[] {
  return [
    { id: "name", header: "Name", isRowHeader: true, cell: ({ name }) => name },
    {
      id: "description",
      header: "Description",
      wide: true,
      cell: ({ description }) => description ?? <span className="muted">None</span>,
    },
    {
      id: "tokens",
      header: "Tokens",
      cell: ({ name, tokenCount }) =>
        tokenCount === 0 ? (
          "0"
        ) : (
          <Link
            href={workspacePath(workspaceId, `access-tokens?ownerType=service_account&ownerId=${name}`)}
            aria-label={`${tokenCount} tokens of ${name}`}
          >
            {tokenCount}
          </Link>
        ),
    },
    { id: "last-use", header: "Last use", cell: (account) => <LastUse account={account} /> },
    {
      id: "state",
      header: "State",
      cell: ({ state }) => <Badge tone={ACCOUNT_STATES[state].tone}>{ACCOUNT_STATES[state].label}</Badge>,
    },
    { id: "role", header: "Role", hiddenAtFirst: true, cell: ({ role }) => describeRole(role) },
    { id: "apis", header: "APIs", wide: true, hiddenAtFirst: true, cell: ({ scopes }) => describeApis(scopes) },
    { id: "services", header: "Services", hiddenAtFirst: true, cell: ({ services }) => describeServices(services) },
    { id: "added", header: "Added", cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}

/** The list does not say it: each account that owns tokens is asked by itself, and only while the column is shown. */
function LastUse({ account: { id, tokenCount } }: { readonly account: ServiceAccount }): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const { data, isError } = useQuery({
    queryKey: [workspaceId, "service-accounts", "of-id", id],
    queryFn: ({ signal }) => client.serviceAccounts.get(id, { signal }),
    enabled: tokenCount > 0,
    staleTime: 60_000,
  });
  if (isError) return <span className="muted">Not known</span>;
  if (tokenCount === 0 || data?.lastUsedAt === null) return <span className="muted">Never</span>;
  const at = data?.lastUsedAt;
  return at === undefined ? <span className="skeleton" /> : <Time at={at} relative />;
}
