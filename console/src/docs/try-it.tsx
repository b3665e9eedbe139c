import { type FormEvent, type ReactNode, useState } from "react";
import { Badge } from "../design/badge.tsx";
import { Button, CopyButton } from "../design/button.tsx";
import { TextAreaField, TextField } from "../design/field.tsx";
import { Card, Notice } from "../design/page.tsx";
import type { ApiOperation, OpenApi } from "./openapi.ts";
import { type Draft, findMistake, formatCurl, planRequest } from "./request.ts";
import { sampleOf } from "./sample.ts";

interface Outcome {
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string | null;
  readonly text: string;
}

export interface TryItProps {
  readonly api: OpenApi;
  readonly operation: ApiOperation;
  readonly token: string;
  readonly onToken: (token: string) => void;
}

const TEXT_SHOWN_MAX = 50_000;

/** Calls the operation of this very deployment. The token is in this page's memory only, and in no address. */
export function TryIt({ api, operation, token, onToken }: TryItProps): ReactNode {
  const [parameters, setParameters] = useState<Readonly<Record<string, string>>>({});
  const [body, setBody] = useState(() => sampleBody(api, operation));
  const [mistake, setMistake] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const draft: Draft = { token, parameters, body };
  const isOpen = (operation.security?.length ?? 0) === 0;
  const takesToken = operation.security?.some((entry) => !("session" in entry)) ?? false;

  const send = (event: FormEvent): void => {
    event.preventDefault();
    const found = findMistake(operation, draft);
    setMistake(found);
    if (found !== undefined || busy) return;
    setBusy(true);
    call(operation, draft)
      .then(setOutcome, (error: unknown) =>
        setMistake(`No answer: ${error instanceof Error ? error.message : "unknown reason"}`),
      )
      .finally(() => setBusy(false));
  };

  if (!isOpen && !takesToken) {
    return (
      <Card title="Try it">
        <p>Only a console session may do this. Tokens never open the console, so there is nothing to try here.</p>
      </Card>
    );
  }
  return (
    <Card title="Try it">
      <form className="stack" onSubmit={send} noValidate>
        {operation.method === "GET" ? undefined : (
          <Notice tone="warning">
            <p>This really happens, in the workspace of the token.</p>
          </Notice>
        )}
        {isOpen ? undefined : (
          <TextField
            label="Token"
            type="password"
            value={token}
            spellCheck={false}
            hint="Stays in this page until you close or reload it."
            onChange={(event) => onToken(event.currentTarget.value)}
          />
        )}
        {(operation.parameters ?? []).map(({ name, required = false, in: place, schema }) => (
          <TextField
            key={`${place} ${name}`}
            label={name}
            optional={!required}
            placeholder={typeof schema.example === "string" ? schema.example : undefined}
            value={parameters[name] ?? ""}
            onChange={(event) => setParameters({ ...parameters, [name]: event.currentTarget.value })}
          />
        ))}
        {operation.requestBody === undefined ? undefined : (
          <TextAreaField
            label="Body"
            rows={12}
            spellCheck={false}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
        )}
        <p className="field-error" role="alert">
          {mistake}
        </p>
        <div>
          <Button type="submit" look="primary" busy={busy}>
            Send
          </Button>
        </div>
      </form>
      <Outcomes outcome={outcome} />
      <div className="stack-tight">
        <div className="card-header">
          <h3>The same for a shell</h3>
          <CopyButton small what="command" value={formatCurl(location.origin, planRequest(operation, draft), isOpen)} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <pre className="code-block" tabIndex={0}>
          {formatCurl(location.origin, planRequest(operation, draft), isOpen)}
        </pre>
      </div>
    </Card>
  );
}

function Outcomes({ outcome }: { readonly outcome: Outcome | undefined }): ReactNode {
  return (
    <div role="status" className="stack-tight">
      {outcome === undefined ? undefined : (
        <>
          <p className="row">
            <Badge tone={outcome.status < 400 ? "success" : "danger"}>{outcome.status}</Badge>
            <span className="small muted">
              {outcome.milliseconds} ms{outcome.requestId === null ? "" : `, request ${outcome.requestId}`}
            </span>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <pre className="code-block code-tall" tabIndex={0}>
            {outcome.text === "" ? "No body" : outcome.text}
          </pre>
        </>
      )}
    </div>
  );
}

async function call(operation: ApiOperation, draft: Draft): Promise<Outcome> {
  const { method, target, headers, body } = planRequest(operation, draft);
  const isOpen = (operation.security?.length ?? 0) === 0;
  const startedAt = performance.now();
  const response = await fetch(target, {
    method,
    headers: { ...headers, ...(!isOpen && { Authorization: `Bearer ${draft.token.trim()}` }) },
    cache: "no-store",
    credentials: "omit",
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    milliseconds: Math.round(performance.now() - startedAt),
    requestId: response.headers.get("apigw-requestid"),
    text: indent(text).slice(0, TEXT_SHOWN_MAX),
  };
}

function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function sampleBody(api: OpenApi, { requestBody }: ApiOperation): string {
  const [content] = Object.values(requestBody?.content ?? {});
  return content === undefined ? "" : JSON.stringify(sampleOf(api, content.schema), null, 2);
}
