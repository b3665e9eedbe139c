import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { RateCard } from "../../../../sdk/src/generated/types.ts";
import { isLatchkeyError } from "../../../../sdk/src/index.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { describeDay } from "../../billing/dates.ts";
import { useMayWriteCards, useRateCard } from "../../billing/use-billing.ts";
import { useCardActions } from "../../billing/use-card-actions.tsx";
import { CARD_STATES } from "../../billing/words.ts";
import { Badge } from "../../design/badge.tsx";
import { ActionMenu } from "../../design/menu.tsx";
import { ErrorNotice, Notice, Page, Skeleton } from "../../design/page.tsx";
import { workspacePath } from "../../paths.ts";
import { NotFound } from "../../shell/not-found.tsx";
import type { PageParameters } from "../pages.ts";
import { CardEditor } from "./card-editor.tsx";
import { formOf } from "./card-form.ts";
import { CardView } from "./card-view.tsx";

/** One rate card: a form as long as it can be changed, and what it says from then on. */
export default function RateCardPage({ parameters: { effectiveFrom = "" } }: PageParameters): ReactNode {
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const list = workspacePath(workspaceId, "billing");
  const actionsOf = useCardActions({ hasLink: false, onDeleted: () => navigate(list) });
  const { data, error, refetch } = useRateCard(effectiveFrom);
  if (isLatchkeyError(error) && (error.code === "not_found" || error.code === "invalid_request")) return <NotFound />;
  const title = data === undefined ? "Rate card" : `Rate card of ${describeDay(data.effectiveFrom)}`;
  return (
    <Page
      title={title}
      description={
        <span className="row">
          <Link href={list}>Billing</Link>
          {data === undefined ? undefined : (
            <Badge tone={CARD_STATES[data.state].tone}>{CARD_STATES[data.state].label}</Badge>
          )}
        </span>
      }
      actions={data === undefined ? undefined : <ActionMenu label={`Actions for ${title}`} actions={actionsOf(data)} />}
    >
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null ? <Skeleton lines={14} /> : undefined : <Content card={data} />}
    </Page>
  );
}

function Content({ card }: { readonly card: RateCard }): ReactNode {
  const mayWrite = useMayWriteCards();
  if (card.changeable && mayWrite) return <CardEditor key={card.updatedAt} start={formOf(card)} card={card} />;
  return (
    <>
      {mayWrite ? (
        <Notice>
          <p>It has begun, and statements are made by it: it stays as it is. Other prices need another card.</p>
        </Notice>
      ) : undefined}
      <CardView card={card} />
    </>
  );
}
