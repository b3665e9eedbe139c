import type { ReactNode } from "react";
import type { ObservedOrigin, Token } from "../../../../../sdk/src/generated/types.ts";
import { Badge } from "../../../design/badge.tsx";
import { Button } from "../../../design/button.tsx";
import { useConfirm } from "../../../design/confirm.tsx";
import { Card, Notice } from "../../../design/page.tsx";
import { formatDistance, formatInstant } from "../../../design/time.tsx";
import { summarizeTrial, type TrialResult, type TrialState, trialStateOf } from "./summarize-trial.ts";
import type { DomainChanges } from "./use-domain-changes.ts";

export interface TrialCardProps {
  readonly token: Token;
  readonly origins: readonly ObservedOrigin[] | undefined;
  readonly changes: DomainChanges;
  readonly mayChange: boolean;
  readonly onEdit: () => void;
  /** Asks to put an origin on the list on trial. */
  readonly onAdd: (origin: string) => void;
}

/** A list of domains that is watched and does not count: what it would refuse, before it does. */
export function TrialCard({ token, origins, changes, mayChange, onEdit, onAdd }: TrialCardProps): ReactNode {
  const state = trialStateOf(token.trial, Date.now());
  const result = origins === undefined ? undefined : summarizeTrial(origins);
  const confirm = useConfirm();
  const adopt = async (): Promise<void> => {
    const isSure = await confirm({
      title: "Make it the list?",
      body: <AdoptText token={token} missing={state === "running" ? (result?.missing ?? []) : undefined} />,
      confirmLabel: "Make it the list",
      danger: state === "running" && (result?.missing.length ?? 0) > 0,
    });
    if (isSure) changes.adoptTrial(token);
  };
  return (
    <Card title="Trial of a stricter list" actions={<StateBadge state={state} />}>
      {token.trial === null ? (
        <p>
          A list on trial refuses nothing. It shows which websites it would stop, so that nobody is locked out when you
          make it the list.
        </p>
      ) : (
        <>
          <ul className="stack-tight mono" aria-label="Domains on trial">
            {token.trial.domains.map((domain) => (
              <li key={domain} className="wrap-anywhere">
                {domain}
              </li>
            ))}
          </ul>
          <p className="small muted">
            {state === "running" ? "Watched until " : "Was watched until "}
            <time dateTime={token.trial.endsAt}>{formatInstant(token.trial.endsAt)}</time> (
            {formatDistance(new Date(token.trial.endsAt), Date.now())}).
          </p>
        </>
      )}
      {state === "ended" ? (
        <p>The trial is over, and its result with it. Start it again to see what it would refuse.</p>
      ) : undefined}
      {state === "running" && result !== undefined ? (
        <Result result={result} onAdd={mayChange ? onAdd : undefined} />
      ) : undefined}
      {mayChange ? (
        <div className="row">
          {state === "none" ? undefined : (
            <Button
              look={state === "running" ? "primary" : "plain"}
              busy={changes.isPending}
              onClick={() => void adopt()}
            >
              Make it the list
            </Button>
          )}
          <Button onClick={onEdit}>
            {state === "none" ? "Start a trial" : state === "running" ? "Change the trial" : "Start it again"}
          </Button>
          {state === "none" ? undefined : (
            <Button busy={changes.isPending} onClick={() => changes.endTrial(token)}>
              {state === "running" ? "End the trial" : "Remove it"}
            </Button>
          )}
        </div>
      ) : undefined}
    </Card>
  );
}

function StateBadge({ state }: { readonly state: TrialState }): ReactNode {
  if (state === "none") return undefined;
  return state === "running" ? <Badge tone="accent">Running</Badge> : <Badge>Ended</Badge>;
}

const NUMBER = new Intl.NumberFormat();

function Result({
  result: { missing, refused, gained, kept },
  onAdd,
}: {
  readonly result: TrialResult;
  readonly onAdd: ((origin: string) => void) | undefined;
}): ReactNode {
  if (missing.length === 0) {
    return (
      <Notice tone="success">
        <p>
          {kept === 0
            ? "No page has used the token yet, so there is nothing that it would refuse."
            : `It would refuse no page that is allowed now: ${kept} ${kept === 1 ? "website stays" : "websites stay"} allowed.`}
        </p>
        {gained.length > 0 ? <Gained gained={gained} /> : undefined}
      </Notice>
    );
  }
  return (
    <Notice tone="warning">
      <p>
        {missing.length === 1 ? "1 website that is" : `${missing.length} websites that are`} allowed now would be
        refused
        {refused > 0
          ? `, and ${NUMBER.format(refused)} ${refused === 1 ? "request" : "requests"} since the trial began`
          : ""}
        .
      </p>
      <ul className="stack-tight" aria-label="Missing on the list on trial">
        {missing.map(({ origin, trial }) => (
          <li key={origin} className="row">
            <span className="grow">
              <span className="mono wrap-anywhere">{origin}</span>
              <span className="menu-note">{describeRefused(trial?.refused ?? 0)}</span>
            </span>
            {onAdd === undefined ? undefined : (
              <Button small aria-label={`Add ${origin} to the trial`} onClick={() => onAdd(origin)}>
                Add
              </Button>
            )}
          </li>
        ))}
      </ul>
      {gained.length > 0 ? <Gained gained={gained} /> : undefined}
    </Notice>
  );
}

function Gained({ gained }: { readonly gained: readonly ObservedOrigin[] }): ReactNode {
  return (
    <p className="small wrap-anywhere">
      Refused now, and allowed by it: <span className="mono">{gained.map(({ origin }) => origin).join(", ")}</span>
    </p>
  );
}

function AdoptText({
  token: { domains, trial },
  missing,
}: {
  readonly token: Token;
  /** Undefined: nothing is known, since the trial is over. */
  readonly missing: readonly ObservedOrigin[] | undefined;
}): ReactNode {
  const dropped = domains.filter((domain) => !trial?.domains.includes(domain));
  return (
    <>
      <p>The list on trial takes the place of the present one. Pages follow within 10 seconds.</p>
      {dropped.length > 0 ? (
        <p className="wrap-anywhere">
          No longer on it: <span className="mono">{dropped.join(", ")}</span>
        </p>
      ) : undefined}
      {missing === undefined ? (
        <p>What it would refuse is not known any more: the trial is over.</p>
      ) : missing.length > 0 ? (
        <p className="wrap-anywhere">
          These websites stop working: <span className="mono">{missing.map(({ origin }) => origin).join(", ")}</span>
        </p>
      ) : undefined}
    </>
  );
}

function describeRefused(requests: number): string {
  return requests === 0 ? "not seen since the trial began" : `${NUMBER.format(requests)} would be refused`;
}
