import { type ReactNode, useState } from "react";
import type { Configurator } from "../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../api/describe-error.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { TextField } from "../../design/field.tsx";
import { ErrorNotice } from "../../design/page.tsx";

export function RenameDialog({
  configurator: { id, name },
  open,
  onClose,
}: {
  readonly configurator: Pick<Configurator, "id" | "name">;
  readonly open: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { client } = useWorkspace();
  const [typed, setTyped] = useState<string>();
  const rename = useChange((next: string) => client.configurators.update(id, { name: next }), {
    renews: ["configurators"],
    done: (renamed) => `It is called ${renamed.name} now.`,
  });
  const close = (): void => {
    setTyped(undefined);
    rename.reset();
    onClose();
  };
  const text = typed ?? name;
  const mistake = fieldError(rename.error, "/name");
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={`Rename ${name}`}
      description="Shoppers never see this name; the product's own name is in the document."
      submitLabel="Rename"
      busy={rename.isPending}
      onSubmit={() => rename.mutate(text.trim(), { onSuccess: close })}
    >
      <TextField
        label="Name"
        value={text}
        maxLength={120}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={mistake}
      />
      {rename.error === null || mistake !== undefined ? undefined : <ErrorNotice error={rename.error} />}
    </FormDialog>
  );
}
