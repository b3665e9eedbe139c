import { ArrowRightLeft, Code, Copy, Pencil, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { EmbedResource, Token } from "../../../../../sdk/src/generated/types.ts";
import { useChange } from "../../../api/use-change.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button, CopyButton } from "../../../design/button.tsx";
import { useConfirm } from "../../../design/confirm.tsx";
import { type DataColumn, DataTable } from "../../../design/data-table.tsx";
import type { Action } from "../../../design/menu.tsx";
import { Card, EmptyState } from "../../../design/page.tsx";
import { Time } from "../../../design/time.tsx";
import { useNotifications } from "../../../design/toast.tsx";
import { EmbedLabelDialog } from "./embed-label-dialog.tsx";
import { RepointDialog } from "./repoint-dialog.tsx";

type OpenDialog = { readonly type: "label" | "repoint"; readonly embed: EmbedResource } | { readonly type: "create" };

/** The stable names that stand for a token on pages. */
export function EmbedIds({
  token,
  embeds,
  isCut,
  error,
  onRetry,
}: {
  readonly token: Token;
  readonly embeds: readonly EmbedResource[] | undefined;
  /** There may be more than are listed. */
  readonly isCut: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
}): ReactNode {
  const { can } = useWorkspace();
  const [dialog, setDialog] = useState<OpenDialog>();
  const close = (): void => setDialog(undefined);
  const remove = useRemoveEmbed();
  const { done, failed } = useNotifications();
  const actions = (embed: EmbedResource): readonly Action[] => [
    {
      id: "copy",
      label: "Copy embed id",
      icon: <Copy aria-hidden />,
      onSelect: () => void navigator.clipboard.writeText(embed.id).then(() => done("Copied the embed id."), failed),
    },
    ...(can("updateEmbed")
      ? [
          {
            id: "repoint",
            label: "Let it stand for another token",
            icon: <ArrowRightLeft aria-hidden />,
            onSelect: () => setDialog({ type: "repoint", embed }),
          },
          {
            id: "label",
            label: "Rename",
            icon: <Pencil aria-hidden />,
            onSelect: () => setDialog({ type: "label", embed }),
          },
        ]
      : []),
    ...(can("deleteEmbed")
      ? [
          {
            id: "delete",
            label: "Delete",
            icon: <Trash2 aria-hidden />,
            danger: true,
            onSelect: () => void remove(embed),
          },
        ]
      : []),
  ];
  return (
    <Card
      title="Embed ids of this token"
      actions={
        can("createEmbed") ? (
          <Button small onClick={() => setDialog({ type: "create" })}>
            <Plus aria-hidden /> Create an embed id
          </Button>
        ) : undefined
      }
    >
      <p className="small muted">
        A page with an embed id is judged exactly as if it carried the token. Rotate the token, or let the embed id
        stand for another one, and pages follow by themselves.
      </p>
      <DataTable
        id="token-embeds"
        label="Embed ids"
        columns={COLUMNS}
        rows={embeds}
        rowId={({ id }) => id}
        rowName={({ label }) => label}
        error={error}
        onRetry={onRetry}
        actions={actions}
        rowButtons={({ id, label }) => <CopyButton small iconOnly value={id} what={`embed id ${label}`} />}
        empty={<EmptyState icon={<Code aria-hidden />} title="No embed id stands for this token" />}
      />
      {isCut ? <p className="small muted">Only the newest are listed.</p> : undefined}
      {dialog?.type === "create" ? <EmbedLabelDialog tokenId={token.id} onClose={close} /> : undefined}
      {dialog?.type === "label" ? (
        <EmbedLabelDialog tokenId={token.id} embed={dialog.embed} onClose={close} />
      ) : undefined}
      {dialog?.type === "repoint" ? <RepointDialog embed={dialog.embed} onClose={close} /> : undefined}
    </Card>
  );
}

const COLUMNS: readonly DataColumn<EmbedResource>[] = [
  { id: "label", header: "Label", isRowHeader: true, wide: true, cell: ({ label }) => label },
  { id: "id", header: "Embed id", cell: ({ id }) => <span className="mono">{id}</span> },
  { id: "created", header: "Created", cell: ({ createdAt }) => <Time at={createdAt} /> },
];

function useRemoveEmbed(): (embed: EmbedResource) => Promise<void> {
  const { client } = useWorkspace();
  const confirm = useConfirm();
  const { failed } = useNotifications();
  const { mutate } = useChange(({ id }: EmbedResource) => client.embeds.delete(id), {
    renews: ["embeds", "audit-events"],
    done: (_, { label }) => `Deleted ${label}.`,
  });
  return async (embed) => {
    const isSure = await confirm({
      title: `Delete ${embed.label}?`,
      body: (
        <p>
          Pages that carry <span className="mono">{embed.id}</span> stop working. The id cannot be had again. The token
          stays as it is.
        </p>
      ),
      confirmLabel: "Delete",
      danger: true,
      typed: embed.label,
    });
    if (isSure) mutate(embed, { onError: failed });
  };
}
