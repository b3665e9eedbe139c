import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ObservedOrigin } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";

/** The store keeps 64 for each verdict and no more, so that all of them fit on few pages. */
const PAGE_SIZE = 100;

/** Every page that the token was used on, the latest first. */
export function useObservedOrigins(tokenId: string): UseQueryResult<readonly ObservedOrigin[]> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "tokens", "origins", tokenId],
    queryFn: async ({ signal }) => {
      const origins: ObservedOrigin[] = [];
      for await (const origin of client.tokens.listOrigins(tokenId, { limit: PAGE_SIZE }, { signal }))
        origins.push(origin);
      return origins;
    },
  });
}
