import { CircleAlert, CircleCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { isServicePermitted } from "../../../../../functions/domain/rights.ts";
import type { Explanation, Token } from "../../../../../sdk/src/generated/types.ts";
import { describeRole, describeScope } from "../../../api/words.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { Badge } from "../../../design/badge.tsx";
import { Button } from "../../../design/button.tsx";
import { Card, Notice } from "../../../design/page.tsx";
import { formatInline } from "../../../docs/inline.tsx";
import { workspacePath } from "../../../paths.ts";
import { tidyOrigin } from "../origin-text.ts";
import { AllowDialog } from "../origins/allow-dialog.tsx";
import { useDomainChanges } from "../origins/use-domain-changes.ts";
import { describeLimits } from "../overview/words.ts";
import type { Question } from "./question.ts";

const CHECKS: Readonly<Record<Explanation["checks"][number]["name"], string>> = {
  state: "State",
  lifetime: "Age",
  owner: "Owner",
  kind: "Kind",
  permission: "Permission",
  address: "Address",
  origin: "Page",
  services: "Services",
};

const CREDENTIALS: Readonly<Record<Explanation["needs"]["credentials"][number], string>> = {
  public: "public tokens",
  private: "private tokens",
  service: "service tokens",
  session: "the console",
};

/** The decision about a request that was only described, and what each check says. */
export function ExplanationView({
  token,
  question,
  explanation,
}: {
  readonly token: Token;
  readonly question: Question;
  readonly explanation: Explanation;
}): ReactNode {
  const { decision, reason, message, fix, docs, checks, needs, rights, notes } = explanation;
  const isHidden =
    decision === "allow" && question.service !== "" && !isServicePermitted(rights.services, question.service);
  return (
    <div className="stack">
      <Notice tone={decision === "deny" ? "danger" : isHidden ? "warning" : "success"}>
        <h2>{decision === "deny" ? "Refused" : isHidden ? "Allowed, but not for this service" : "Allowed"}</h2>
        <p>
          {isHidden
            ? "The token may not see this service: the answer is as if it did not exist."
            : formatInline(message)}
        </p>
        {fix === null ? undefined : <p>{formatInline(fix)}</p>}
        {reason === null ? undefined : (
          <div className="row">
            {reason === "origin_not_listed" ? (
              <AllowButton token={token} origin={tidyOrigin(question.origin)} />
            ) : undefined}
            {docs === null ? undefined : (
              <a href={docs}>
                What <code>{reason}</code> means
              </a>
            )}
          </div>
        )}
      </Notice>
      {notes.length === 0 ? undefined : (
        <Notice>
          <ul className="stack-tight">
            {notes.map(({ code, message: note }) => (
              <li key={code}>{code === "limited" ? describeLimited(token) : note}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Card title="Checks, in order">
        <ul className="stack-tight" aria-label="Checks">
          {checks.map((check) => (
            <li key={check.name} className="icon-line" data-refused={check.outcome === "refused" || undefined}>
              {check.outcome === "passed" ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
              <span>
                <strong>{CHECKS[check.name]}</strong>{" "}
                {check.outcome === "refused" ? <Badge tone="danger">Refused</Badge> : undefined}{" "}
                {formatInline(check.message)}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="What the operation takes">
        <dl className="details">
          <dt>Credential</dt>
          <dd>{needs.credentials.map((kind) => CREDENTIALS[kind]).join(", ")}</dd>
          <dt>Right</dt>
          <dd>{needs.scope === null ? "None" : describeScope(needs.scope)}</dd>
          <dt>Role</dt>
          <dd>{needs.role === null ? "Any" : `${describeRole(needs.role)} or higher`}</dd>
        </dl>
      </Card>
    </div>
  );
}

/** The repair of the most usual refusal, where it is explained. */
function AllowButton({ token, origin }: { readonly token: Token; readonly origin: string }): ReactNode {
  const { workspaceId, can } = useWorkspace();
  const { add } = useDomainChanges(token.id);
  const [open, setOpen] = useState(false);
  if (!can("updateToken")) return undefined;
  return (
    <>
      <Button small onClick={() => setOpen(true)}>
        Allow {origin}
      </Button>
      <Link href={workspacePath(workspaceId, `access-tokens/${token.id}?tab=origins`)}>To its origins</Link>
      {open ? (
        <AllowDialog
          origin={origin}
          list="domains"
          onAllow={(pattern) => {
            add(pattern, "domains");
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      ) : undefined}
    </>
  );
}

function describeLimited({ limits }: Token): string {
  return `The token has limits, which may be used up: ${describeLimits(limits).join(", ")}.`;
}
