import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { RadioGroup, SelectField } from "../../design/field.tsx";
import { ErrorNotice, Notice, Skeleton } from "../../design/page.tsx";
import { workspacePath } from "../../paths.ts";
import { AddAccountDialog } from "../service-accounts/add-account-dialog.tsx";
import { useAccounts } from "../service-accounts/use-accounts.ts";
import type { OwnedToken, OwnerReference, TokenPlan } from "./change-owned-tokens.ts";

/** The tokens that stand in the way, and what is to become of them. */
export function OwnedTokens({
  owner,
  tokens,
  tokenCount,
  plan,
  onPlan,
  error,
}: {
  readonly owner: OwnerReference;
  /** As many as the refusal names. */
  readonly tokens: readonly OwnedToken[];
  readonly tokenCount: number;
  readonly plan: TokenPlan | undefined;
  readonly onPlan: (plan: TokenPlan) => void;
  readonly error: string | undefined;
}): ReactNode {
  const { workspaceId, can } = useWorkspace();
  const further = tokenCount - tokens.length;
  return (
    <>
      <div role="alert">
        <Notice tone="warning">
          <p>
            {tokenCount === 1 ? "1 token belongs" : `${tokenCount} tokens belong`} to them. Somebody else must own{" "}
            {tokenCount === 1 ? "it" : "them"} first, or {tokenCount === 1 ? "it has" : "they have"} to be revoked.
          </p>
        </Notice>
      </div>
      <ul className="list-scroll" aria-label="Tokens that stand in the way">
        {tokens.map(({ id, label }) => (
          <li key={id}>
            <Link href={workspacePath(workspaceId, `access-tokens/${id}`)}>{label}</Link>{" "}
            <span className="mono muted">{id}</span>
          </li>
        ))}
        {further > 0 ? (
          <li>
            <Link href={workspacePath(workspaceId, `access-tokens?ownerType=${owner.type}&ownerId=${owner.id}`)}>
              and {further} more
            </Link>
          </li>
        ) : undefined}
      </ul>
      <RadioGroup
        legend="What becomes of the tokens"
        choices={[
          {
            value: "reassign",
            label: "Reassign them to a service account",
            hint: "They go on working.",
            disabledReason: can("reassignToken") ? undefined : "Your role does not allow it.",
          },
          { value: "revoke", label: "Revoke them", hint: "They stop for ever. Whatever uses them stops, too." },
        ]}
        value={plan?.action}
        onChange={(action) => onPlan(action === "revoke" ? { action } : { action, accountName: "" })}
        error={plan === undefined ? error : undefined}
      />
      {plan?.action === "reassign" ? (
        <AccountChoice
          except={owner.type === "service_account" ? owner.id : undefined}
          value={plan.accountName}
          onChange={(accountName) => onPlan({ action: "reassign", accountName })}
          error={plan.accountName === "" ? error : undefined}
        />
      ) : undefined}
    </>
  );
}

function AccountChoice({
  except,
  value,
  onChange,
  error,
}: {
  readonly except: string | undefined;
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly error: string | undefined;
}): ReactNode {
  const { can } = useWorkspace();
  const [adding, setAdding] = useState(false);
  const accounts = useAccounts();
  if (accounts.error !== null) return <ErrorNotice error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (accounts.data === undefined) return <Skeleton lines={2} />;
  const offered = accounts.data.filter(({ name, state }) => state === "active" && name !== except);
  return (
    <div className="stack-tight">
      <SelectField
        label="Service account"
        value={value}
        options={[
          { value: "", label: offered.length === 0 ? "There is none yet" : "Choose one" },
          ...offered.map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
      {can("createServiceAccount") ? (
        <div>
          <Button small onClick={() => setAdding(true)}>
            Add new service account
          </Button>
        </div>
      ) : undefined}
      {adding ? (
        <AddAccountDialog
          onClose={() => setAdding(false)}
          onAdded={({ name }) => {
            setAdding(false);
            onChange(name);
          }}
        />
      ) : undefined}
    </div>
  );
}

/** Which tokens could not be changed, and the page that says why. */
export function RefusedTokens({ refused }: { readonly refused: ReadonlyMap<string, string> }): ReactNode {
  const { workspaceId } = useWorkspace();
  if (refused.size === 0) return undefined;
  return (
    <div role="alert">
      <Notice tone="danger">
        <p>These tokens were not changed, so nobody was removed:</p>
        <ul className="list-scroll">
          {[...refused].map(([tokenId, code]) => (
            <li key={tokenId}>
              <Link className="mono" href={workspacePath(workspaceId, `access-tokens/${tokenId}`)}>
                {tokenId}
              </Link>
              : <a href={`/docs/errors/${code}`}>{code}</a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
