import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Token } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { SelectField } from "../../../design/field.tsx";
import { Card, Notice, Skeleton } from "../../../design/page.tsx";
import type { Carried } from "../../configurator/embed/snippets.ts";
import { EmbedIds } from "./embed-ids.tsx";
import { SnippetTabs } from "./snippet-tabs.tsx";
import { EMBEDS_MAX, useEmbeds } from "./use-embeds.ts";

/** How a website gets to carry a public token, or a name that stands for it. */
export function EmbedPanel({ token }: { readonly token: Token }): ReactNode {
  const { can } = useWorkspace();
  const embeds = useEmbeds(token.id);
  const configurators = useConfigurators();
  const [carriedId, setCarriedId] = useState<string>();
  const [configuratorId, setConfiguratorId] = useState<string>();
  const embed =
    carriedId === token.id ? undefined : (embeds.data?.find(({ id }) => id === carriedId) ?? embeds.data?.[0]);
  const carried: Carried | undefined =
    embed !== undefined
      ? { type: "embed", value: embed.id }
      : token.token === null
        ? undefined
        : { type: "token", value: token.token };
  const published = configurators.data?.filter(({ publishedVersion }) => publishedVersion !== null) ?? [];
  const chosenId = configuratorId ?? published[0]?.id ?? PLACEHOLDER;
  return (
    <div className="stack">
      {token.status === "active" ? undefined : (
        <Notice tone="warning">
          <p>The token is {token.status}: pages that carry it show their fallback until it works again.</p>
        </Notice>
      )}
      <Card title="On a website">
        {/* Nobody should copy code that is about to become another. */}
        {embeds.isLoading || configurators.isLoading ? (
          <Skeleton lines={12} />
        ) : (
          <>
            <div className="field-grid">
              <SelectField
                label="The page carries"
                hint="An embed id stands for the token: the token can be rotated without an edit of the page."
                value={embed?.id ?? token.id}
                options={[
                  ...(embeds.data ?? []).map(({ id, label }) => ({ value: id, label: `Embed id ${label} (${id})` })),
                  { value: token.id, label: `The token itself (${token.masked})` },
                ]}
                onChange={(event) => setCarriedId(event.currentTarget.value)}
              />
              <SelectField
                label="Configurator"
                hint={
                  published.length === 0
                    ? `Put the id of a published configurator in the place of ${PLACEHOLDER}.`
                    : "Those that are published."
                }
                value={chosenId}
                options={
                  published.length === 0
                    ? [{ value: PLACEHOLDER, label: PLACEHOLDER }]
                    : published.map(({ id, name }) => ({ value: id, label: name }))
                }
                onChange={(event) => setConfiguratorId(event.currentTarget.value)}
              />
            </div>
            {carried === undefined ? undefined : <SnippetTabs carried={carried} configuratorId={chosenId} />}
          </>
        )}
      </Card>
      {can("listEmbeds") ? (
        <EmbedIds
          token={token}
          embeds={embeds.data}
          isCut={embeds.data?.length === EMBEDS_MAX}
          error={embeds.error}
          onRetry={() => void embeds.refetch()}
        />
      ) : undefined}
    </div>
  );
}

const PLACEHOLDER = "cfg_…";
const CONFIGURATORS_MAX = 100;

function useConfigurators() {
  const { workspaceId, client, can } = useWorkspace();
  return useQuery({
    queryKey: [workspaceId, "configurators", "to-embed"],
    queryFn: async ({ signal }) => (await client.configurators.list({ limit: CONFIGURATORS_MAX }, { signal })).items,
    enabled: can("listConfigurators"),
  });
}
