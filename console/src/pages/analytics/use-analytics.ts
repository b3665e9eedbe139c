import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type {
  AnalyticsSummary,
  ConfiguratorSummary,
  EventCounts,
  Funnel,
  QueryEventsQuery,
  SummarizeAnalyticsQuery,
  TopOptions,
} from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";

/** Days and configurator that everything on the page is about. */
export interface Range {
  readonly from: string;
  readonly to: string;
  readonly configuratorId?: string;
}

/** What has been counted changes by the minute; nobody needs it by the second. */
const FRESH_MS = 60_000;

/** The totals; without a range those of the last 30 days, which also say what day it is in the workspace's time zone. */
export function useSummary(query: SummarizeAnalyticsQuery): UseQueryResult<AnalyticsSummary> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "analytics", "summary", query],
    queryFn: ({ signal }) => client.analytics.summary(query, { signal }),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  });
}

/** @param everyMs asks again so often while the page is looked at */
export function useEvents(
  query: QueryEventsQuery,
  { isEnabled = true, everyMs }: { readonly isEnabled?: boolean; readonly everyMs?: number } = {},
): UseQueryResult<EventCounts> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "analytics", "events", query],
    queryFn: ({ signal }) => client.analytics.events(query, { signal }),
    placeholderData: keepPreviousData,
    staleTime: everyMs ?? FRESH_MS,
    refetchInterval: everyMs ?? false,
    enabled: isEnabled,
  });
}

export function useFunnel(range: Range, isCompared: boolean): UseQueryResult<Funnel> {
  const { workspaceId, client } = useWorkspace();
  const query = { ...range, ...(isCompared && { compare: "previous" as const }) };
  return useQuery({
    queryKey: [workspaceId, "analytics", "funnel", query],
    queryFn: ({ signal }) => client.analytics.funnel(query, { signal }),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  });
}

/** @param configuratorId undefined: nothing is asked for */
export function useOptions({ from, to }: Range, configuratorId: string | undefined): UseQueryResult<TopOptions> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "analytics", "options", from, to, configuratorId],
    queryFn: ({ signal }) =>
      client.analytics.options({ configuratorId: configuratorId ?? "", from, to, limit: VALUES_MAX }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    enabled: configuratorId !== undefined,
  });
}

/** Values of an attribute, and combinations, that are shown. */
const VALUES_MAX = 8;
const CONFIGURATORS_MAX = 100;

/** What can be chosen from; nothing for whoever may not list them. */
export function useConfigurators(): UseQueryResult<readonly ConfiguratorSummary[]> {
  const { workspaceId, client, can } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "configurators", "choices"],
    queryFn: async ({ signal }) => (await client.configurators.list({ limit: CONFIGURATORS_MAX }, { signal })).items,
    enabled: can("listConfigurators"),
  });
}

/** Labels of tokens by their ids, as far as the person may read them. */
export function useTokenLabels(ids: readonly string[]): UseQueryResult<ReadonlyMap<string, string>> {
  const { workspaceId, client, can } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "tokens", "labels", ids],
    queryFn: async ({ signal }) => {
      const found = await Promise.allSettled(ids.map((id) => client.tokens.get(id, { signal })));
      return new Map(
        found.flatMap((outcome) => (outcome.status === "fulfilled" ? [[outcome.value.id, outcome.value.label]] : [])),
      );
    },
    enabled: can("getToken") && ids.length > 0,
    staleTime: FRESH_MS,
  });
}
