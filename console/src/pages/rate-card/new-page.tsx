import type { ReactNode } from "react";
import { Link } from "wouter";
import { useAddressState } from "../../api/use-address-state.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { describeDay } from "../../billing/dates.ts";
import { useMayWriteCards, useRateCard } from "../../billing/use-billing.ts";
import { ErrorNotice, Notice, Page, Skeleton } from "../../design/page.tsx";
import { workspacePath } from "../../paths.ts";
import { CardEditor } from "./card-editor.tsx";
import { emptyCard, formOf } from "./card-form.ts";

const ADDRESS = { from: "" };
const CURRENCY = "EUR";

/** A rate card that does not exist yet: empty, or as another one says. */
export default function NewRateCardPage(): ReactNode {
  const { workspaceId } = useWorkspace();
  const [{ from }] = useAddressState(ADDRESS);
  const { data, error, refetch } = useRateCard(from === "" ? undefined : from);
  const first = firstOfNextMonth(new Date());
  return (
    <Page
      title="New rate card"
      description={
        <span className="row">
          <Link href={workspacePath(workspaceId, "billing")}>Billing</Link>
          {from === "" || data === undefined ? undefined : (
            <span>With the prices of {describeDay(data.effectiveFrom)} to begin with</span>
          )}
        </span>
      }
    >
      {!useMayWriteCards() ? (
        <Notice tone="warning">
          <p>Rate cards are written by administrators and owners who have access to all services.</p>
        </Notice>
      ) : error !== null ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : from === "" ? (
        <CardEditor start={emptyCard(first, CURRENCY)} card={undefined} />
      ) : data === undefined ? (
        <Skeleton lines={14} />
      ) : (
        <CardEditor start={{ ...formOf(data), effectiveFrom: first }} card={undefined} />
      )}
    </Page>
  );
}

/** The day that most cards begin on. What day it is in the workspace, the API knows. */
function firstOfNextMonth(now: Date): string {
  const first = new Date(Date.UTC(now.getFullYear(), now.getMonth() + 1, 1));
  return first.toISOString().slice(0, 10);
}
