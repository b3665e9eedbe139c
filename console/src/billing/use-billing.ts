import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { RateCard, Statement, StatementSummary } from "../../../sdk/src/generated/types.ts";
import type { Page } from "../../../sdk/src/list.ts";
import { useListPage } from "../api/use-page.ts";
import { useWorkspace } from "../api/workspace.tsx";

/** Lists and statements, which are read anew after every change of a rate card. */
export const BILLING = "billing";
/** Single cards. One that was deleted is not read again. */
export const RATE_CARD = "rate-card";

/** @param month undefined: nothing is asked for */
export function useStatement(month: string | undefined): UseQueryResult<Statement> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, BILLING, "statement", month],
    queryFn: ({ signal }) => client.billing.statements.get(month ?? "", { signal }),
    enabled: month !== undefined,
  });
}

export function useStatements(cursor: string): UseQueryResult<Page<StatementSummary>> {
  const { workspaceId, client } = useWorkspace();
  return useListPage([workspaceId, BILLING, "statements", cursor], () =>
    client.billing.statements.list({ limit: STATEMENTS_MAX, ...(cursor !== "" && { cursor }) }),
  );
}
/** A year, and the month before it. */
const STATEMENTS_MAX = 13;

export function useRateCards(cursor: string): UseQueryResult<Page<RateCard>> {
  const { workspaceId, client } = useWorkspace();
  return useListPage([workspaceId, BILLING, "rate-cards", cursor], () =>
    client.billing.rateCards.list(cursor === "" ? {} : { cursor }),
  );
}

/** The cards that begin last: all that are scheduled, and those before them. */
export function useNewestCards(isEnabled: boolean): UseQueryResult<readonly RateCard[]> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, BILLING, "newest-cards"],
    queryFn: async ({ signal }) => (await client.billing.rateCards.list({ limit: NEWEST_CARDS_MAX }, { signal })).items,
    enabled: isEnabled,
    // A form begins with it: what was read for another one may be old.
    gcTime: 0,
  });
}
/** More than can be scheduled within a year. */
const NEWEST_CARDS_MAX = 100;

/** @param effectiveFrom undefined: nothing is asked for */
export function useRateCard(effectiveFrom: string | undefined): UseQueryResult<RateCard> {
  const { workspaceId, client } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, RATE_CARD, effectiveFrom],
    queryFn: ({ signal }) => client.billing.rateCards.get(effectiveFrom ?? "", { signal }),
    enabled: effectiveFrom !== undefined,
  });
}

/** Whoever sees some services only may read a card, and would drop what they do not see by writing one. */
export function useMayWriteCards(): boolean {
  const { can, identity } = useWorkspace();
  return can("createRateCard") && identity.services === "all";
}
