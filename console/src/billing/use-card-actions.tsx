import { Copy, ExternalLink, History, Pencil, Trash2 } from "lucide-react";
import { useLocation } from "wouter";
import type { RateCard } from "../../../sdk/src/generated/types.ts";
import { useChange } from "../api/use-change.ts";
import { useWorkspace } from "../api/workspace.tsx";
import { useConfirm } from "../design/confirm.tsx";
import type { Action } from "../design/menu.tsx";
import { useNotifications } from "../design/toast.tsx";
import { workspacePath } from "../paths.ts";
import { describeDay } from "./dates.ts";
import { BILLING, useMayWriteCards } from "./use-billing.ts";

/** What the person may do with a rate card: the row's menu, its context menu, and the menu of its page. */
export function useCardActions({
  hasLink,
  onDeleted,
}: {
  readonly hasLink: boolean;
  readonly onDeleted?: () => void;
}): (card: RateCard) => readonly Action[] {
  const { workspaceId, client, can } = useWorkspace();
  const [, navigate] = useLocation();
  const confirm = useConfirm();
  const { failed } = useNotifications();
  const mayWrite = useMayWriteCards();
  const remove = useChange(({ effectiveFrom }: RateCard) => client.billing.rateCards.delete(effectiveFrom), {
    renews: [BILLING],
    done: (_, { effectiveFrom }) => `Deleted the rate card of ${describeDay(effectiveFrom)}.`,
  });
  const ask = async (card: RateCard): Promise<void> => {
    const isConfirmed = await confirm({
      title: `Delete the rate card of ${describeDay(card.effectiveFrom)}?`,
      body: <p>{CONSEQUENCE}</p>,
      confirmLabel: "Delete",
      danger: true,
    });
    if (isConfirmed) remove.mutate(card, { onError: failed, ...(onDeleted !== undefined && { onSuccess: onDeleted }) });
  };
  return (card) => {
    const { effectiveFrom, changeable } = card;
    const path = `billing/rate-cards/${effectiveFrom}`;
    const offered: (Action & { readonly isOffered: boolean })[] = [
      {
        id: "open",
        label: changeable && mayWrite ? "Edit" : "Open",
        icon: changeable && mayWrite ? <Pencil aria-hidden /> : <ExternalLink aria-hidden />,
        isOffered: hasLink,
        onSelect: () => navigate(workspacePath(workspaceId, path)),
      },
      {
        id: "copy",
        label: "New card with these prices",
        icon: <Copy aria-hidden />,
        isOffered: mayWrite,
        onSelect: () => navigate(workspacePath(workspaceId, `billing/rate-cards/new?from=${effectiveFrom}`)),
      },
      {
        id: "history",
        label: "Changes to it",
        icon: <History aria-hidden />,
        isOffered: can("listAuditEvents"),
        onSelect: () => navigate(workspacePath(workspaceId, `audit?targetType=rate_card&targetId=${effectiveFrom}`)),
      },
      {
        id: "delete",
        label: "Delete",
        icon: <Trash2 aria-hidden />,
        danger: true,
        isOffered: mayWrite && can("deleteRateCard"),
        disabledReason: changeable ? undefined : "Statements are made by it.",
        onSelect: () => void ask(card),
      },
    ];
    return offered.filter(({ isOffered }) => isOffered);
  };
}

const CONSEQUENCE =
  "The card before it then holds on; without one, nothing costs anything. The statement of the running month is made anew at once.";
