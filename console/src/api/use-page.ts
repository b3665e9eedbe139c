import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { List, Page } from "../../../sdk/src/list.ts";

/** Rows of a page of every list. */
export const PAGE_SIZES = [25, 50, 100] as const;

/**
 * One page of a list, by one request: the first, or that of a cursor. What is on screen stays until the next page is there.
 *
 * @param key names the list and everything that its content depends on
 */
export function useListPage<Item>(key: readonly unknown[], list: () => List<Item>): UseQueryResult<Page<Item>> {
  return useQuery({ queryKey: key, queryFn: async () => await list(), placeholderData: keepPreviousData });
}
