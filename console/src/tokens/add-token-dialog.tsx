import { type ReactNode, useState } from "react";
import type { Token, Workspace } from "../../../sdk/src/generated/types.ts";
import { holdSecret, type WithShownSecret } from "../api/shown-secret.ts";
import { useWorkspace } from "../api/workspace.tsx";
import { Dialog, FormDialog } from "../design/dialog.tsx";
import { RadioGroup, TextField } from "../design/field.tsx";
import { ErrorNotice, Skeleton } from "../design/page.tsx";
import { DomainsField } from "./domains-field.tsx";
import { firstChoice } from "./expiry-choice.ts";
import { ExpiryField } from "./expiry-field.tsx";
import { MoreFields } from "./more-fields.tsx";
import { OwnerField } from "./owner-field.tsx";
import { TokenRightsFields } from "./rights-fields.tsx";
import { SaveTokenDialog } from "./save-token-dialog.tsx";
import { emptyForm, startLimits, TOKEN_FIELDS, type TokenForm, toCreateBody } from "./token-form.ts";
import { useAllServiceAccounts, useWorkspaceRecord } from "./use-choices.ts";
import { useGuardedClose } from "./use-guarded-close.tsx";
import { useOnceKey } from "./use-once-key.ts";
import { useTokenChange } from "./use-token-change.ts";
import { useTokenForm } from "./use-token-form.ts";

/** Makes a token, and shows its value. */
export function AddTokenDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const workspace = useWorkspaceRecord();
  const [issued, setIssued] = useState<WithShownSecret<Token, "token">>();
  if (issued?.token) return <SaveTokenDialog token={issued} secret={issued.token} onClose={onClose} />;
  if (workspace.data === undefined) {
    return (
      <Dialog open onClose={onClose} title={TITLE}>
        {workspace.error === null ? (
          <Skeleton lines={12} />
        ) : (
          <ErrorNotice error={workspace.error} onRetry={() => void workspace.refetch()} />
        )}
      </Dialog>
    );
  }
  return <AddTokenForm policies={workspace.data.policies} onIssued={setIssued} onClose={onClose} />;
}

const TITLE = "Add token";

function AddTokenForm({
  policies: { serviceAccountsOnly, explicitDomainsOnly, tokenLifetimeDaysMax },
  onIssued,
  onClose,
}: {
  readonly policies: Workspace["policies"];
  readonly onIssued: (token: WithShownSecret<Token, "token">) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { client, identity } = useWorkspace();
  const [start] = useState(() => emptyForm("public", firstChoice(tokenLifetimeDaysMax)));
  const [openedAtEpochMs] = useState(Date.now);
  const onceKey = useOnceKey();
  const add = useTokenChange(async (form: TokenForm) => {
    const body = toCreateBody(form);
    onIssued(holdSecret(await client.tokens.create(body, { idempotencyKey: onceKey(body) }), "token"));
  });
  const state = useTokenForm(start, {
    error: add.error,
    latestEpochMs: tokenLifetimeDaysMax === null ? undefined : openedAtEpochMs + tokenLifetimeDaysMax * DAY_MS,
  });
  const { form, change, errorAt } = state;
  const accounts = useAllServiceAccounts();
  const close = useGuardedClose(state.isChanged, onClose);
  const isPublic = form.kind === "public";
  const mayOwn = !isPublic && !serviceAccountsOnly;
  const ownerAccount =
    form.owner?.type === "service_account" ? accounts.data?.find(({ name }) => name === form.owner?.id) : undefined;
  const changeKind = (kind: TokenForm["kind"]): void => {
    const oneself =
      kind === "private" && !serviceAccountsOnly ? { type: "member" as const, id: identity.owner.id } : undefined;
    const isAccount = form.owner?.type === "service_account";
    change({ kind, owner: isAccount ? form.owner : oneself, limits: startLimits(kind) });
  };
  return (
    <FormDialog
      open
      onClose={close}
      title={TITLE}
      submitLabel="Add token"
      busy={add.isPending}
      onSubmit={() => state.check() && add.mutate(form)}
    >
      <div className="stack" ref={state.ref}>
        <RadioGroup
          legend="Kind"
          cards
          choices={KIND_CHOICES}
          value={form.kind}
          onChange={changeKind}
          error={errorAt("/kind")}
        />
        <TextField
          label="Label"
          maxLength={120}
          value={form.label}
          placeholder={isPublic ? "Web shop" : "CI runner"}
          error={errorAt("/label")}
          onChange={({ currentTarget: { value } }) => change({ label: value })}
        />
        <OwnerField
          label={mayOwn ? "Owner" : "Service account"}
          hint={isPublic ? PUBLIC_OWNER : serviceAccountsOnly ? ACCOUNTS_ONLY : PRIVATE_OWNER}
          owner={form.owner}
          onChange={(owner) => change({ owner })}
          isForPublic={isPublic}
          oneself={mayOwn ? identity.owner : undefined}
          error={errorAt("/owner")}
        />
        {isPublic ? (
          <DomainsField
            domains={form.domains}
            onChange={(domains) => change({ domains })}
            explicitOnly={explicitDomainsOnly}
            error={errorAt("/domains")}
          />
        ) : (
          <>
            <RadioGroup
              legend="Permissions"
              choices={FULL_CHOICES}
              value={form.isFull ? "full" : "chosen"}
              onChange={(choice) => change({ isFull: choice === "full" })}
              error={errorAt("/preset")}
            />
            {form.isFull ? undefined : <TokenRightsFields state={state} owner={ownerAccount} isNew />}
          </>
        )}
        <ExpiryField
          expiry={form.expiry}
          onChange={(expiry) => change({ expiry })}
          lifetimeDaysMax={tokenLifetimeDaysMax}
          error={errorAt("/expiresAt")}
        />
        <MoreFields form={form} onChange={change} errorAt={errorAt} />
        {add.error === null ? undefined : <ErrorNotice error={add.error} fields={TOKEN_FIELDS} />}
      </div>
    </FormDialog>
  );
}

const DAY_MS = 24 * 60 * 60 * 1000;
const PUBLIC_OWNER = "A public token belongs to a service account, so that it does not depend on a person.";
const PRIVATE_OWNER = "It can never do more than its owner can.";
const ACCOUNTS_ONLY = "In this workspace, new tokens belong to service accounts only.";
const KIND_CHOICES = [
  {
    value: "public",
    label: "Public",
    hint: "For the configurator on a website. Visitors can read it, so it works on the websites you name only.",
  },
  {
    value: "private",
    label: "Private",
    hint: "For servers and scripts that call the API. Whoever holds it can use it, so it is kept secret.",
  },
] as const;
const FULL_CHOICES = [
  { value: "chosen", label: "Choose what it may do" },
  {
    value: "full",
    label: "Everything that I and its owner can do now",
    hint: "What either gets later is not in it.",
  },
] as const;
