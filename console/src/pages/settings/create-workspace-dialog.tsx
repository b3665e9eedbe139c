import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { fieldError } from "../../api/describe-error.ts";
import { useChange } from "../../api/use-change.ts";
import { SIGN_IN_KEY } from "../../api/use-sign-in.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { TextField } from "../../design/field.tsx";
import { ErrorNotice } from "../../design/page.tsx";
import { workspacePath } from "../../paths.ts";

/** Makes a workspace whose first owner is whoever is signed in, and goes there. */
export function CreateWorkspaceDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { client } = useWorkspace();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [name, setName] = useState("");
  const [asked, setAsked] = useState(false);
  const create = useChange((wanted: string) => client.workspace.create({ name: wanted }), {
    renews: [],
    done: (created) => `Created ${created.name}. You are its owner.`,
  });
  const submit = (): void => {
    setAsked(true);
    const wanted = name.trim();
    if (wanted === "") return;
    create.mutate(wanted, {
      async onSuccess({ id }) {
        // Without its name the switcher would show an id for a moment.
        await queries.invalidateQueries({ queryKey: SIGN_IN_KEY });
        navigate(workspacePath(id, "access-tokens"));
      },
    });
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Create another workspace"
      description="It shares nothing with this one: its own tokens, members and policies. You become its first owner."
      submitLabel="Create"
      busy={create.isPending}
      onSubmit={submit}
    >
      <TextField
        label="Name"
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={asked && name.trim() === "" ? "Give it a name." : fieldError(create.error, "/name")}
      />
      {create.error === null ? undefined : <ErrorNotice error={create.error} fields={["/name"]} />}
    </FormDialog>
  );
}
