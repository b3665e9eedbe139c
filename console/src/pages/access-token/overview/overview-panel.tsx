import type { ReactNode } from "react";
import type { Token } from "../../../../../sdk/src/generated/types.ts";
import { CopyButton } from "../../../design/button.tsx";
import { Card, Notice } from "../../../design/page.tsx";
import { describeWarning } from "../../../tokens/token-words.ts";
import { DetailsCard } from "./details-card.tsx";
import { RightsCard } from "./rights-card.tsx";

/** What a token is, what it can do now, and what somebody should look at. */
export function OverviewPanel({ token }: { readonly token: Token }): ReactNode {
  return (
    <div className="stack">
      {token.warnings.length === 0 ? undefined : (
        <Notice tone="warning">
          <h2>{token.warnings.length === 1 ? "One thing to look at" : "Things to look at"}</h2>
          <ul className="bulleted">
            {token.warnings.map((warning) => (
              <li key={warning}>{describeWarning(warning)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {token.token === null ? undefined : <ValueCard value={token.token} />}
      <div className="columns">
        <DetailsCard token={token} />
        <RightsCard token={token} />
      </div>
    </div>
  );
}

function ValueCard({ value }: { readonly value: string }): ReactNode {
  return (
    <Card title="Value">
      <div className="secret">
        <code>{value}</code>
        <CopyButton value={value} what="token" />
      </div>
      <p className="small muted">It is not secret: it works on the websites of its list only.</p>
    </Card>
  );
}
