import { type ReactNode, useEffect, useState } from "react";
import { Button } from "../design/button.tsx";
import { ErrorNotice, Notice } from "../design/page.tsx";
import { Brand } from "../shell/brand.tsx";
import type { Session } from "./session.ts";

/** Before anybody has signed in. */
export function SignInPage({
  session,
  message,
}: {
  readonly session: Session;
  readonly message: string | undefined;
}): ReactNode {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = "Sign in · Latchkey";
  }, []);
  const signIn = (): void => {
    setBusy(true);
    setError(undefined);
    session.signIn().catch((reason: unknown) => {
      setBusy(false);
      setError(reason);
    });
  };
  return (
    <main className="centered">
      <div className="card">
        <Brand />
        <h1>Sign in to the console</h1>
        {message === undefined ? undefined : (
          <div role="status">
            <Notice tone="warning">
              <p>{message}</p>
            </Notice>
          </div>
        )}
        {error === undefined ? undefined : <ErrorNotice error={error} />}
        <Button look="primary" busy={busy} onClick={signIn}>
          Sign in
        </Button>
        <p className="small muted">Access tokens do not open the console: they are for programs.</p>
      </div>
    </main>
  );
}
