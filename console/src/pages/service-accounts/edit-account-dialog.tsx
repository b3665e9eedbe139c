import { type ReactNode, useState } from "react";
import type { GrantableRights, ServiceAccount } from "../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../api/describe-error.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { TextAreaField } from "../../design/field.tsx";
import { PeopleError } from "../members/people-error.tsx";
import { changedRights, levelsOf } from "../members/rights.ts";
import { RightsFields } from "../members/rights-fields.tsx";

/** Description and rights of a service account. Its name is its id and stays. */
export function EditAccountDialog({
  account,
  grantable,
  onClose,
}: {
  readonly account: ServiceAccount;
  readonly grantable: GrantableRights;
  readonly onClose: () => void;
}): ReactNode {
  const { client } = useWorkspace();
  const { role, scopes, services } = account;
  const [description, setDescription] = useState(account.description ?? "");
  const [rights, setRights] = useState({ role, levels: levelsOf(scopes), services });
  const update = useChange(
    () => {
      const text = description.trim() === "" ? null : description.trim();
      return client.serviceAccounts.update(account.id, {
        ...changedRights(account, rights),
        ...(text !== account.description && { description: text }),
      });
    },
    { renews: ["service-accounts"], done: () => `Saved ${account.name}.` },
  );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Edit ${account.name}`}
      description="Its rights hold from the next request, and are a ceiling on each of its tokens."
      submitLabel="Save"
      busy={update.isPending}
      onSubmit={() => update.mutate(undefined, { onSuccess: onClose })}
    >
      <TextAreaField
        label="Description"
        optional
        rows={2}
        maxLength={1000}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        error={fieldError(update.error, "/description")}
      />
      <RightsFields grantable={grantable} present={account} rights={rights} onChange={setRights} error={update.error} />
      <PeopleError error={update.error} />
    </FormDialog>
  );
}
