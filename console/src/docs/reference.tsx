import { Search } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { Card, EmptyState, ErrorNotice, Skeleton } from "../design/page.tsx";
import { Brand } from "../shell/brand.tsx";
import { formatInline } from "./inline.tsx";
import { filterGroups, groupOperations, type OpenApi, type OperationGroup, readOpenApi } from "./openapi.ts";
import { MethodBadge, OperationView } from "./operation-view.tsx";
import { useHash } from "./use-hash.ts";

/** The API of this deployment: every operation with its shapes, and a form to try it. */
export function Reference(): ReactNode {
  const [api, setApi] = useState<OpenApi>();
  const [error, setError] = useState<unknown>();
  const [token, setToken] = useState("");
  const selected = useHash();
  const load = (): void => {
    setError(undefined);
    readOpenApi().then(setApi, setError);
  };
  useEffect(load, []);
  const groups = useMemo(() => (api === undefined ? [] : groupOperations(api)), [api]);
  const operation = groups.flatMap(({ operations }) => operations).find(({ operationId }) => operationId === selected);
  useEffect(() => {
    document.title = `${operation?.summary ?? "API reference"} · Latchkey`;
    // The heading of what was chosen, not the top of the page again.
    if (operation !== undefined) document.getElementById("operation")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [operation]);
  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <div className="shell reference">
        <OperationList groups={groups} selected={selected} />
        <main id="main" className="page" tabIndex={-1}>
          {error === undefined ? undefined : <ErrorNotice error={error} onRetry={load} />}
          {api === undefined && error === undefined ? <Skeleton lines={8} /> : undefined}
          {api === undefined ? undefined : operation === undefined ? (
            <Introduction api={api} groups={groups} isUnknown={selected !== ""} />
          ) : (
            <OperationView {...{ api, operation, token, onToken: setToken }} />
          )}
        </main>
      </div>
    </>
  );
}

function OperationList({
  groups,
  selected,
}: {
  readonly groups: readonly OperationGroup[];
  readonly selected: string;
}): ReactNode {
  const [text, setText] = useState("");
  const shown = filterGroups(groups, text);
  return (
    <nav className="sidebar" aria-label="Operations">
      <a className="brand" href="/console/">
        <Brand />
      </a>
      <div className="search">
        <Search aria-hidden />
        <input
          className="input"
          type="search"
          aria-label="Find an operation"
          placeholder="Find an operation"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {shown.map(({ name, operations }) => (
        <div key={name} className="nav-group">
          <p className="nav-title">{titleOf(name)}</p>
          {operations.map(({ operationId, summary }) => (
            <a
              key={operationId}
              className="nav-link"
              href={`#/${operationId}`}
              title={summary}
              aria-current={operationId === selected ? "page" : undefined}
            >
              {operationId}
            </a>
          ))}
        </div>
      ))}
      <p role="status" className="small muted">
        {text !== "" && shown.length === 0 ? "No operation is called that." : ""}
      </p>
    </nav>
  );
}

function Introduction({
  api: { info, components },
  groups,
  isUnknown,
}: {
  readonly api: OpenApi;
  readonly groups: readonly OperationGroup[];
  readonly isUnknown: boolean;
}): ReactNode {
  return (
    <>
      <header className="page-header-text">
        <h1>API reference</h1>
        <p className="muted">
          {info.title} {info.version}. The same as a document: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).
        </p>
      </header>
      {isUnknown ? <EmptyState title="There is no such operation." /> : undefined}
      <Card title="How it answers">
        <p>{info.description === undefined ? undefined : formatInline(info.description)}</p>
      </Card>
      <Card title="Credentials">
        <dl className="details">
          {Object.entries(components.securitySchemes).map(([name, { description = "" }]) => (
            <div key={name} className="details-row">
              <dt>{name}</dt>
              <dd>{formatInline(description)}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {groups.map(({ name, description, operations }) => (
        <Card key={name} title={titleOf(name)}>
          {description === undefined ? undefined : <p className="muted">{formatInline(description)}</p>}
          <ul className="stack-tight">
            {operations.map(({ operationId, method, path, summary }) => (
              <li key={operationId} className="row">
                <MethodBadge method={method} />
                <a href={`#/${operationId}`}>{summary ?? operationId}</a>
                <code className="muted wrap-anywhere">{path}</code>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

/** "service-accounts" as "Service accounts". */
function titleOf(tag: string): string {
  const words = tag.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
