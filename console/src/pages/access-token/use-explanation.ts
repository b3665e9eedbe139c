import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ExplainToken, Explanation } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";

/** What every check says about a request with the token. Nothing is asked while there is no question. */
export function useExplanation(question: ExplainToken | undefined): UseQueryResult<Explanation> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "tokens", "explained", question],
    queryFn: ({ signal }) => {
      if (question === undefined) throw new Error("there is no question");
      return client.tokens.explain(question, { signal });
    },
    enabled: question !== undefined,
  });
}
