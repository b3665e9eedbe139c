import { type ReactNode, useState } from "react";
import type { Token } from "../../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../../api/describe-error.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { FormDialog } from "../../../design/dialog.tsx";
import { SelectField } from "../../../design/field.tsx";
import { ErrorNotice } from "../../../design/page.tsx";
import { formatInstant } from "../../../design/time.tsx";
import { useNotifications } from "../../../design/toast.tsx";
import { DomainsField } from "../../../tokens/domains-field.tsx";
import { readLines } from "../../../tokens/token-form.ts";
import { useWorkspaceRecord } from "../../../tokens/use-choices.ts";
import { useGuardedClose } from "../../../tokens/use-guarded-close.tsx";
import { useTokenChange } from "../../../tokens/use-token-change.ts";
import { trialStateOf } from "./summarize-trial.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = [7, 14, 30, 90] as const;

/** Starts a trial, or changes the list or the end of one. */
export function TrialDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }): ReactNode {
  const { client } = useWorkspace();
  const { done } = useNotifications();
  const { data: workspace } = useWorkspaceRecord();
  const isRunning = trialStateOf(token.trial, Date.now()) === "running";
  const [start] = useState(() => ({
    domains: (token.trial?.domains ?? token.domains).join("\n"),
    length: isRunning ? "keep" : "14",
  }));
  const [form, setForm] = useState(start);
  const [asked, setAsked] = useState(false);
  const close = useGuardedClose(form !== start, onClose);
  const save = useTokenChange(async (trial: NonNullable<Token["trial"]>) => {
    await client.tokens.update(token.id, { trial });
    done(isRunning ? "Changed the trial." : `The list is on trial until ${formatInstant(trial.endsAt)}.`);
    onClose();
  });
  const domains = readLines(form.domains);
  const submit = (): void => {
    setAsked(true);
    if (domains.length === 0) return;
    const kept = form.length === "keep" ? token.trial?.endsAt : undefined;
    save.mutate({ domains, endsAt: kept ?? new Date(Date.now() + Number(form.length) * DAY_MS).toISOString() });
  };
  return (
    <FormDialog
      open
      onClose={close}
      title={isRunning ? "Change the trial" : "Start a trial"}
      description="Write the list as you would like it to be. It is only watched: nothing is refused because of it."
      submitLabel={isRunning ? "Save" : "Start the trial"}
      busy={save.isPending}
      onSubmit={submit}
    >
      <DomainsField
        domains={form.domains}
        onChange={(text) => setForm((former) => ({ ...former, domains: text }))}
        explicitOnly={workspace?.policies.explicitDomainsOnly ?? false}
        error={asked && domains.length === 0 ? "Name at least one website." : fieldError(save.error, "/trial/domains")}
      />
      <SelectField
        label="Ends"
        value={form.length}
        error={fieldError(save.error, "/trial/endsAt")}
        options={[
          ...(isRunning && token.trial !== null
            ? [{ value: "keep", label: `Keep: ${formatInstant(token.trial.endsAt)}` }]
            : []),
          ...DAYS.map((days) => ({ value: `${days}`, label: `In ${days} days` })),
        ]}
        onChange={({ currentTarget: { value } }) => setForm((former) => ({ ...former, length: value }))}
      />
      {save.error === null ? undefined : <ErrorNotice error={save.error} />}
    </FormDialog>
  );
}
