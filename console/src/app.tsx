import type { ReactNode } from "react";
import { Redirect, Route, Switch } from "wouter";
import type { Deployment } from "../../sdk/src/generated/types.ts";
import { DeploymentProvider } from "./api/use-deployment.tsx";
import { HOME, workspacePath } from "./paths.ts";
import type { Session } from "./session/session.ts";
import { SignInPage } from "./session/sign-in-page.tsx";
import { useSessionState } from "./session/use-session.ts";
import { NotFound } from "./shell/not-found.tsx";
import { WorkspaceChooser } from "./shell/workspace-chooser.tsx";
import { WorkspaceShell } from "./shell/workspace-shell.tsx";

/** Which page an address is. */
export function App({
  session,
  deployment,
}: {
  readonly session: Session;
  readonly deployment: Deployment;
}): ReactNode {
  const state = useSessionState(session);
  if (state.type === "starting") return undefined;
  if (state.type === "signed-out") return <SignInPage session={session} message={state.message} />;
  return (
    <DeploymentProvider deployment={deployment}>
      <Switch>
        <Route path={HOME}>
          <WorkspaceChooser session={session} />
        </Route>
        <Route path="/console/workspace/:workspaceId">
          {({ workspaceId }) => <Redirect to={workspacePath(workspaceId, "access-tokens")} replace />}
        </Route>
        <Route path="/console/workspace/:workspaceId/*?">
          {({ workspaceId }) => <WorkspaceShell key={workspaceId} workspaceId={workspaceId} session={session} />}
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </DeploymentProvider>
  );
}
