import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { TestedDomainPatterns, Token } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Button } from "../../../design/button.tsx";
import { TextField } from "../../../design/field.tsx";
import type { Action } from "../../../design/menu.tsx";
import { Card, ErrorNotice } from "../../../design/page.tsx";
import { tidyOrigin } from "../origin-text.ts";

const SETTLED_MS = 300;

/** The list that counts, and a place to try out what it says. */
export function DomainCard({ token, edit }: { readonly token: Token; readonly edit: Action | undefined }): ReactNode {
  const [typed, setTyped] = useState("");
  const { origin, data, error } = useTestedOrigin(token, typed);
  const tested = origin === "" ? undefined : data?.origins[0];
  return (
    <Card
      title="Domains"
      actions={
        edit === undefined || edit.disabledReason !== undefined ? undefined : (
          <Button small onClick={edit.onSelect}>
            Edit the list
          </Button>
        )
      }
    >
      <ul className="stack-tight mono" aria-label="Domains that may use the token">
        {token.domains.map((domain) => (
          <li key={domain} className="wrap-anywhere">
            {domain}
          </li>
        ))}
      </ul>
      <TextField
        label="Try an address"
        hint="A website or a page, such as https://shop.example.com. Nothing is stored."
        spellCheck={false}
        autoCapitalize="none"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {error === null ? undefined : <ErrorNotice error={error} />}
      <div aria-live="polite">{tested === undefined ? undefined : <Verdict token={token} tested={tested} />}</div>
    </Card>
  );
}

function Verdict({
  token: { domains, trial },
  tested: { text, refusal, message, matchedBy },
}: {
  readonly token: Token;
  readonly tested: TestedDomainPatterns["origins"][number];
}): ReactNode {
  if (refusal !== null) {
    return (
      <p className="icon-line" data-refused>
        <CircleAlert aria-hidden />
        <span>{message}</span>
      </p>
    );
  }
  const by = matchedBy.filter((pattern) => domains.includes(pattern));
  const isAllowedOnTrial = trial?.domains.some((pattern) => matchedBy.includes(pattern)) ?? false;
  return (
    <div className="stack-tight">
      <p className="icon-line" data-refused={by.length === 0 || undefined}>
        {by.length === 0 ? <CircleAlert aria-hidden /> : <CircleCheck aria-hidden />}
        <span className="wrap-anywhere">
          {by.length === 0 ? (
            <>
              Refused: no entry allows <span className="mono">{text}</span>.
            </>
          ) : (
            <>
              Allowed by <span className="mono">{by.join(", ")}</span>.
            </>
          )}
        </span>
      </p>
      {trial === null ? undefined : (
        <p className="small muted">The list on trial {isAllowedOnTrial ? "allows" : "would refuse"} it.</p>
      )}
    </div>
  );
}

function useTestedOrigin({ domains, trial }: Token, typed: string) {
  const { workspaceId, client } = useWorkspace();
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const origin = tidyOrigin(settled);
  const patterns = [...new Set([...domains, ...(trial?.domains ?? [])])].slice(0, PATTERNS_MAX);
  const { data, error } = useQuery({
    queryKey: [workspaceId, "tested-patterns", patterns, origin],
    queryFn: ({ signal }) => client.domainPatterns.test({ patterns, origins: [origin] }, { signal }),
    enabled: origin !== "" && patterns.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { origin, data, error };
}

/** Of one request. Two full lists have more; those on trial are cut then. */
const PATTERNS_MAX = 100;
