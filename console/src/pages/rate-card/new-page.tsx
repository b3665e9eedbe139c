import type { ReactNode } from "react";
import { Link } from "wouter";
import { useAddressState } from "../../api/use-address-state.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { describeDay } from "../../billing/dates.ts";
import { useMayWriteCards, useNewestCards, useRateCard } from "../../billing/use-billing.ts";
import { ErrorNotice, Notice, Page, Skeleton } from "../../design/page.tsx";
import { workspacePath } from "../../paths.ts";
import { CardEditor } from "./card-editor.tsx";
import { emptyCard, formOf } from "./card-form.ts";
import { cardBefore, proposeFirstDay } from "./first-day.ts";

/** First day of the card whose prices are copied, or `NONE`. Empty: the card that would hold otherwise. */
const ADDRESS = { from: "" };
const NONE = "none";
/** Of a workspace without any card. */
const CURRENCY = "EUR";

/** A rate card that does not exist yet. Saved as it opens, it changes no price. */
export default function NewRateCardPage(): ReactNode {
  const { workspaceId } = useWorkspace();
  const mayWrite = useMayWriteCards();
  const [{ from }] = useAddressState(ADDRESS);
  const cards = useNewestCards(mayWrite);
  const named = useRateCard(mayWrite && from !== "" && from !== NONE ? from : undefined);
  const known = cards.data ?? [];
  const first = proposeFirstDay(known, new Date());
  const copied = from === "" ? cardBefore(known, first) : named.data;
  const isReady = cards.data !== undefined && (copied !== undefined || from === "" || from === NONE);
  const failed = [cards, named].find(({ error }) => error !== null);
  return (
    <Page
      title="New rate card"
      description={
        <span className="row">
          <Link href={workspacePath(workspaceId, "billing")}>Billing</Link>
          {copied === undefined ? undefined : (
            <>
              <span>With the prices of {describeDay(copied.effectiveFrom)} to begin with</span>
              <Link href={workspacePath(workspaceId, `billing/rate-cards/new?from=${NONE}`)}>Begin without prices</Link>
            </>
          )}
        </span>
      }
    >
      {!mayWrite ? (
        <Notice tone="warning">
          <p>Rate cards are written by administrators and owners who have access to all services.</p>
        </Notice>
      ) : failed !== undefined ? (
        <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
      ) : isReady ? (
        <CardEditor
          key={from}
          start={
            copied === undefined
              ? emptyCard(first, known[0]?.currency ?? CURRENCY)
              : { ...formOf(copied), effectiveFrom: first }
          }
          card={undefined}
        />
      ) : (
        <Skeleton lines={14} />
      )}
    </Page>
  );
}
