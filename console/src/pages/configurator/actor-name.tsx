import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useWorkspace } from "../../api/workspace.tsx";

/** Who did something: a member by email where that may be read, else the id of the member or token. */
export function ActorName({ id }: { readonly id: string }): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const { data } = useQuery({
    queryKey: [workspaceId, "members", "one", id],
    queryFn: ({ signal }) => client.members.get(id, { signal }),
    enabled: id.startsWith("mem_") && can("getMember"),
    staleTime: 300_000,
  });
  return data === undefined ? <span className="mono">{id}</span> : data.email;
}
