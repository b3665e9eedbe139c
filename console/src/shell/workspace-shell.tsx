import { useQuery } from "@tanstack/react-query";
import { type ReactNode, Suspense, useEffect, useMemo, useRef } from "react";
import { Route, Switch, useLocation } from "wouter";
import { createClient } from "../../../sdk/src/index.ts";
import { BASE_URL } from "../api/deployment.ts";
import { useSignIn } from "../api/use-sign-in.ts";
import { WorkspaceProvider } from "../api/workspace.tsx";
import { ErrorBoundary } from "../design/error-boundary.tsx";
import { ErrorNotice, Skeleton } from "../design/page.tsx";
import { PAGES } from "../pages/pages.ts";
import type { Session } from "../session/session.ts";
import { NotFound } from "./not-found.tsx";
import { Sidebar } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";

/** The frame around every page of a workspace. */
export function WorkspaceShell({
  workspaceId,
  session,
}: {
  readonly workspaceId: string;
  readonly session: Session;
}): ReactNode {
  const client = useMemo(
    () => createClient({ baseUrl: BASE_URL, workspaceId, token: session.accessToken }),
    [workspaceId, session],
  );
  const identity = useQuery({
    queryKey: [workspaceId, "whoami"],
    queryFn: ({ signal }) => client.whoami({ signal }),
    staleTime: 60_000,
  });
  const signIn = useSignIn(session);
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    // A new page is told to screen readers by moving there; the first one has the focus of the browser's own loading.
    if (shown.current !== path) main.current?.focus({ preventScroll: true });
    shown.current = path;
  }, [path]);
  const workspaceName = signIn.data?.workspaces.find(({ id }) => id === workspaceId)?.name ?? workspaceId;
  if (identity.error !== null) {
    return (
      <main className="centered">
        <div className="card">
          <h1>This workspace cannot be opened</h1>
          <ErrorNotice error={identity.error} onRetry={() => void identity.refetch()} />
          <a href="/console/">To your workspaces</a>
        </div>
      </main>
    );
  }
  if (identity.data === undefined) {
    return (
      <main className="centered">
        <div className="card">
          <Skeleton />
        </div>
      </main>
    );
  }
  return (
    <WorkspaceProvider {...{ workspaceId, workspaceName, client, identity: identity.data }}>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <div className="shell">
        <Sidebar />
        <div className="grow">
          <TopBar session={session} />
          <main id="main" ref={main} tabIndex={-1}>
            <ErrorBoundary key={path}>
              <Suspense
                fallback={
                  <div className="page">
                    <Skeleton />
                  </div>
                }
              >
                <Switch>
                  {PAGES.map(({ path: page, component: Component }) => (
                    <Route key={page} path={`/console/workspace/:workspaceId/${page}`}>
                      {(parameters) => <Component parameters={parameters} />}
                    </Route>
                  ))}
                  <Route>
                    <NotFound />
                  </Route>
                </Switch>
              </Suspense>
            </ErrorBoundary>
          </main>
        </div>
      </div>
    </WorkspaceProvider>
  );
}
