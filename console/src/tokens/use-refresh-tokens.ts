import { useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "../api/workspace.tsx";

/**
 * Reads everything anew that a change of a token may have changed: lists, their numbers, the token's own page, what owners own. What only the
 * token that is `gone` had is not asked for again: its page is still there for a moment.
 */
export function useRefreshTokens(): (gone?: string) => void {
  const { workspaceId } = useWorkspace();
  const queries = useQueryClient();
  return (gone) => {
    void queries.invalidateQueries({
      queryKey: [workspaceId],
      predicate: ({ queryKey }) => queryKey[1] !== "whoami" && (gone === undefined || !queryKey.includes(gone)),
    });
  };
}
