import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { Link, Redirect, useLocation } from "wouter";
import { openClient } from "../api/deployment.ts";
import { SIGN_IN_KEY, useSignIn } from "../api/use-sign-in.ts";
import { describeRole } from "../api/words.ts";
import { Button } from "../design/button.tsx";
import { ErrorNotice, Notice, Skeleton } from "../design/page.tsx";
import { workspacePath } from "../paths.ts";
import type { Session } from "../session/session.ts";
import { Brand } from "./brand.tsx";

/** Where a sign-in leads: straight into the only workspace, else to a choice. Invitations are accepted here. */
export function WorkspaceChooser({ session }: { readonly session: Session }): ReactNode {
  const { data, error, refetch } = useSignIn(session);
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const accept = useMutation({
    mutationFn: async (workspaceId: string) =>
      await openClient.members.acceptInvitation({ workspaceId, idToken: await session.idToken() }),
    async onSuccess({ workspaceId }) {
      await queries.invalidateQueries({ queryKey: SIGN_IN_KEY });
      navigate(workspacePath(workspaceId, "access-tokens"));
    },
  });
  useEffect(() => {
    document.title = "Workspaces · Latchkey";
  }, []);
  // Where the person is suspended, nothing can be opened.
  const [only, ...others] = data?.workspaces.filter(({ state }) => state === "active") ?? [];
  if (only !== undefined && others.length === 0 && data?.invitations.length === 0) {
    return <Redirect to={workspacePath(only.id, "access-tokens")} replace />;
  }
  return (
    <main className="centered">
      <div className="card">
        <Brand />
        <h1>Your workspaces</h1>
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : undefined}
        {data === undefined && !error ? <Skeleton /> : undefined}
        {data?.workspaces.map(({ id, name, role, state }) =>
          state === "active" ? (
            <Link key={id} className="tile" href={workspacePath(id, "access-tokens")}>
              <strong>{name}</strong>
              <span className="small muted">{describeRole(role)}</span>
            </Link>
          ) : (
            <Notice key={id} tone="warning">
              <p>
                You are suspended in <strong>{name}</strong>. An administrator there can reinstate you.
              </p>
            </Notice>
          ),
        )}
        {data?.invitations.map(({ workspaceId, workspaceName, role }) => (
          <Notice key={workspaceId}>
            <p>
              You are invited to <strong>{workspaceName}</strong> as {describeRole(role)}.
            </p>
            <div>
              <Button look="primary" small busy={accept.isPending} onClick={() => accept.mutate(workspaceId)}>
                Join {workspaceName}
              </Button>
            </div>
          </Notice>
        ))}
        {accept.error ? <ErrorNotice error={accept.error} /> : undefined}
        {data !== undefined && data.workspaces.length + data.invitations.length === 0 ? (
          <Notice tone="warning">
            <p>
              {data.email === null
                ? "The issuer does not vouch for your email address, so no invitation can be found. Verify the address there and sign in again."
                : `${data.email} is in no workspace, and no invitation waits for it. Ask an administrator to invite this very address, or sign in with another.`}
            </p>
          </Notice>
        ) : undefined}
        <div className="row">
          <Button onClick={() => void session.signOut()}>Sign out</Button>
          <Button look="quiet" onClick={() => void session.signIn({ chooseAgain: true })}>
            Sign in as somebody else
          </Button>
        </div>
      </div>
    </main>
  );
}
