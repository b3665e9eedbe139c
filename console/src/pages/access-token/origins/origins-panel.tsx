import { type ReactNode, useState } from "react";
import type { Token } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import type { Action } from "../../../design/menu.tsx";
import { AllowDialog } from "./allow-dialog.tsx";
import { DomainCard } from "./domain-card.tsx";
import type { DomainList } from "./domain-lists.ts";
import { OriginTable } from "./origin-table.tsx";
import { TrialCard } from "./trial-card.tsx";
import { TrialDialog } from "./trial-dialog.tsx";
import { useDomainChanges } from "./use-domain-changes.ts";
import { useObservedOrigins } from "./use-observed-origins.ts";

type OpenDialog =
  | { readonly type: "trial" }
  | { readonly type: "allow"; readonly origin: string; readonly list: DomainList };

/** Where a public token is used, where it may be used, and what a stricter list would do. */
export function OriginsPanel({ token, edit }: { readonly token: Token; readonly edit: Action | undefined }): ReactNode {
  const { can } = useWorkspace();
  const { data: origins, error, refetch } = useObservedOrigins(token.id);
  const changes = useDomainChanges(token.id);
  const [dialog, setDialog] = useState<OpenDialog>();
  const mayChange = can("updateToken");
  const close = (): void => setDialog(undefined);
  return (
    <div className="stack">
      <h2>Observed origins</h2>
      <OriginTable
        token={token}
        origins={origins}
        error={error}
        onRetry={() => void refetch()}
        onAllow={mayChange ? (origin) => setDialog({ type: "allow", origin, list: "domains" }) : undefined}
      />
      <p className="small muted">
        Uses are sampled: there were at least so many. An origin is forgotten 90 days after it was last seen.
      </p>
      <div className="columns">
        <DomainCard token={token} edit={edit} />
        <TrialCard
          token={token}
          origins={origins}
          changes={changes}
          mayChange={mayChange}
          onEdit={() => setDialog({ type: "trial" })}
          onAdd={(origin) => setDialog({ type: "allow", origin, list: "trial" })}
        />
      </div>
      {dialog?.type === "trial" ? <TrialDialog token={token} onClose={close} /> : undefined}
      {dialog?.type === "allow" ? (
        <AllowDialog
          origin={dialog.origin}
          list={dialog.list}
          onAllow={(pattern) => {
            changes.add(pattern, dialog.list);
            close();
          }}
          onClose={close}
        />
      ) : undefined}
    </div>
  );
}
