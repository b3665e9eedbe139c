import { type ReactNode, useState } from "react";
import type { Token, UpdateToken } from "../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../api/workspace.tsx";
import { FormDialog } from "../design/dialog.tsx";
import { TextField } from "../design/field.tsx";
import { ErrorNotice } from "../design/page.tsx";
import { formatInstant } from "../design/time.tsx";
import { useNotifications } from "../design/toast.tsx";
import { DomainsField } from "./domains-field.tsx";
import { ExpiryField } from "./expiry-field.tsx";
import { MoreFields } from "./more-fields.tsx";
import { TokenRightsFields } from "./rights-fields.tsx";
import { formOf, TOKEN_FIELDS, toUpdateBody } from "./token-form.ts";
import { useAllServiceAccounts, useWorkspaceRecord } from "./use-choices.ts";
import { useGuardedClose } from "./use-guarded-close.tsx";
import { useTokenChange } from "./use-token-change.ts";
import { useTokenForm } from "./use-token-form.ts";

/** Changes what a token is called, can do, and for how long. Only what differs is sent. */
export function EditTokenDialog({
  token,
  onClose,
}: {
  readonly token: Token;
  readonly onClose: () => void;
}): ReactNode {
  const { client } = useWorkspace();
  const { done } = useNotifications();
  const [start] = useState(() => formOf(token));
  const { data: workspace } = useWorkspaceRecord();
  const accounts = useAllServiceAccounts();
  const lifetimeDaysMax = workspace?.policies.tokenLifetimeDaysMax ?? null;
  const save = useTokenChange(async (body: UpdateToken) => {
    const { label } = await client.tokens.update(token.id, body);
    done(`Changed ${label}.`);
    onClose();
  });
  const state = useTokenForm(start, {
    error: save.error,
    latestEpochMs: lifetimeDaysMax === null ? undefined : Date.parse(token.issuedAt) + lifetimeDaysMax * DAY_MS,
  });
  const { form, change, errorAt } = state;
  const body = toUpdateBody(form, token);
  const isChanged = Object.keys(body).length > 0;
  const close = useGuardedClose(isChanged, onClose);
  const submit = (): void => {
    if (!state.check()) return;
    if (isChanged) save.mutate(body);
    else onClose();
  };
  return (
    <FormDialog
      open
      onClose={close}
      title={`Edit ${token.label}`}
      submitLabel="Save"
      busy={save.isPending}
      onSubmit={submit}
    >
      <div className="stack" ref={state.ref}>
        <TextField
          label="Label"
          maxLength={120}
          value={form.label}
          error={errorAt("/label")}
          onChange={({ currentTarget: { value } }) => change({ label: value })}
        />
        {form.kind === "public" ? (
          <DomainsField
            domains={form.domains}
            onChange={(domains) => change({ domains })}
            explicitOnly={workspace?.policies.explicitDomainsOnly ?? false}
            error={errorAt("/domains")}
          />
        ) : (
          <TokenRightsFields
            state={state}
            owner={
              token.owner.type === "service_account"
                ? accounts.data?.find(({ name }) => name === token.owner.id)
                : undefined
            }
            isNew={false}
          />
        )}
        <ExpiryField
          expiry={form.expiry}
          onChange={(expiry) => change({ expiry })}
          lifetimeDaysMax={lifetimeDaysMax}
          kept={token.expiresAt === null ? "not specified" : formatInstant(token.expiresAt)}
          error={errorAt("/expiresAt")}
        />
        <MoreFields form={form} onChange={change} errorAt={errorAt} />
        {save.error === null ? undefined : <ErrorNotice error={save.error} fields={TOKEN_FIELDS} />}
      </div>
    </FormDialog>
  );
}

const DAY_MS = 24 * 60 * 60 * 1000;
