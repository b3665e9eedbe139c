import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ServiceAccount } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";

const OFFERED_MAX = 100;

/** The service accounts that a form offers. */
export function useAccounts(): UseQueryResult<readonly ServiceAccount[]> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "service-accounts", "to-choose"],
    queryFn: async ({ signal }) => (await client.serviceAccounts.list({ limit: OFFERED_MAX }, { signal })).items,
  });
}
