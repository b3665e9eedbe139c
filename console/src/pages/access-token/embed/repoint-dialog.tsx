import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { EmbedResource } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { ComboboxField } from "../../../design/combobox-field.tsx";
import { FormDialog } from "../../../design/dialog.tsx";
import { ErrorNotice, Notice, Skeleton } from "../../../design/page.tsx";
import { useNotifications } from "../../../design/toast.tsx";
import { STATUSES } from "../../../tokens/token-words.ts";
import { useRefreshTokens } from "../../../tokens/use-refresh-tokens.ts";

/** As many as are offered: the newest. */
const TOKENS_MAX = 100;

/** Lets an embed id stand for another public token. */
export function RepointDialog({
  embed,
  onClose,
}: {
  readonly embed: EmbedResource;
  readonly onClose: () => void;
}): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const { done, failed } = useNotifications();
  const refresh = useRefreshTokens();
  const [tokenId, setTokenId] = useState<string>();
  const [asked, setAsked] = useState(false);
  const tokens = useQuery({
    queryKey: [workspaceId, "tokens", "public-choices"],
    queryFn: async ({ signal }) => (await client.tokens.list({ kind: "public", limit: TOKENS_MAX }, { signal })).items,
  });
  const choices = tokens.data?.filter(({ id, status }) => id !== embed.tokenId && status !== "revoked");
  const chosen = choices?.find(({ id }) => id === tokenId);
  const change = useMutation({
    mutationFn: (to: string) => client.embeds.update(embed.id, { tokenId: to }),
    onSettled: () => refresh(),
  });
  // Its own change, since it comes after the dialog is gone.
  const { mutate: goBack } = useMutation({
    mutationFn: () => client.embeds.update(embed.id, { tokenId: embed.tokenId }),
    onSuccess: () => done(`${embed.label} stands for its former token again.`),
    onError: failed,
    onSettled: () => refresh(),
  });
  const submit = (): void => {
    setAsked(true);
    if (chosen === undefined) return;
    change.mutate(chosen.id, {
      onSuccess() {
        done(`${embed.label} stands for ${chosen.label} now.`, {
          undo: goBack,
        });
        onClose();
      },
    });
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Another token for ${embed.label}`}
      description="Pages that carry the embed id use the other token within 10 seconds, and what is kept near visitors within 60."
      submitLabel="Change the token"
      busy={change.isPending}
      onSubmit={submit}
    >
      {tokens.error === null ? undefined : <ErrorNotice error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {choices === undefined ? (
        tokens.error === null ? (
          <Skeleton lines={2} />
        ) : undefined
      ) : (
        <ComboboxField
          label="Public token"
          items={choices.map(({ id, label, masked, status }) => ({
            value: id,
            label,
            note: status === "active" ? masked : `${masked}, ${STATUSES[status].label.toLowerCase()}`,
          }))}
          value={tokenId}
          onChange={setTokenId}
          error={asked && chosen === undefined ? "Choose a token." : undefined}
          empty="No other public token is called that."
        />
      )}
      {chosen === undefined ? undefined : (
        <Notice tone={chosen.status === "active" ? "info" : "warning"}>
          <p className="wrap-anywhere">
            {chosen.status === "active" ? undefined : `It is ${chosen.status}: pages will be refused. `}
            Its domains count then: <span className="mono">{chosen.domains.join(", ")}</span>
          </p>
        </Notice>
      )}
      {change.error === null ? undefined : <ErrorNotice error={change.error} />}
    </FormDialog>
  );
}
