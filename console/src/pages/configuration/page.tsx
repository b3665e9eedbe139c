import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { Configuration } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button, CopyButton } from "../../design/button.tsx";
import { Card, ErrorNotice, Page, Skeleton } from "../../design/page.tsx";
import { formatInstant } from "../../design/time.tsx";
import { workspacePath } from "../../paths.ts";
import { useRemoveConfiguration } from "../configurations/use-remove-configuration.tsx";
import type { PageParameters } from "../pages.ts";
import { MigrationNotice } from "./migration-notice.tsx";
import { PriceCard } from "./price-card.tsx";
import { QuoteCard } from "./quote-card.tsx";
import { useConfiguration } from "./use-configuration.ts";
import { ValuesCard } from "./values-card.tsx";

export default function ConfigurationPage({ parameters: { shortId = "" } }: PageParameters): ReactNode {
  const { workspaceId, can } = useWorkspace();
  const [, navigate] = useLocation();
  const listPath = workspacePath(workspaceId, "configurations");
  const askRemove = useRemoveConfiguration(() => navigate(listPath));
  const { configuration, configurator, saved, published } = useConfiguration(shortId);
  const { data, error } = configuration;
  const isComplete = data !== undefined && !saved.isPending;
  const document = saved.data?.document;
  return (
    <Page
      title="Saved configuration"
      description={
        <span className="row">
          <Link href={listPath}>Saved configurations</Link>
          <span className="mono">{shortId}</span>
          <CopyButton value={shortId} what="short id" small iconOnly />
        </span>
      }
      actions={
        data !== undefined && can("deleteConfiguration") ? (
          <Button look="danger" onClick={() => askRemove(shortId)}>
            <Trash2 aria-hidden /> Delete
          </Button>
        ) : undefined
      }
    >
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void configuration.refetch()} />}
      {!isComplete && error === null ? <Skeleton lines={14} /> : undefined}
      {!isComplete ? undefined : (
        <>
          {saved.data === undefined || published.data === undefined ? undefined : (
            <MigrationNotice configuration={data} saved={saved.data} published={published.data} />
          )}
          <div className="columns">
            <div className="stack">
              <ValuesCard configuration={data} document={document} />
              {can("quoteSavedConfiguration") && document !== undefined ? (
                <QuoteCard configuration={data} />
              ) : undefined}
            </div>
            <div className="stack">
              <PriceCard configuration={data} document={document} />
              <AboutCard configuration={data} name={configurator.data?.name} />
            </div>
          </div>
        </>
      )}
    </Page>
  );
}

function AboutCard({
  configuration,
  name,
}: {
  readonly configuration: Configuration;
  readonly name: string | undefined;
}): ReactNode {
  const { workspaceId } = useWorkspace();
  const { configuratorId, version, customerReference, metadata, savedFrom, savedWith, thumbnail } = configuration;
  return (
    <Card title="About it">
      {thumbnail === null ? undefined : <img className="thumbnail" src={thumbnail} alt="What the shopper saw" />}
      <dl className="details">
        <dt>Configurator</dt>
        <dd>
          {name === undefined ? (
            <span className="mono">{configuratorId}</span>
          ) : (
            <Link href={workspacePath(workspaceId, `configurators/${configuratorId}`)}>{name}</Link>
          )}
          , version {version}
        </dd>
        <dt>Customer reference</dt>
        <dd>{customerReference ?? <span className="muted">None</span>}</dd>
        <dt>Saved</dt>
        <dd>{formatInstant(configuration.createdAt)}</dd>
        <dt>Changed</dt>
        <dd>
          {configuration.revision === 1 ? (
            <span className="muted">Never</span>
          ) : (
            `${formatInstant(configuration.updatedAt)}, revision ${configuration.revision}`
          )}
        </dd>
        <dt>Website</dt>
        <dd>{savedFrom ?? <span className="muted">Not known</span>}</dd>
        <dt>Saved with</dt>
        <dd>
          <Link className="mono" href={workspacePath(workspaceId, `access-tokens/${savedWith}`)}>
            {savedWith}
          </Link>
        </dd>
        {Object.entries(metadata).map(([key, text]) => (
          <Metadata key={key} name={key} text={text} />
        ))}
      </dl>
    </Card>
  );
}

function Metadata({ name, text }: { readonly name: string; readonly text: string }): ReactNode {
  return (
    <>
      <dt className="wrap-anywhere">{name}</dt>
      <dd className="pre-line">{text}</dd>
    </>
  );
}
