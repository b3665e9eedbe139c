import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Service, ServiceAccount, Workspace } from "../../../sdk/src/generated/types.ts";
import type { List } from "../../../sdk/src/index.ts";
import { useWorkspace } from "../api/workspace.tsx";

// What the forms of tokens offer.

/** The workspace with its policies. */
export function useWorkspaceRecord(): UseQueryResult<Workspace> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "workspace"],
    queryFn: ({ signal }) => client.workspace.get({ signal }),
    staleTime: 60_000,
  });
}

/** Every service account, to choose an owner from. */
export function useAllServiceAccounts(): UseQueryResult<readonly ServiceAccount[]> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "service-accounts", "choices"],
    queryFn: ({ signal }) => readAll(client.serviceAccounts.list({ limit: 100 }, { signal })),
  });
}

/** Every service that the person may see. */
export function useAllServices(enabled: boolean): UseQueryResult<readonly Service[]> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "services", "choices"],
    queryFn: ({ signal }) => readAll(client.services.list({ limit: 100 }, { signal })),
    enabled,
  });
}

/** More than these nobody looks through. */
const CHOICES_MAX = 1000;

async function readAll<Item>(list: List<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of list) {
    items.push(item);
    if (items.length >= CHOICES_MAX) break;
  }
  return items;
}
