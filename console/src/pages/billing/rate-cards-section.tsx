import { Tags } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { PRICED_METRICS } from "../../../../functions/domain/billing/rate-card.ts";
import type { RateCard } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { describeDay } from "../../billing/dates.ts";
import { useMayWriteCards, useRateCards } from "../../billing/use-billing.ts";
import { useCardActions } from "../../billing/use-card-actions.tsx";
import { CARD_STATES } from "../../billing/words.ts";
import { Badge } from "../../design/badge.tsx";
import { type DataColumn, DataTable } from "../../design/data-table.tsx";
import { EmptyState } from "../../design/page.tsx";
import { ScrollHint } from "../../design/scroll-hint.tsx";
import { Time } from "../../design/time.tsx";
import { formatAmount } from "../../money.ts";
import { workspacePath } from "../../paths.ts";
import { METRIC_WORDS } from "../../usage/words.ts";

/** The rate cards, the one that begins last first. */
export function RateCardsSection({
  cursor,
  onCursor,
}: {
  readonly cursor: string;
  readonly onCursor: (cursor: string) => void;
}): ReactNode {
  const { workspaceId } = useWorkspace();
  const mayWrite = useMayWriteCards();
  const actions = useCardActions({ hasLink: true });
  const { data, error, refetch, isPlaceholderData } = useRateCards(cursor);
  return (
    <section className="stack-tight" aria-label="Rate cards">
      <ScrollHint>
        <DataTable
          id="rate-cards"
          label="Rate cards by first day"
          columns={columnsOf(workspaceId)}
          rows={data?.items}
          rowId={({ effectiveFrom }) => effectiveFrom}
          rowName={({ effectiveFrom }) => describeDay(effectiveFrom)}
          error={error}
          onRetry={() => void refetch()}
          isStale={isPlaceholderData}
          actions={actions}
          isDimmed={({ state }) => state === "past"}
          toolbar={<h2>Rate cards</h2>}
          empty={
            <EmptyState icon={<Tags aria-hidden />} title="No rate card yet">
              <p className="muted">
                {mayWrite
                  ? "Write one: from its first day on, each month has a statement."
                  : "Administrators and owners who have access to all services write them. Until then nothing costs anything."}
              </p>
            </EmptyState>
          }
          pager={{
            isFirst: cursor === "",
            nextCursor: data?.nextCursor,
            onFirst: () => onCursor(""),
            onNext: onCursor,
          }}
        />
      </ScrollHint>
    </section>
  );
}

function columnsOf(workspaceId: string): readonly DataColumn<RateCard>[] {
  const amount = (currency: string, minorUnits: number | null) =>
    minorUnits === null ? <span className="muted">None</span> : formatAmount(currency, minorUnits);
  return [
    {
      id: "first",
      header: "First day",
      isRowHeader: true,
      cell: ({ effectiveFrom }) => (
        <Link href={workspacePath(workspaceId, `billing/rate-cards/${effectiveFrom}`)}>
          {describeDay(effectiveFrom)}
        </Link>
      ),
    },
    {
      id: "state",
      header: "State",
      cell: ({ state }) => <Badge tone={CARD_STATES[state].tone}>{CARD_STATES[state].label}</Badge>,
    },
    { id: "fee", header: "Monthly fee", cell: ({ currency, fee }) => amount(currency, fee) },
    { id: "prices", header: "Prices", wide: true, cell: describePriced },
    { id: "budget", header: "Budget", cell: ({ currency, budget }) => amount(currency, budget) },
    { id: "currency", header: "Currency", hiddenAtFirst: true, cell: ({ currency }) => currency },
    { id: "changed", header: "Last change", hiddenAtFirst: true, cell: ({ updatedAt }) => <Time at={updatedAt} /> },
  ];
}

/** "Loads, saves, 2 services". */
function describePriced({ rates, services, applications }: RateCard): ReactNode {
  const count = (things: object, one: string) => {
    const size = Object.keys(things).length;
    return size === 0 ? [] : [`${size} ${size === 1 ? one : `${one}s`}`];
  };
  const parts = [
    ...PRICED_METRICS.filter((metric) => rates[metric] !== undefined).map((metric) => METRIC_WORDS[metric].name),
    ...count(services, "service"),
    ...count(applications, "application"),
  ];
  return parts.length === 0 ? <span className="muted">All usage is free</span> : parts.join(", ");
}
