import { type ReactNode, useState } from "react";
import type { Application, IssuedApplication, Service } from "../../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../../api/describe-error.ts";
import { holdSecret, type WithShownSecret } from "../../../api/shown-secret.ts";
import { useChange } from "../../../api/use-change.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { FormDialog } from "../../../design/dialog.tsx";
import { TextField } from "../../../design/field.tsx";
import { Notice } from "../../../design/page.tsx";
import { ServiceError } from "../../services/service-error.tsx";
import { parseLimits, textsOf } from "./limits.ts";
import { LimitsField } from "./limits-field.tsx";

/** Creates an application, or changes its names and limits. */
export function ApplicationForm({
  service,
  application,
  onClose,
  onCreated,
}: {
  readonly service: Service;
  /** Undefined for a new one. */
  readonly application: Application | undefined;
  readonly onClose: () => void;
  readonly onCreated: (application: WithShownSecret<IssuedApplication, "key">) => void;
}): ReactNode {
  const { client } = useWorkspace();
  const [name, setName] = useState(application?.name ?? "");
  const [externalId, setExternalId] = useState(application?.externalId ?? "");
  const [texts, setTexts] = useState(() => textsOf(application?.limits ?? {}));
  const [asked, setAsked] = useState(false);
  const parsed = parseLimits(texts);
  const fields = { name: name.trim(), limits: parsed.ok ? parsed.limits : {} };
  const external = externalId.trim();
  const create = useChange(
    async () =>
      holdSecret(
        await client.applications.create({
          serviceId: service.id,
          ...fields,
          ...(external !== "" && { externalId: external }),
        }),
        "key",
      ),
    { renews: ["applications", "services"] },
  );
  const update = useChange(
    ({ id }: Application) =>
      client.applications.update(id, { ...fields, externalId: external === "" ? null : external }),
    { renews: ["applications"], done: (saved) => `Saved ${saved.name}.` },
  );
  const error = create.error ?? update.error;
  const submit = (): void => {
    setAsked(true);
    if (name.trim() === "" || !parsed.ok) return;
    if (application === undefined) create.mutate(undefined, { onSuccess: onCreated });
    else update.mutate(application, { onSuccess: onClose });
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={application === undefined ? "Create application" : `Edit ${application.name}`}
      description={
        application === undefined ? `A program of a customer of yours that calls ${service.name}.` : undefined
      }
      submitLabel={application === undefined ? "Create" : "Save"}
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
      <TextField
        label="External id"
        optional
        hint="What your own systems call it. It is not checked."
        maxLength={120}
        value={externalId}
        onChange={(event) => setExternalId(event.currentTarget.value)}
        error={fieldError(error, "/externalId")}
      />
      <LimitsField texts={texts} onChange={setTexts} asked={asked} error={error} />
      {application === undefined ? (
        <Notice>
          <p>Its application key is shown next, this once and never again.</p>
        </Notice>
      ) : undefined}
      <ServiceError error={error} />
    </FormDialog>
  );
}
