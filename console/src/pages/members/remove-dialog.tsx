import { type ReactNode, useState } from "react";
import { isLatchkeyError } from "../../../../sdk/src/index.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { Notice } from "../../design/page.tsx";
import {
  type ChangedSoFar,
  changeOwnedTokens,
  type OwnedToken,
  type OwnerReference,
  ownedTokensOf,
  type TokenPlan,
} from "./change-owned-tokens.ts";
import { OwnedTokens, RefusedTokens } from "./owned-tokens.tsx";
import { PeopleError } from "./people-error.tsx";

/**
 * Removes a member or service account. While they own tokens the API refuses: the dialog then lists the tokens, reassigns or revokes all of
 * them, and removes.
 */
export function RemoveDialog({
  owner,
  name,
  tokenCount,
  verb,
  children,
  renews,
  remove,
  onClose,
  onRemoved,
}: {
  readonly owner: OwnerReference;
  readonly name: string;
  readonly tokenCount: number;
  readonly verb: "Remove" | "Delete" | "Take back";
  /** What the removal means. */
  readonly children: ReactNode;
  readonly renews: readonly string[];
  readonly remove: () => Promise<void>;
  readonly onClose: () => void;
  readonly onRemoved?: () => void;
}): ReactNode {
  const { client } = useWorkspace();
  const [plan, setPlan] = useState<TokenPlan>();
  const [asked, setAsked] = useState(false);
  const [progress, setProgress] = useState<ChangedSoFar>();
  const [known, setKnown] = useState<readonly OwnedToken[]>();
  const removal = useChange(
    async () => {
      if (known !== undefined && plan !== undefined) {
        const { refused } = await changeOwnedTokens((body) => client.tokens.changeMany(body), owner, plan, setProgress);
        // The refusal of the removal would say the same in other words.
        if (refused.size > 0) return "left" as const;
      }
      await remove();
      return "removed" as const;
    },
    {
      renews: [...renews, "tokens"],
      done: (outcome) => (outcome === "removed" ? `${PAST[verb]} ${name}.` : `Some tokens of ${name} are left.`),
    },
  );
  const isIncomplete =
    known !== undefined && (plan === undefined || (plan.action === "reassign" && plan.accountName === ""));
  const submit = (): void => {
    setAsked(true);
    if (isIncomplete) return;
    setProgress(undefined);
    removal.mutate(undefined, {
      onSuccess(outcome) {
        if (outcome === "left") return;
        onClose();
        onRemoved?.();
      },
      onError(error) {
        if (!isLatchkeyError(error) || error.code !== "owner_has_tokens") return;
        setKnown(ownedTokensOf(error.errors));
        setAsked(false);
      },
    });
  };
  const isRefusedForTokens = isLatchkeyError(removal.error) && removal.error.code === "owner_has_tokens";
  return (
    <FormDialog
      open
      onClose={onClose}
      title={verb === "Take back" ? `Take back the invitation of ${name}?` : `${verb} ${name}?`}
      submitLabel={known === undefined ? verb : SUBMIT[plan?.action ?? "none"](verb)}
      submitLook="danger"
      busy={removal.isPending}
      onSubmit={submit}
    >
      {children}
      {known === undefined ? undefined : (
        <OwnedTokens
          owner={owner}
          tokens={known}
          tokenCount={Math.max(tokenCount, known.length)}
          plan={plan}
          onPlan={setPlan}
          error={asked && isIncomplete ? "Choose what becomes of the tokens." : undefined}
        />
      )}
      {progress === undefined ? undefined : (
        <div role="status">
          <Notice>
            <p>
              {progress.done} of {Math.max(tokenCount, progress.done)} tokens{" "}
              {plan?.action === "revoke" ? "revoked" : "reassigned"}.
            </p>
          </Notice>
        </div>
      )}
      {removal.isPending || progress === undefined ? undefined : <RefusedTokens refused={progress.refused} />}
      {isRefusedForTokens ? undefined : <PeopleError error={removal.error} />}
    </FormDialog>
  );
}

const PAST = { Remove: "Removed", Delete: "Deleted", "Take back": "Took back the invitation of" } as const;
const SUBMIT = {
  none: (verb: string) => `Change tokens and ${verb.toLowerCase()}`,
  revoke: (verb: string) => `Revoke tokens and ${verb.toLowerCase()}`,
  reassign: (verb: string) => `Reassign tokens and ${verb.toLowerCase()}`,
} as const;
