import "./design/styles.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { readDeployment } from "./api/deployment.ts";
import { App } from "./app.tsx";
import { Providers } from "./design/providers.tsx";
import { HOME } from "./paths.ts";
import { startSession } from "./session/session.ts";
import { StartFailed } from "./session/start-failed.tsx";

const element = document.getElementById("root");
if (element === null) throw new Error("the page has no #root");
const root = createRoot(element);
const queries = new QueryClient({
  // The SDK repeats what can be repeated.
  defaultOptions: { queries: { retry: false, staleTime: 10_000 }, mutations: { retry: false } },
});

try {
  const deployment = await readDeployment();
  const { issuer, clientId, scopes } = deployment.signIn;
  const session = await startSession(
    { issuer, clientId, scopes },
    { home: HOME, replacePath: (path) => history.replaceState(null, "", path) },
  );
  root.render(
    <Providers>
      <QueryClientProvider client={queries}>
        <App session={session} deployment={deployment} />
      </QueryClientProvider>
    </Providers>,
  );
} catch (error) {
  root.render(<StartFailed error={error} />);
}
