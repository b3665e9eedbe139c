import { type ReactNode, useState } from "react";
import type { Owner, OwnerReference } from "../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../api/workspace.tsx";
import { Button } from "../design/button.tsx";
import { ComboboxField } from "../design/combobox-field.tsx";
import { ErrorNotice, Skeleton } from "../design/page.tsx";
import { AddAccountDialog } from "../pages/service-accounts/add-account-dialog.tsx";
import { formatOwner, ownerChoices, parseOwner } from "./owner-choices.ts";
import { useAllServiceAccounts } from "./use-choices.ts";

/** Who owns a token, found by name; a service account can be made on the way. */
export function OwnerField({
  label,
  hint,
  owner,
  onChange,
  oneself,
  except,
  isForPublic = false,
  error,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly owner: OwnerReference | undefined;
  readonly onChange: (owner: OwnerReference | undefined) => void;
  /** Whoever fills in the form, when they may own it. */
  readonly oneself?: Owner | undefined;
  /** A service account that is no choice: it owns the token already. */
  readonly except?: string | undefined;
  /** A new service account then starts without rights: a public token needs none. */
  readonly isForPublic?: boolean;
  readonly error: string | undefined;
}): ReactNode {
  const { can } = useWorkspace();
  const [adding, setAdding] = useState(false);
  const accounts = useAllServiceAccounts();
  if (accounts.error !== null) return <ErrorNotice error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (accounts.data === undefined) return <Skeleton lines={3} />;
  const items = ownerChoices(
    accounts.data.filter(({ name }) => name !== except),
    oneself,
  );
  // One that was made a moment ago may not be in the list yet.
  const known =
    owner === undefined || items.some(({ value }) => value === formatOwner(owner))
      ? items
      : [...items, { value: formatOwner(owner), label: owner.id }];
  return (
    <div className="stack-tight">
      <ComboboxField
        label={label}
        {...(hint !== undefined && { hint })}
        items={known}
        value={owner === undefined ? undefined : formatOwner(owner)}
        onChange={(value) => onChange(value === undefined ? undefined : parseOwner(value))}
        placeholder={items.length === 0 ? "There is no service account yet" : "Type a part of the name"}
        empty="Nothing is called that."
        error={error}
      />
      {can("createServiceAccount") ? (
        <div>
          <Button small onClick={() => setAdding(true)}>
            New service account
          </Button>
        </div>
      ) : undefined}
      {adding ? (
        <AddAccountDialog
          start={isForPublic ? "none" : "mine"}
          onClose={() => setAdding(false)}
          onAdded={({ name }) => {
            setAdding(false);
            onChange({ type: "service_account", id: name });
          }}
        />
      ) : undefined}
    </div>
  );
}
