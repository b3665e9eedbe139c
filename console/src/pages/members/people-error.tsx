import type { ReactNode } from "react";
import { isLatchkeyError } from "../../../../sdk/src/index.ts";
import { ErrorNotice } from "../../design/page.tsx";

/** What to do about a refusal whose words alone do not say it. */
const HINTS: Readonly<Record<string, string>> = {
  last_owner: "This is the last active owner with every API and all services. Make somebody else such an owner first.",
  changed_meanwhile: "Somebody changed it in the meantime. Close this, look at the list, and try again.",
  not_found: "It is not there any more. Close this and look at the list.",
};

/** Why a change of a person or service account was refused. */
export function PeopleError({
  error,
  fields = [],
}: {
  readonly error: unknown;
  /** Pointers of the fields of the form that say themselves what is wrong with them. */
  readonly fields?: readonly string[];
}): ReactNode {
  if (error === null || error === undefined) return undefined;
  const hint = isLatchkeyError(error) ? HINTS[error.code] : undefined;
  return (
    <div className="stack-tight">
      <ErrorNotice error={error} fields={fields} />
      {hint === undefined ? undefined : <p className="small">{hint}</p>}
    </div>
  );
}
