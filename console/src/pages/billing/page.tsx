import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useAddressState } from "../../api/use-address-state.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { useMayWriteCards, useStatements } from "../../billing/use-billing.ts";
import { LinkButton } from "../../design/button.tsx";
import { Page } from "../../design/page.tsx";
import { workspacePath } from "../../paths.ts";
import { isWithoutServices, NoServiceAccess } from "../services/no-service-access.tsx";
import { AlertsCard } from "./alerts-card.tsx";
import { RateCardsSection } from "./rate-cards-section.tsx";
import { RunningCard } from "./running-card.tsx";
import { StatementsSection } from "./statements-section.tsx";

const ADDRESS = { cards: "", statements: "" };

/** What use costs: the running month, the statements of all months, and the rate cards that they are made by. */
export default function BillingPage(): ReactNode {
  const { workspaceId } = useWorkspace();
  const mayWrite = useMayWriteCards();
  const [{ cards, statements }, setAddress] = useAddressState(ADDRESS);
  const newest = useStatements("");
  const [running] = newest.data?.items ?? [];
  return (
    <Page
      title="Billing"
      description="What the usage of this workspace costs by your rate cards. Nothing is invoiced and nothing is paid here."
      actions={
        mayWrite ? (
          <LinkButton look="primary" href={workspacePath(workspaceId, "billing/rate-cards/new")}>
            <Plus aria-hidden /> New rate card
          </LinkButton>
        ) : undefined
      }
    >
      {isWithoutServices(newest.error) ? (
        <NoServiceAccess />
      ) : (
        <>
          {running === undefined ? undefined : (
            <div className="columns">
              <RunningCard summary={running} />
              <AlertsCard statements={newest.data?.items ?? []} />
            </div>
          )}
          <StatementsSection cursor={statements} onCursor={(next) => setAddress({ statements: next })} />
          <RateCardsSection cursor={cards} onCursor={(next) => setAddress({ cards: next })} />
        </>
      )}
    </Page>
  );
}
