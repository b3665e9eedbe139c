import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Workspace } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";

export function useWorkspaceRecord(): UseQueryResult<Workspace> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "workspace"],
    queryFn: ({ signal }) => client.workspace.get({ signal }),
  });
}
