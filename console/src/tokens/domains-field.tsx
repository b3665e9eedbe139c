import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { TestedDomainPatterns } from "../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../api/workspace.tsx";
import { TextAreaField } from "../design/field.tsx";
import { readLines } from "./token-form.ts";

const SETTLED_MS = 300;
/** Of one request, and of a token's list. */
const PATTERNS_MAX = 100;

/** The websites of a public token, one a line, judged by the API while they are written. */
export function DomainsField({
  domains,
  onChange,
  explicitOnly,
  error,
}: {
  readonly domains: string;
  readonly onChange: (domains: string) => void;
  /** The workspace's policy refuses wildcards. */
  readonly explicitOnly: boolean;
  readonly error: string | undefined;
}): ReactNode {
  const { patterns, isChecking } = useTestedPatterns(domains);
  // The list below says of each what is wrong with it; that is not said twice.
  const isListed = patterns.some(({ pattern }) => pattern === null);
  return (
    <div className="stack-tight">
      <TextAreaField
        label="Domains"
        hint={
          explicitOnly
            ? "One website a line, such as https://shop.example.com. This workspace does not allow wildcards."
            : "One website a line, such as https://shop.example.com, or *.example.com for all its subdomains."
        }
        error={error !== undefined && isListed ? "Correct these, or remove them." : error}
        rows={3}
        spellCheck={false}
        autoCapitalize="none"
        value={domains}
        onChange={({ currentTarget: { value } }) => onChange(value)}
      />
      {patterns.length === 0 ? undefined : <PatternList patterns={patterns} />}
      {isChecking ? <p className="field-hint">Checking…</p> : undefined}
    </div>
  );
}

function PatternList({ patterns }: { readonly patterns: TestedDomainPatterns["patterns"] }): ReactNode {
  return (
    <ul className="pattern-list small" aria-label="How the domains are stored" aria-live="polite">
      {patterns.map(({ text, pattern, message }) => (
        <li key={text} data-refused={pattern === null || undefined}>
          {pattern === null ? <CircleAlert aria-hidden /> : <CircleCheck aria-hidden />}
          <span className="wrap-anywhere">
            {pattern === null ? (
              <>
                <strong>{text}</strong>: {message}
              </>
            ) : pattern === text ? (
              pattern
            ) : (
              `${text} is stored as ${pattern}`
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function useTestedPatterns(domains: string): {
  readonly patterns: TestedDomainPatterns["patterns"];
  readonly isChecking: boolean;
} {
  const { workspaceId, client } = useWorkspace();
  const [settled, setSettled] = useState(domains);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(domains), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [domains]);
  const patterns = readLines(settled).slice(0, PATTERNS_MAX);
  const { data, isFetching } = useQuery({
    queryKey: [workspaceId, "tested-patterns", patterns],
    queryFn: ({ signal }) => client.domainPatterns.test({ patterns }, { signal }),
    enabled: patterns.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { patterns: patterns.length === 0 ? [] : (data?.patterns ?? []), isChecking: isFetching };
}
