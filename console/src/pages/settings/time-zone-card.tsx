import { type FormEvent, type ReactNode, useMemo, useState } from "react";
import type { Workspace } from "../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../api/describe-error.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { SelectField } from "../../design/field.tsx";
import { Card, ErrorNotice } from "../../design/page.tsx";

/** Not every browser lists UTC, nor what the workspace has. */
function zonesWith(present: string): readonly { readonly value: string; readonly label: string }[] {
  const zones = new Set(["UTC", present, ...Intl.supportedValuesOf("timeZone")]);
  return [...zones].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}

/** Whose days and months analytics and statements have. */
export function TimeZoneCard({ workspace }: { readonly workspace: Workspace }): ReactNode {
  const { can } = useWorkspace();
  return (
    <Card title="Time zone">
      {can("updateWorkspace") ? (
        <TimeZoneForm workspace={workspace} />
      ) : (
        <p>Days and months of analytics and statements are those of {workspace.timeZone.replaceAll("_", " ")}.</p>
      )}
    </Card>
  );
}

function TimeZoneForm({ workspace }: { readonly workspace: Workspace }): ReactNode {
  const { client } = useWorkspace();
  const [zone, setZone] = useState(workspace.timeZone);
  const zones = useMemo(() => zonesWith(workspace.timeZone), [workspace.timeZone]);
  const change = useChange((timeZone: string) => client.workspace.update({ timeZone }), {
    renews: ["workspace", "analytics", "usage", "billing"],
    done: ({ timeZone }) => `Days and months are those of ${timeZone.replaceAll("_", " ")} from now on.`,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (zone !== workspace.timeZone && !change.isPending) change.mutate(zone);
  };
  return (
    <form className="stack form-narrow" onSubmit={submit} noValidate>
      <SelectField
        label="Days and months of analytics and statements"
        hint="What was counted before a change keeps its days."
        options={zones}
        value={zone}
        onChange={(event) => setZone(event.currentTarget.value)}
        error={fieldError(change.error, "/timeZone")}
      />
      {change.error === null ? undefined : <ErrorNotice error={change.error} fields={["/timeZone"]} />}
      <div>
        <Button type="submit" look="primary" busy={change.isPending} disabled={zone === workspace.timeZone}>
          Change the time zone
        </Button>
      </div>
    </form>
  );
}
