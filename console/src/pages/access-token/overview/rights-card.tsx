import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import type { Explanation, Token } from "../../../../../sdk/src/generated/types.ts";
import { describeRole, describeScope } from "../../../api/words.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Card, ErrorNotice, Notice, Skeleton } from "../../../design/page.tsx";
import { useAllServices } from "../../../tokens/use-choices.ts";
import { useExplanation } from "../use-explanation.ts";
import { type ComparedRights, compareRights } from "./compare-rights.ts";

/** Checks that look at the token and its owner alone, whatever the request is. */
const STANDING: readonly string[] = ["state", "lifetime", "owner"];

const QUESTIONS = {
  public: "loadConfigurator",
  private: "whoami",
  service: "authorizeApplication",
} as const;

/** What a token can do now: what it was given, and its owner still has. */
export function RightsCard({ token }: { readonly token: Token }): ReactNode {
  const { data, error, refetch } = useExplanation({ tokenId: token.id, operation: QUESTIONS[token.kind] });
  return (
    <Card title="What it can do now">
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <Skeleton lines={6} />
        ) : undefined
      ) : (
        <Rights token={token} explanation={data} />
      )}
    </Card>
  );
}

function Rights({ token, explanation }: { readonly token: Token; readonly explanation: Explanation }): ReactNode {
  const refusal = explanation.checks.find(({ name, outcome }) => STANDING.includes(name) && outcome === "refused");
  const compared = compareRights(token, explanation.rights);
  return (
    <>
      {refusal === undefined ? undefined : (
        <Notice tone="danger">
          <p>
            <strong>Nothing.</strong> {refusal.message}
          </p>
          {explanation.reason === refusal.reason && explanation.fix !== null ? <p>{explanation.fix}</p> : undefined}
        </Notice>
      )}
      {refusal === undefined ? undefined : <p>Once that is mended, it can do this:</p>}
      {token.kind === "service" ? (
        <p>Everything of the Service Management API for the service {token.owner.name}, and nothing else.</p>
      ) : (
        <ul className="stack-tight" aria-label="APIs">
          {compared.scopes.map((scope) => (
            <ScopeLine key={scope.given} scope={scope} />
          ))}
        </ul>
      )}
      {token.kind === "private" ? <Ceiling compared={compared} /> : undefined}
      {compared.isReduced ? (
        <Notice tone="warning">
          <p>
            It was given more than its owner, {token.owner.name}, has now. It can do again what the owner gets back.
            Edit the token to take off what it does not need.
          </p>
        </Notice>
      ) : token.kind === "private" ? (
        <p className="small muted">All that it was given, its owner {token.owner.name} still has.</p>
      ) : undefined}
    </>
  );
}

function ScopeLine({ scope: { given, now } }: { readonly scope: ComparedRights["scopes"][number] }): ReactNode {
  return (
    <li className="icon-line" data-refused={now === null || undefined}>
      {now === null ? <Minus aria-hidden /> : <Check aria-hidden />}
      {now === given ? (
        <span>{describeScope(given)}</span>
      ) : (
        <span>
          {now === null ? (
            <>
              <s>{describeScope(given)}</s> <span className="small muted">given, but the owner does not have it</span>
            </>
          ) : (
            <>
              {describeScope(now)}{" "}
              <span className="small muted">given as {describeScope(given)}; the owner may read only</span>
            </>
          )}
        </span>
      )}
    </li>
  );
}

function Ceiling({ compared: { role, services } }: { readonly compared: ComparedRights }): ReactNode {
  return (
    <dl className="details">
      <dt>Role</dt>
      <dd>
        {describeRole(role.now)}{" "}
        {role.now === role.given ? undefined : (
          <span className="small muted">given as {describeRole(role.given)}; the owner has a lower one</span>
        )}
      </dd>
      <dt>Services</dt>
      <dd>
        <Services services={services} />
      </dd>
    </dl>
  );
}

function Services({ services: { now, lost, isNarrowed } }: Pick<ComparedRights, "services">): ReactNode {
  const { can } = useWorkspace();
  const named = useAllServices((now !== "all" || lost.length > 0) && can("listServices"));
  const nameOf = (id: string): string => named.data?.find((service) => service.id === id)?.name ?? id;
  if (now === "all") return "All";
  return (
    <>
      {now.length === 0 ? "None: operations on services are refused." : now.map(nameOf).join(", ")}
      {isNarrowed ? (
        <span className="small muted"> given as all; the owner may see {now.length === 0 ? "none" : "these only"}</span>
      ) : undefined}
      {lost.length > 0 ? (
        <span className="small muted"> given, but the owner may not see: {lost.map(nameOf).join(", ")}</span>
      ) : undefined}
    </>
  );
}
