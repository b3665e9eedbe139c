import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { EmbedResource } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";

/** Of one token: more than these are not listed. */
export const EMBEDS_MAX = 100;

/** The embed ids that stand for a token, newest first. */
export function useEmbeds(tokenId: string): UseQueryResult<readonly EmbedResource[]> {
  const { workspaceId, client, can } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "embeds", tokenId],
    queryFn: async ({ signal }) => (await client.embeds.list({ tokenId, limit: EMBEDS_MAX }, { signal })).items,
    enabled: can("listEmbeds"),
  });
}
