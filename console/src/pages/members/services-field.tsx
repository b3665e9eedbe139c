import type { ReactNode } from "react";
import type { GrantableRights } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { CheckboxGroup, RadioGroup } from "../../design/field.tsx";
import { ErrorNotice, Skeleton } from "../../design/page.tsx";
import { allServicesReason, type Services } from "./rights.ts";
import { useServices } from "./use-rights.ts";

/** All services, or those that are checked. */
export function ServicesField({
  grantable,
  present,
  services,
  onChange,
  error,
}: {
  readonly grantable: GrantableRights;
  readonly present: Services | undefined;
  readonly services: Services;
  readonly onChange: (services: Services) => void;
  readonly error: string | undefined;
}): ReactNode {
  const { can } = useWorkspace();
  return (
    <>
      <RadioGroup
        legend="Services"
        choices={[
          {
            value: "all",
            label: "All services",
            hint: "Also those that come later.",
            disabledReason: allServicesReason(grantable, present),
          },
          {
            value: "chosen",
            label: "Chosen services",
            disabledReason: can("listServices") ? undefined : "You may not see the services.",
          },
        ]}
        value={services === "all" ? "all" : "chosen"}
        onChange={(choice) =>
          onChange(choice === "all" ? "all" : present === "all" || present === undefined ? [] : present)
        }
        error={error}
      />
      {services === "all" ? undefined : (
        <ChosenServices grantable={grantable} present={present} services={services} onChange={onChange} />
      )}
    </>
  );
}

function ChosenServices({
  grantable,
  present,
  services,
  onChange,
}: {
  readonly grantable: GrantableRights;
  readonly present: Services | undefined;
  readonly services: readonly string[];
  readonly onChange: (services: readonly string[]) => void;
}): ReactNode {
  const { data, error, refetch } = useServices(true);
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton lines={2} />;
  if (data.length === 0) return <p className="field-hint">There are no services yet.</p>;
  const known = new Set(data.map(({ id }) => id));
  const unknown = services.filter((id) => !known.has(id)).map((id) => ({ id, name: id }));
  const isOffered = (id: string) =>
    grantable.services === "all" || grantable.services.includes(id) || (present ?? []).includes(id);
  return (
    <CheckboxGroup
      legend="Which services"
      hint="Without any, whatever needs a service is refused."
      choices={[...data, ...unknown].map(({ id, name }) => ({
        value: id,
        label: name,
        disabledReason: isOffered(id) ? undefined : "You may not see this service.",
      }))}
      values={services}
      onChange={onChange}
    />
  );
}
