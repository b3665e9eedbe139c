import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { Configurator } from "../../../../../sdk/src/generated/types.ts";
import { BASE_URL } from "../../../api/deployment.ts";
import { useDeployment } from "../../../api/use-deployment.tsx";
import { useWorkspace } from "../../../api/workspace.tsx";
import { CopyButton } from "../../../design/button.tsx";
import { SelectField } from "../../../design/field.tsx";
import { Card, EmptyState, ErrorNotice, Notice, Skeleton } from "../../../design/page.tsx";
import { workspacePath } from "../../../paths.ts";
import { type Carrier, listCarriers } from "./carriers.ts";
import { formatFollowingTag, formatPinnedTag } from "./snippets.ts";

/** The tag that puts the configurator on a website. */
export function EmbedPanel({ configurator }: { readonly configurator: Configurator }): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const mayList = can("listTokens") && can("listEmbeds");
  const carriers = useQuery({
    queryKey: [workspaceId, "tokens", "carriers"],
    queryFn: () => listCarriers(client),
    enabled: mayList,
  });
  const [chosenId, setChosenId] = useState("");
  const chosen = carriers.data?.find(({ id }) => id === chosenId) ?? carriers.data?.[0];
  if (!mayList) {
    return (
      <Notice>
        <p>The tag names an embed id or a public token, and your role may not look at those.</p>
      </Notice>
    );
  }
  return (
    <div className="stack">
      {configurator.publishedVersion === null ? (
        <Notice tone="warning">
          <p>Nothing is published yet. A website with this tag shows its own fallback until you publish the draft.</p>
        </Notice>
      ) : undefined}
      {carriers.error === null ? undefined : (
        <ErrorNotice error={carriers.error} onRetry={() => void carriers.refetch()} />
      )}
      {carriers.data === undefined && carriers.error === null ? <Skeleton lines={8} /> : undefined}
      {carriers.data?.length === 0 ? (
        <EmptyState title="There is no public token yet">
          <p className="muted">A website needs one that lists its address as a domain.</p>
          <Link href={workspacePath(workspaceId, "access-tokens")}>To the access tokens</Link>
        </EmptyState>
      ) : undefined}
      {chosen === undefined ? undefined : (
        <>
          <SelectField
            label="The page carries"
            hint="An embed id stands for a public token: the token can be rotated without an edit of the page."
            value={chosen.id}
            options={(carriers.data ?? []).map(({ id, label }) => ({ value: id, label }))}
            onChange={(event) => setChosenId(event.currentTarget.value)}
          />
          <Domains carrier={chosen} />
          <Snippets carrier={chosen} configuratorId={configurator.id} />
        </>
      )}
    </div>
  );
}

function Domains({ carrier: { tokenId, domains } }: { readonly carrier: Carrier }): ReactNode {
  const { workspaceId } = useWorkspace();
  const token = <Link href={workspacePath(workspaceId, `access-tokens/${tokenId}`)}>its public token</Link>;
  if (domains.length === 0) {
    return (
      <Notice tone="warning">
        <p>No website may use it: {token} lists no domain.</p>
      </Notice>
    );
  }
  return (
    <p className="small muted wrap-anywhere">
      Works on <span className="mono">{domains.join(", ")}</span>, which {token} lists.
    </p>
  );
}

function Snippets({
  carrier: { carried },
  configuratorId,
}: {
  readonly carrier: Carrier;
  readonly configuratorId: string;
}): ReactNode {
  const { embed } = useDeployment();
  const parts = { origin: BASE_URL, embed, carried, configuratorId };
  return (
    <div className="columns">
      <Snippet
        title="Follows new versions"
        what="the tag that follows new versions"
        text="The script is renewed within five minutes of a deployment of Latchkey. Right for most websites."
        code={formatFollowingTag(parts)}
      />
      <Snippet
        title="Pinned"
        what="the pinned tag"
        text="The browser runs exactly this file and refuses any other. The tag has to be renewed by hand."
        code={formatPinnedTag(parts)}
      />
    </div>
  );
}

function Snippet({
  title,
  what,
  text,
  code,
}: {
  readonly title: string;
  readonly what: string;
  readonly text: string;
  readonly code: string;
}): ReactNode {
  return (
    <Card title={title} actions={<CopyButton value={code} what={what} small />}>
      <p className="small muted">{text}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className="code-block" tabIndex={0}>
        {code}
      </pre>
    </Card>
  );
}
