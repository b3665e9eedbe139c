import { type ReactNode, useState } from "react";
import { SUBSCRIBABLE_EVENTS, type SubscribableEvent } from "../../../../functions/domain/webhook.ts";
import type { Webhook } from "../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../api/describe-error.ts";
import { holdSecret, type WithShownSecret } from "../../api/shown-secret.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { CheckboxField, CheckboxGroup, TextField } from "../../design/field.tsx";
import { ErrorNotice } from "../../design/page.tsx";
import { describeEvent } from "./words.ts";

/** Adds or edits a webhook. */
export function WebhookForm({
  webhook,
  onClose,
  onSaved,
}: {
  /** Undefined: a new one. */
  readonly webhook: Webhook | undefined;
  readonly onClose: () => void;
  readonly onSaved: (webhook: WithShownSecret<Webhook, "secret">) => void;
}): ReactNode {
  const { client } = useWorkspace();
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [label, setLabel] = useState(webhook?.label ?? "");
  const [events, setEvents] = useState<readonly SubscribableEvent[]>(webhook?.events ?? SUBSCRIBABLE_EVENTS);
  const [enabled, setEnabled] = useState(webhook?.enabled ?? true);
  const [asked, setAsked] = useState(false);
  const save = useChange(
    async () => {
      const text = label.trim();
      const common = { url: url.trim(), events, enabled };
      const saved = await (webhook === undefined
        ? client.webhooks.create({ ...common, ...(text !== "" && { label: text }) })
        : client.webhooks.update(webhook.id, { ...common, label: text === "" ? null : text }));
      return holdSecret(saved, "secret");
    },
    { renews: ["webhooks"], done: () => (webhook === undefined ? "Added the webhook." : "Saved the webhook.") },
  );
  const submit = (): void => {
    setAsked(true);
    if (url.trim() !== "" && events.length > 0) save.mutate(undefined, { onSuccess: onSaved });
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={webhook === undefined ? "Add webhook" : `Edit ${webhook.label ?? webhook.url}`}
      submitLabel={webhook === undefined ? "Add" : "Save"}
      busy={save.isPending}
      onSubmit={submit}
    >
      <TextField
        label="Address"
        type="url"
        required
        placeholder="https://example.com/hook"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        hint="Messages are posted to it: https, on the public internet."
        error={asked && url.trim() === "" ? "Give it an address." : fieldError(save.error, "/url")}
      />
      <TextField
        label="Label"
        optional
        maxLength={120}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        error={fieldError(save.error, "/label")}
      />
      <CheckboxGroup
        legend="Is told"
        choices={SUBSCRIBABLE_EVENTS.map((event) => ({ value: event, label: describeEvent(event) }))}
        values={events}
        onChange={setEvents}
        error={asked && events.length === 0 ? "Choose at least one." : fieldError(save.error, "/events")}
      />
      <CheckboxField
        label="Enabled"
        hint="One that is not is sent nothing but tests."
        checked={enabled}
        onChange={setEnabled}
      />
      {save.error === null ? undefined : <ErrorNotice error={save.error} fields={["/url", "/label", "/events"]} />}
    </FormDialog>
  );
}
