import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { isLatchkeyError } from "../../../../sdk/src/index.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { EmptyState } from "../../design/page.tsx";
import { workspacePath } from "../../paths.ts";

/** Whether the API refused because the person has no service at all. */
export function isWithoutServices(error: unknown): boolean {
  return isLatchkeyError(error) && error.code === "no_service_access";
}

/** In place of a page about services, for somebody whose list of services is empty: nothing is broken, and others can change it. */
export function NoServiceAccess(): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const { data } = useQuery({
    queryKey: [workspaceId, "grantable-rights"],
    queryFn: ({ signal }) => client.members.grantableRights({ signal }),
    enabled: can("getGrantableRights"),
    staleTime: 60_000,
  });
  const grantors = data?.grantors.filter(({ services }) => services.length > 0) ?? [];
  return (
    <section className="card" aria-label="No access to services">
      <EmptyState icon={<Lock aria-hidden />} title="You have access to no service yet">
        <p className="muted">
          Members see the services on their list, and yours is empty. Access is denied until somebody adds one.
        </p>
        {grantors.length === 0 ? (
          <p className="muted">An administrator or an owner of this workspace can give you access.</p>
        ) : (
          <>
            <p>These people can give you access:</p>
            <ul>
              {grantors.map(({ email }) => (
                <li key={email}>{email}</li>
              ))}
            </ul>
          </>
        )}
        {can("updateMember") ? (
          <Link href={workspacePath(workspaceId, "members")}>To the members and their rights</Link>
        ) : undefined}
      </EmptyState>
    </section>
  );
}
