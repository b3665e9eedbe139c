import { type FormEvent, type ReactNode, useState } from "react";
import type { Policies, Workspace } from "../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../api/describe-error.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { useConfirm } from "../../design/confirm.tsx";
import { CheckboxField, RadioGroup, TextField } from "../../design/field.tsx";
import { Card, ErrorNotice } from "../../design/page.tsx";
import {
  describeConsequences,
  describePolicies,
  draftOf,
  isSamePolicies,
  LIFETIME_DAYS_MAX,
  policiesOf,
} from "./policies.ts";

/** What holds for everybody in the workspace. */
export function PoliciesCard({ workspace }: { readonly workspace: Workspace }): ReactNode {
  const { can } = useWorkspace();
  return (
    <Card title="Policies">
      {can("updateWorkspace") ? (
        <PoliciesForm workspace={workspace} />
      ) : (
        <dl className="details">
          {describePolicies(workspace.policies).map(({ name, state }) => (
            <div key={name} className="details-pair">
              <dt>{name}</dt>
              <dd>{state}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

const SUGGESTED_DAYS = "90";

function PoliciesForm({ workspace: { policies } }: { readonly workspace: Workspace }): ReactNode {
  const { client } = useWorkspace();
  const confirm = useConfirm();
  const [draft, setDraft] = useState(() => draftOf(policies));
  const update = useChange((wanted: Policies) => client.workspace.update({ policies: wanted }), {
    renews: ["workspace", "tokens"],
    done: () => "Saved the policies.",
  });
  const wanted = policiesOf(draft);
  const isUnchanged = wanted !== undefined && isSamePolicies(policies, wanted);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (update.isPending || wanted === undefined || isUnchanged) return;
    const consequences = describeConsequences(policies, wanted);
    const isConfirmed = await confirm({
      title: "Change the policies?",
      body: (
        <ul className="bulleted">
          {consequences.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ),
      confirmLabel: "Change",
      danger: true,
    });
    if (isConfirmed) update.mutate(wanted);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <CheckboxField
        label="Only service accounts own new tokens"
        hint="A token then never ends because a person leaves. Tokens that members own already go on working."
        checked={draft.serviceAccountsOnly}
        onChange={(serviceAccountsOnly) => setDraft({ ...draft, serviceAccountsOnly })}
      />
      <CheckboxField
        label="Domain lists name every host"
        hint="New wildcards such as *.example.com are refused. Lists that hold some go on working until they are edited."
        checked={draft.explicitDomainsOnly}
        onChange={(explicitDomainsOnly) => setDraft({ ...draft, explicitDomainsOnly })}
      />
      <RadioGroup
        legend="Longest life of a token's secret"
        hint="It counts from the making of the secret, for tokens that are there already, too. Rotating a token begins it anew."
        choices={[
          { value: "none", label: "No limit" },
          { value: "limit", label: "A number of days" },
        ]}
        value={draft.lifetimeDays === undefined ? "none" : "limit"}
        onChange={(choice) =>
          setDraft({ ...draft, lifetimeDays: choice === "none" ? undefined : (draft.lifetimeDays ?? SUGGESTED_DAYS) })
        }
      />
      {draft.lifetimeDays === undefined ? undefined : (
        <div className="form-narrow">
          <TextField
            label="Days"
            inputMode="numeric"
            value={draft.lifetimeDays}
            onChange={(event) => setDraft({ ...draft, lifetimeDays: event.currentTarget.value })}
            hint="In such a workspace people are invited from the console only: a token that ends invites nobody."
            error={
              wanted === undefined
                ? `Write a whole number from 1 to ${LIFETIME_DAYS_MAX}.`
                : fieldError(update.error, "/policies/tokenLifetimeDaysMax")
            }
          />
        </div>
      )}
      {update.error === null ? undefined : (
        <ErrorNotice error={update.error} fields={["/policies/tokenLifetimeDaysMax"]} />
      )}
      <div>
        <Button type="submit" look="primary" busy={update.isPending} disabled={isUnchanged || wanted === undefined}>
          Save the policies
        </Button>
      </div>
    </form>
  );
}
