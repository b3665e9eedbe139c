import type { ReactNode } from "react";
import { Button } from "../design/button.tsx";
import { ErrorNotice } from "../design/page.tsx";

/** In place of everything, when the API or the issuer cannot be reached. */
export function StartFailed({ error }: { readonly error: unknown }): ReactNode {
  return (
    <main className="centered">
      <div className="card">
        <h1>Latchkey could not start</h1>
        <ErrorNotice error={error} />
        <Button look="primary" onClick={() => location.reload()}>
          Try again
        </Button>
      </div>
    </main>
  );
}
