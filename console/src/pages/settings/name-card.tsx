import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Workspace } from "../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../api/describe-error.ts";
import { useChange } from "../../api/use-change.ts";
import { SIGN_IN_KEY } from "../../api/use-sign-in.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button, CopyButton } from "../../design/button.tsx";
import { TextField } from "../../design/field.tsx";
import { Card, ErrorNotice } from "../../design/page.tsx";
import { Time } from "../../design/time.tsx";

export function NameCard({ workspace }: { readonly workspace: Workspace }): ReactNode {
  const { can } = useWorkspace();
  return (
    <Card title="Name and id">
      {can("updateWorkspace") ? <NameForm workspace={workspace} /> : undefined}
      <dl className="details">
        {can("updateWorkspace") ? undefined : (
          <>
            <dt>Name</dt>
            <dd>{workspace.name}</dd>
          </>
        )}
        <dt>Workspace id</dt>
        <dd className="row">
          <span className="mono">{workspace.id}</span>{" "}
          <CopyButton small iconOnly value={workspace.id} what="workspace id" />
        </dd>
        <dt>Created</dt>
        <dd>
          <Time at={workspace.createdAt} />
        </dd>
      </dl>
    </Card>
  );
}

function NameForm({ workspace }: { readonly workspace: Workspace }): ReactNode {
  const { client } = useWorkspace();
  const queries = useQueryClient();
  const [name, setName] = useState(workspace.name);
  const rename = useChange((wanted: string) => client.workspace.update({ name: wanted }), {
    renews: ["workspace"],
    done: (renamed) => `The workspace is called ${renamed.name} now.`,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (rename.isPending || name.trim() === workspace.name) return;
    // The switcher has its names from the sign-in.
    rename.mutate(name.trim(), { onSuccess: () => void queries.invalidateQueries({ queryKey: SIGN_IN_KEY }) });
  };
  return (
    <form className="stack form-narrow" onSubmit={submit} noValidate>
      <TextField
        label="Name"
        maxLength={120}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fieldError(rename.error, "/name")}
      />
      {rename.error === null ? undefined : <ErrorNotice error={rename.error} fields={["/name"]} />}
      <div>
        <Button type="submit" look="primary" busy={rename.isPending} disabled={name.trim() === workspace.name}>
          Rename
        </Button>
      </div>
    </form>
  );
}
