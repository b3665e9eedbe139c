import { type ReactNode, useState } from "react";
import type { OwnerReference } from "../../../sdk/src/generated/types.ts";
import { FormDialog } from "../design/dialog.tsx";
import { ErrorNotice } from "../design/page.tsx";
import { OwnerField } from "./owner-field.tsx";

export interface ReassignDialogProps {
  readonly title: string;
  /** A service account that owns it already. */
  readonly except?: string | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  /** What the API says about the chosen account. */
  readonly fieldError?: string | undefined;
  readonly onSubmit: (accountName: string) => void;
  readonly onClose: () => void;
}

/** Asks which service account is to own one token or several. */
export function ReassignDialog({
  title,
  except,
  busy,
  error,
  fieldError,
  onSubmit,
  onClose,
}: ReassignDialogProps): ReactNode {
  const [owner, setOwner] = useState<OwnerReference>();
  const [asked, setAsked] = useState(false);
  const submit = (): void => {
    setAsked(true);
    if (owner !== undefined) onSubmit(owner.id);
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={title}
      description="Tokens can be given to service accounts only. They go on working, with what the new owner may do."
      submitLabel="Reassign"
      busy={busy}
      onSubmit={submit}
    >
      <OwnerField
        label="Service account"
        owner={owner}
        onChange={setOwner}
        except={except}
        error={asked && owner === undefined ? "Choose a service account." : fieldError}
      />
      {error === null || error === undefined ? undefined : <ErrorNotice error={error} />}
    </FormDialog>
  );
}
