import type { ReactNode } from "react";
import type { ServiceAccount } from "../../../sdk/src/generated/types.ts";
import { ErrorNotice, Skeleton } from "../design/page.tsx";
import { useGrantableRights } from "../pages/members/use-rights.ts";
import { RoleField } from "./role-field.tsx";
import { ScopesField } from "./scopes-field.tsx";
import { ServicesField } from "./services-field.tsx";
import type { TokenFormState } from "./use-token-form.ts";

/** What a private token may do: role, APIs and services. */
export function TokenRightsFields({
  state: { form, change, errorAt },
  owner,
  isNew,
}: {
  readonly state: TokenFormState;
  /** The account that owns it: it cannot do more than that. */
  readonly owner: ServiceAccount | undefined;
  readonly isNew: boolean;
}): ReactNode {
  const { data: rights, error, refetch } = useGrantableRights();
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (rights === undefined) return <Skeleton lines={8} />;
  return (
    <>
      <RoleField
        rights={rights}
        owner={owner}
        role={form.role}
        onChange={(role) => change({ role })}
        error={errorAt("/role")}
      />
      <ScopesField
        rights={rights}
        owner={owner}
        scopes={form.scopes}
        onChange={(scopes) => change({ scopes })}
        error={errorAt("/scopes")}
      />
      <ServicesField
        rights={rights}
        isNew={isNew}
        services={form.services}
        onChange={(services) => change({ services })}
        error={errorAt("/services")}
      />
    </>
  );
}
