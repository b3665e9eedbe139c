import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ConfiguratorVersion } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";

/** One published version; nothing is asked while there is none to ask for. */
export function useVersion(configuratorId: string, version: number | undefined): UseQueryResult<ConfiguratorVersion> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "configurator-version", configuratorId, version],
    queryFn: ({ signal }) => client.configurators.getVersion(configuratorId, version ?? 0, { signal }),
    enabled: version !== undefined,
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
}
