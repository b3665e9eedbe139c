import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { MeteredUsage, QueryUsageQuery } from "../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../api/workspace.tsx";

/** What has been counted changes by the minute; nobody needs it by the second. */
const FRESH_MS = 60_000;

/** What somebody has used; without days in the last 30, which also says what day it is in the workspace's time zone. */
export function useUsage(query: QueryUsageQuery): UseQueryResult<MeteredUsage> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "usage", query],
    queryFn: ({ signal }) => client.usage.query(query, { signal }),
    // Other days of the same may stand there until theirs come; what somebody else has used may not.
    placeholderData: (former) => (isSameSubject(query, former) ? former : undefined),
    staleTime: FRESH_MS,
  });
}

function isSameSubject({ subject = "workspace", id }: QueryUsageQuery, former: MeteredUsage | undefined): boolean {
  return former?.subject === subject && former.id === (id ?? null);
}
