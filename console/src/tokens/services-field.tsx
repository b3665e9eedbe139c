import type { ReactNode } from "react";
import type { GrantableRights } from "../../../sdk/src/generated/types.ts";
import { CheckboxGroup, RadioGroup } from "../design/field.tsx";
import { ErrorNotice, Skeleton } from "../design/page.tsx";
import type { TokenForm } from "./token-form.ts";
import { useAllServices } from "./use-choices.ts";

/** The services whose data the token sees: all, or some. */
export function ServicesField({
  rights,
  isNew,
  services,
  onChange,
  error,
}: {
  readonly rights: GrantableRights;
  /** A new token gets what its maker has; a token is only widened to every service by who has them all. */
  readonly isNew: boolean;
  readonly services: TokenForm["services"];
  readonly onChange: (services: TokenForm["services"]) => void;
  readonly error: string | undefined;
}): ReactNode {
  const isAllMine = rights.services === "all";
  return (
    <>
      <RadioGroup
        legend="Services"
        choices={[
          {
            value: "all",
            label: isAllMine ? "All services" : "All that I may see",
            hint: isNew ? "As far as the owner may see them, too." : "Also those that are added later.",
            disabledReason: isNew || isAllMine || services.mode === "all" ? undefined : "You may not see all services.",
          },
          { value: "selected", label: "Selected services" },
        ]}
        value={services.mode}
        onChange={(mode) => onChange({ ...services, mode })}
        error={services.mode === "all" ? error : undefined}
      />
      {services.mode === "selected" ? (
        <ServiceList ids={services.ids} onChange={(ids) => onChange({ mode: "selected", ids })} error={error} />
      ) : undefined}
    </>
  );
}

function ServiceList({
  ids,
  onChange,
  error,
}: {
  readonly ids: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly error: string | undefined;
}): ReactNode {
  const { data, error: failure, refetch } = useAllServices(true);
  if (failure !== null) return <ErrorNotice error={failure} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton />;
  if (data.length === 0) return <p className="muted">There is no service that you may see.</p>;
  return (
    <div className="choice-list">
      <CheckboxGroup
        legend="Which services"
        choices={data.map(({ id, name }) => ({ value: id, label: name, hint: id }))}
        values={ids}
        onChange={onChange}
        error={error}
      />
    </div>
  );
}
