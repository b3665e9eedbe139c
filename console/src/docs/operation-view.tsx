import type { ReactNode } from "react";
import { Badge, type Tone } from "../design/badge.tsx";
import { Card } from "../design/page.tsx";
import { formatCodes, formatInline } from "./inline.tsx";
import type { ApiOperation, OpenApi } from "./openapi.ts";
import { describeType } from "./sample.ts";
import { SchemaView } from "./schema-view.tsx";
import { TryIt } from "./try-it.tsx";

const CREDENTIALS: Readonly<Record<string, string>> = {
  publicToken: "public token",
  privateToken: "private token",
  serviceToken: "service token",
  session: "console session",
};
const TONES: Readonly<Record<string, Tone>> = { GET: "accent", POST: "success", PATCH: "warning", DELETE: "danger" };

export function MethodBadge({ method }: { readonly method: string }): ReactNode {
  return <Badge tone={TONES[method] ?? "neutral"}>{method}</Badge>;
}

export interface OperationViewProps {
  readonly api: OpenApi;
  readonly operation: ApiOperation;
  readonly token: string;
  readonly onToken: (token: string) => void;
}

/** Everything about one operation, and a form that calls it. */
export function OperationView({ api, operation, token, onToken }: OperationViewProps): ReactNode {
  const {
    operationId,
    method,
    path,
    summary,
    description,
    parameters = [],
    requestBody,
    responses,
    security = [],
  } = operation;
  const credentials = security.flatMap((entry) => Object.keys(entry)).map((name) => CREDENTIALS[name] ?? name);
  const [body] = Object.values(requestBody?.content ?? {});
  const good = Object.entries(responses).filter(([status]) => status < "400");
  const bad = Object.entries(responses).filter(([status]) => status >= "400");
  return (
    <article className="stack" aria-labelledby="operation">
      <header className="stack-tight">
        <h1 id="operation" tabIndex={-1}>
          {summary ?? operationId}
        </h1>
        <p className="row">
          <MethodBadge method={method} /> <code className="wrap-anywhere">{path}</code>
        </p>
        <p className="muted">
          <code>{operationId}</code>. {description === undefined ? undefined : formatInline(description)}{" "}
          {credentials.length === 0 ? "Needs no credential." : `Takes a ${credentials.join(" or a ")}.`}
        </p>
      </header>
      <div className="columns">
        <div className="stack">
          {parameters.length === 0 ? undefined : (
            <Card title="Parameters">
              <ul className="schema">
                {parameters.map((parameter) => (
                  <li key={`${parameter.in} ${parameter.name}`}>
                    <p>
                      <code>{parameter.name}</code>{" "}
                      <span className="small muted">
                        {parameter.in}, {describeType(api, parameter.schema)}
                        {parameter.required ? ", required" : ""}
                      </span>
                    </p>
                    {parameter.description === undefined ? undefined : (
                      <p className="small">{formatInline(parameter.description)}</p>
                    )}
                  </li>
                ))}
              </ul>
            </Card>
          )}
          {body === undefined ? undefined : (
            <Card title="Body">
              <SchemaView api={api} schema={body.schema} />
            </Card>
          )}
          {good.map(([status, { description: outcome, content = {} }]) => (
            <Card key={status} title={`Answer ${status}`}>
              {outcome === "Done" ? undefined : <p>{formatInline(outcome)}</p>}
              {Object.entries(content).map(([type, { schema }]) => (
                <div key={type} className="stack-tight">
                  <p className="small muted">{type}</p>
                  <SchemaView api={api} schema={schema} />
                </div>
              ))}
            </Card>
          ))}
          <Card title="Refusals">
            <dl className="details">
              {bad.map(([status, { description: outcome }]) => (
                <div key={status} className="details-row">
                  <dt>{status}</dt>
                  <dd>{formatCodes(outcome)}</dd>
                </div>
              ))}
            </dl>
          </Card>
        </div>
        <TryIt key={operationId} {...{ api, operation, token, onToken }} />
      </div>
    </article>
  );
}
