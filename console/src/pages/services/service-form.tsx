import { type ReactNode, useState } from "react";
import type { IssuedService, Service } from "../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../api/describe-error.ts";
import { holdSecret, type WithShownSecret } from "../../api/shown-secret.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { TextAreaField, TextField } from "../../design/field.tsx";
import { Notice } from "../../design/page.tsx";
import { ServiceError } from "./service-error.tsx";

/** Creates a service, or changes how one is called. */
export function ServiceForm({
  service,
  onClose,
  onCreated,
}: {
  /** Undefined for a new one. */
  readonly service: Service | undefined;
  readonly onClose: () => void;
  readonly onCreated: (service: WithShownSecret<IssuedService, "token">) => void;
}): ReactNode {
  const { client } = useWorkspace();
  const [name, setName] = useState(service?.name ?? "");
  const [description, setDescription] = useState(service?.description ?? "");
  const [asked, setAsked] = useState(false);
  const text = description.trim();
  const create = useChange(
    async () =>
      holdSecret(
        await client.services.create({ name: name.trim(), ...(text !== "" && { description: text }) }),
        "token",
      ),
    { renews: ["services"] },
  );
  const update = useChange(
    ({ id }: Service) => client.services.update(id, { name: name.trim(), description: text === "" ? null : text }),
    { renews: ["services"], done: (saved) => `Saved ${saved.name}.` },
  );
  const error = create.error ?? update.error;
  const submit = (): void => {
    setAsked(true);
    if (name.trim() === "") return;
    if (service === undefined) create.mutate(undefined, { onSuccess: onCreated });
    else update.mutate(service, { onSuccess: onClose });
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={service === undefined ? "Create service" : `Edit ${service.name}`}
      submitLabel={service === undefined ? "Create" : "Save"}
      busy={create.isPending || update.isPending}
      onSubmit={submit}
    >
      <TextField
        label="Name"
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={asked && name.trim() === "" ? "Give it a name." : fieldError(error, "/name")}
      />
      <TextAreaField
        label="Description"
        optional
        rows={2}
        maxLength={1000}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        error={fieldError(error, "/description")}
      />
      {service === undefined ? (
        <Notice>
          <p>
            A service token is made with it, for your backend. You see it next, and whoever may see the service can
            reveal it again later.
          </p>
        </Notice>
      ) : undefined}
      <ServiceError error={error} />
    </FormDialog>
  );
}
