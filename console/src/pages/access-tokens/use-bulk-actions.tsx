import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Token } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { useConfirm } from "../../design/confirm.tsx";
import { lazyDialog } from "../../design/lazy-dialog.tsx";
import { useNotifications } from "../../design/toast.tsx";
import { offerActions } from "../../tokens/offer-actions.ts";
import { RevocationText } from "../../tokens/revocation-text.tsx";
import { useRefreshTokens } from "../../tokens/use-refresh-tokens.ts";
import { BULK_WORDS, type BulkAction, type BulkResult, describeTokens, readResults } from "./bulk-outcome.ts";

const BulkOutcomeDialog = lazyDialog(async () => (await import("./bulk-outcome-dialog.tsx")).BulkOutcomeDialog);
const ReassignDialog = lazyDialog(async () => (await import("../../tokens/reassign-dialog.tsx")).ReassignDialog);

interface Job {
  readonly action: BulkAction;
  readonly tokens: readonly Token[];
  readonly accountName?: string;
}

interface Outcome extends Job {
  readonly results: readonly BulkResult[];
}

export interface BulkActions {
  /** The actions that some of the tokens allow, for whoever is signed in. */
  readonly offered: readonly BulkAction[];
  readonly start: (action: BulkAction) => void;
  readonly isBusy: boolean;
  readonly dialogs: ReactNode;
}

const ACTIONS: readonly BulkAction[] = ["disable", "enable", "reassign", "revoke"];

/** One action on all selected tokens: each is done or refused by itself, and what was refused is told by name. */
export function useBulkActions(tokens: readonly Token[], onDone: () => void): BulkActions {
  const { client, identity } = useWorkspace();
  const confirm = useConfirm();
  const { done, failed } = useNotifications();
  const refresh = useRefreshTokens();
  const [reassigning, setReassigning] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const offered = ACTIONS.filter((action) =>
    tokens.some((token) => offerActions(token, identity).some((offer) => offer.id === action && !offer.disabledReason)),
  );
  const change = useMutation({
    mutationFn: async (job: Job) => {
      const { action, accountName } = job;
      const answer = await client.tokens.changeMany({
        action,
        tokenIds: job.tokens.map(({ id }) => id),
        ...(accountName !== undefined && { newOwner: { type: "service_account", id: accountName } }),
      });
      return { ...job, results: readResults(answer, job.tokens) };
    },
    onSuccess(result) {
      setReassigning(false);
      onDone();
      const isAllDone = result.results.every(({ status }) => status === "done");
      if (!isAllDone) setOutcome(result);
      else done(`${BULK_WORDS[result.action].done} ${describeTokens(result.tokens.length)}.`, undoOf(result));
    },
    onSettled: () => refresh(),
  });
  const send = (job: Job): void => change.mutate(job, job.action === "reassign" ? {} : { onError: failed });
  const undoOf = ({ action, tokens: changed }: Outcome): { readonly undo?: () => void } =>
    action === "disable" && identity.operations.includes("enableToken")
      ? { undo: () => send({ action: "enable", tokens: changed.filter(({ status }) => status !== "disabled") }) }
      : {};
  const start = async (action: BulkAction): Promise<void> => {
    if (action === "reassign") {
      change.reset();
      setReassigning(true);
      return;
    }
    if (action === "revoke") {
      const isSure = await confirm({
        title: `Revoke ${describeTokens(tokens.length)}?`,
        body: <RevocationText kinds={tokens.map(({ kind }) => kind)} />,
        confirmLabel: "Revoke",
        danger: true,
        ...(tokens.length > 1 && { typed: "revoke" }),
      });
      if (!isSure) return;
    }
    send({ action, tokens });
  };
  return {
    offered,
    start: (action) => void start(action),
    isBusy: change.isPending,
    dialogs: (
      <>
        {reassigning ? (
          <ReassignDialog
            title={`Reassign ${describeTokens(tokens.length)}`}
            busy={change.isPending}
            error={change.error}
            onSubmit={(accountName) => send({ action: "reassign", tokens, accountName })}
            onClose={() => setReassigning(false)}
          />
        ) : undefined}
        {outcome === undefined ? undefined : (
          <BulkOutcomeDialog
            action={outcome.action}
            results={outcome.results}
            busy={change.isPending}
            onRetry={(tokenIds) => {
              setOutcome(undefined);
              send({ ...outcome, tokens: outcome.tokens.filter(({ id }) => tokenIds.includes(id)) });
            }}
            onClose={() => setOutcome(undefined)}
          />
        )}
      </>
    ),
  };
}
