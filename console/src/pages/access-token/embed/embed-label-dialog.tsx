import { type ReactNode, useState } from "react";
import type { EmbedResource } from "../../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../../api/describe-error.ts";
import { useChange } from "../../../api/use-change.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { FormDialog } from "../../../design/dialog.tsx";
import { TextField } from "../../../design/field.tsx";
import { ErrorNotice } from "../../../design/page.tsx";
import { useOnceKey } from "../../../tokens/use-once-key.ts";

/** Makes an embed id, or renames one. */
export function EmbedLabelDialog({
  tokenId,
  embed,
  onClose,
}: {
  readonly tokenId: string;
  /** Absent: a new one. */
  readonly embed?: EmbedResource;
  readonly onClose: () => void;
}): ReactNode {
  const { client } = useWorkspace();
  const [label, setLabel] = useState(embed?.label ?? "");
  const [asked, setAsked] = useState(false);
  const onceKey = useOnceKey();
  const save = useChange(
    async (body: { readonly label: string }) =>
      embed === undefined
        ? await client.embeds.create({ ...body, tokenId }, { idempotencyKey: onceKey(body) })
        : await client.embeds.update(embed.id, body),
    {
      renews: ["embeds", "audit-events"],
      done: (saved) => (embed === undefined ? `Created the embed id ${saved.id}.` : `It is called ${saved.label} now.`),
    },
  );
  const isMissing = label.trim() === "";
  const submit = (): void => {
    setAsked(true);
    if (!isMissing) save.mutate({ label: label.trim() }, { onSuccess: onClose });
  };
  const error = asked && isMissing ? "Give it a name by which you will know it." : fieldError(save.error, "/label");
  return (
    <FormDialog
      open
      onClose={onClose}
      title={embed === undefined ? "Create an embed id" : `Rename ${embed.label}`}
      {...(embed === undefined && {
        description: "Pages carry it in the place of the token. It is as public as the token.",
      })}
      submitLabel={embed === undefined ? "Create" : "Save"}
      busy={save.isPending}
      onSubmit={submit}
    >
      <TextField
        label="Label"
        hint="Such as the website that will carry it."
        maxLength={120}
        value={label}
        error={error}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      {save.error === null || error !== undefined ? undefined : <ErrorNotice error={save.error} />}
    </FormDialog>
  );
}
