import type { ReactNode } from "react";
import { isLatchkeyError } from "../../../../sdk/src/index.ts";
import { ErrorNotice } from "../../design/page.tsx";

/** What to do about a refusal whose words alone do not say it. */
const HINTS: Readonly<Record<string, string>> = {
  service_has_applications: "Delete its applications first. Their keys work until then.",
  right_not_held: "A new service is for those who see all services. Ask somebody with all services to create it.",
  changed_meanwhile: "Somebody changed it in the meantime. Close this, look at it, and try again.",
  not_found: "It is not there any more. Close this and look at the list.",
  environment_pinned: "Unpin the environment first, or pin it to the other version.",
  rotation_not_running: "The old one has ended already.",
};

/** Why a change of a service, or of what belongs to it, was refused. */
export function ServiceError({ error }: { readonly error: unknown }): ReactNode {
  if (error === null || error === undefined) return undefined;
  const hint = isLatchkeyError(error) ? HINTS[error.code] : undefined;
  return (
    <div className="stack-tight">
      <ErrorNotice error={error} />
      {hint === undefined ? undefined : <p className="small">{hint}</p>}
    </div>
  );
}
