import { type ReactNode, useState } from "react";
import type { ServiceAccount } from "../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../api/describe-error.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { RadioGroup, TextAreaField, TextField } from "../../design/field.tsx";
import { ErrorNotice } from "../../design/page.tsx";
import { PeopleError } from "../members/people-error.tsx";
import { type ChosenRights, NO_RIGHTS, scopesOf, startRights } from "../members/rights.ts";
import { RightsFields } from "../members/rights-fields.tsx";
import { useGrantableRights } from "../members/use-rights.ts";
import { checkAccountName } from "./account-name.ts";

/** Adds a service account. Its name is checked while it is typed. */
export function AddAccountDialog({
  start = "mine",
  onClose,
  onAdded,
}: {
  /** The rights that are chosen at first. */
  readonly start?: "none" | "mine";
  readonly onClose: () => void;
  readonly onAdded: (account: ServiceAccount) => void;
}): ReactNode {
  const { client } = useWorkspace();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [choice, setChoice] = useState<"none" | "mine" | "chosen">(start);
  const [rights, setRights] = useState<ChosenRights>();
  const [asked, setAsked] = useState(false);
  const grantable = useGrantableRights();
  const given = choice === "none" ? NO_RIGHTS : choice === "mine" ? undefined : rights;
  const add = useChange(
    () =>
      client.serviceAccounts.create({
        name,
        ...(description.trim() !== "" && { description: description.trim() }),
        ...(given !== undefined && {
          role: given.role,
          scopes: scopesOf(given.levels),
          services: given.services,
        }),
      }),
    { renews: ["service-accounts"], done: (account) => `Added the service account ${account.name}.` },
  );
  const { error, suggestion } = checkAccountName(name);
  const submit = (): void => {
    setAsked(true);
    if (name !== "" && error === undefined) add.mutate(undefined, { onSuccess: onAdded });
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Add new service account"
      description="A name that owns tokens, so that they do not depend on a person."
      submitLabel="Add"
      busy={add.isPending}
      onSubmit={submit}
    >
      <div className="stack-tight">
        <TextField
          label="Name"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          hint="Letters, digits, - and _. It cannot be changed later."
          error={error ?? (asked && name === "" ? "Give it a name." : fieldError(add.error, "/name"))}
        />
        {suggestion === undefined ? undefined : (
          <div>
            <Button small onClick={() => setName(suggestion)}>
              Use {suggestion}
            </Button>
          </div>
        )}
      </div>
      <TextAreaField
        label="Description"
        optional
        rows={2}
        maxLength={1000}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        error={fieldError(add.error, "/description")}
      />
      <RadioGroup
        legend="Rights"
        hint="A ceiling on what its tokens can do with the API."
        choices={[
          { value: "none", label: "None", hint: "Enough for public tokens." },
          { value: "mine", label: "The same as mine" },
          {
            value: "chosen",
            label: "Others",
            disabledReason: grantable.data === undefined ? "What you may give is being read." : undefined,
          },
        ]}
        value={choice}
        onChange={(next) => {
          setChoice(next);
          if (next === "chosen" && grantable.data !== undefined) setRights(startRights(grantable.data));
        }}
      />
      {choice !== "chosen" || rights === undefined || grantable.data === undefined ? undefined : (
        <RightsFields grantable={grantable.data} rights={rights} onChange={setRights} error={add.error} />
      )}
      {grantable.error === null ? undefined : (
        <ErrorNotice error={grantable.error} onRetry={() => void grantable.refetch()} />
      )}
      <PeopleError error={add.error} />
    </FormDialog>
  );
}
