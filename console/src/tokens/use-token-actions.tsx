import { useMutation } from "@tanstack/react-query";
import { Ban, Copy, Hash, KeyRound, Pencil, Play, RotateCw, Trash2, UserRoundCog } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Token } from "../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../api/workspace.tsx";
import { useConfirm } from "../design/confirm.tsx";
import { lazyDialog } from "../design/lazy-dialog.tsx";
import type { Action } from "../design/menu.tsx";
import { useNotifications } from "../design/toast.tsx";
import { describeRevoked } from "./describe-revoked.ts";
import { offerActions, type TokenAction } from "./offer-actions.ts";
import { RevocationText } from "./revocation-text.tsx";
import { useRefreshTokens } from "./use-refresh-tokens.ts";

export interface TokenActions {
  /** For a row's menu, its context menu, or the buttons of the token's own page. */
  readonly actionsOf: (token: Token) => readonly Action[];
  /** Must be rendered once, somewhere below the page. */
  readonly dialogs: ReactNode;
}

export interface TokenActionsOptions {
  /** After its record is gone: a page of this one token has nothing left to show. */
  readonly onPurged?: (token: Token) => void;
}

const EditTokenDialog = lazyDialog(async () => (await import("./edit-token-dialog.tsx")).EditTokenDialog);
const ReassignTokenDialog = lazyDialog(async () => (await import("./reassign-token-dialog.tsx")).ReassignTokenDialog);
const RotateTokenDialog = lazyDialog(async () => (await import("./rotate-token-dialog.tsx")).RotateTokenDialog);

type OpenDialog = { readonly type: "edit" | "rotate" | "reassign"; readonly token: Token };

/** What can be done with a token, for the list and for the token's own page. */
export function useTokenActions({ onPurged }: TokenActionsOptions = {}): TokenActions {
  const { client, identity } = useWorkspace();
  const [dialog, setDialog] = useState<OpenDialog>();
  const confirm = useConfirm();
  const { done, failed } = useNotifications();
  const refresh = useRefreshTokens();
  const change = useMutation({
    mutationFn: ({ work }: { readonly work: () => Promise<void>; readonly gone?: Token }) => work(),
    onError: failed,
    onSettled: (_, error, { gone }) => refresh(error === null ? gone?.id : undefined),
  });
  const run = (work: () => Promise<void>, gone?: Token): void => change.mutate({ work, ...(gone && { gone }) });

  const enable = (token: Token): void =>
    run(async () => {
      await client.tokens.enable(token.id);
      done(`Enabled ${token.label}.`);
    });
  const disable = (token: Token): void =>
    run(async () => {
      const disabled = await client.tokens.disable(token.id);
      const mayEnable = offerActions(disabled, identity).some(
        (offer) => offer.id === "enable" && !offer.disabledReason,
      );
      done(`Disabled ${token.label}.`, mayEnable ? { undo: () => enable(disabled) } : {});
    });
  const revoke = async (token: Token): Promise<void> => {
    const isSure = await confirm({
      title: `Revoke ${token.label}?`,
      body: <RevocationText kinds={[token.kind]} />,
      confirmLabel: "Revoke",
      danger: true,
    });
    if (isSure) run(async () => done(describeRevoked(await client.tokens.revoke(token.id))));
  };
  const purge = async (token: Token): Promise<void> => {
    const isSure = await confirm({
      title: `Remove ${token.label}?`,
      body: <p>The record of this revoked token is removed and cannot be brought back. Its audit events stay.</p>,
      confirmLabel: "Remove",
      danger: true,
      typed: token.label,
    });
    if (!isSure) return;
    run(async () => {
      await client.tokens.purge(token.id);
      done(`Removed ${token.label}.`);
      onPurged?.(token);
    }, token);
  };
  const copy = (text: string, what: string): void => {
    navigator.clipboard.writeText(text).then(() => done(`Copied the ${what}.`), failed);
  };

  const select: Readonly<Record<TokenAction, (token: Token) => void>> = {
    copy: ({ token }) => token !== null && copy(token, "token"),
    "copy-id": ({ id }) => copy(id, "token id"),
    edit: (token) => setDialog({ type: "edit", token }),
    rotate: (token) => setDialog({ type: "rotate", token }),
    reassign: (token) => setDialog({ type: "reassign", token }),
    disable,
    enable,
    revoke: (token) => void revoke(token),
    purge: (token) => void purge(token),
  };
  return {
    actionsOf: (token) =>
      offerActions(token, identity).map(({ id, disabledReason }) => ({
        id,
        ...LOOKS[id],
        disabledReason,
        onSelect: () => select[id](token),
      })),
    dialogs: dialog === undefined ? undefined : <OpenTokenDialog {...dialog} onClose={() => setDialog(undefined)} />,
  };
}

function OpenTokenDialog({ type, ...props }: OpenDialog & { readonly onClose: () => void }): ReactNode {
  switch (type) {
    case "edit":
      return <EditTokenDialog {...props} />;
    case "rotate":
      return <RotateTokenDialog {...props} />;
    case "reassign":
      return <ReassignTokenDialog {...props} />;
  }
}

const LOOKS: Readonly<Record<TokenAction, Pick<Action, "label" | "icon" | "danger">>> = {
  copy: { label: "Copy token", icon: <Copy aria-hidden /> },
  "copy-id": { label: "Copy token id", icon: <Hash aria-hidden /> },
  edit: { label: "Edit", icon: <Pencil aria-hidden /> },
  rotate: { label: "Rotate", icon: <RotateCw aria-hidden /> },
  disable: { label: "Disable", icon: <Ban aria-hidden /> },
  enable: { label: "Enable", icon: <Play aria-hidden /> },
  reassign: { label: "Reassign", icon: <UserRoundCog aria-hidden /> },
  revoke: { label: "Revoke", icon: <KeyRound aria-hidden />, danger: true },
  purge: { label: "Remove", icon: <Trash2 aria-hidden />, danger: true },
};
