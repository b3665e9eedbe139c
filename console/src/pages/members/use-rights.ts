import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { GrantableRights, Service } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";

/** What the person may give to others, and who can give the rest. */
export function useGrantableRights(): UseQueryResult<GrantableRights> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "grantable-rights"],
    queryFn: ({ signal }) => client.members.grantableRights({ signal }),
    staleTime: 60_000,
  });
}

/** As many as a grant can name. */
const SERVICES_MAX = 100;

/** The services that somebody may be limited to. */
export function useServices(enabled: boolean): UseQueryResult<readonly Service[]> {
  const { workspaceId, client, can } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "services", "of-a-grant"],
    queryFn: async ({ signal }) => (await client.services.list({ limit: SERVICES_MAX }, { signal })).items,
    enabled: enabled && can("listServices"),
    staleTime: 60_000,
  });
}
