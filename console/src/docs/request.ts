import type { ApiOperation } from "./openapi.ts";

/** What the form of an operation holds. */
export interface Draft {
  readonly token: string;
  /** For a console session only. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PlannedRequest {
  readonly method: string;
  /** Path and query, without the credential. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What is missing in the form, in words; undefined when it can be sent. */
export function findMistake(operation: ApiOperation, { token, parameters, body }: Draft): string | undefined {
  const missing = (operation.parameters ?? []).filter(({ name, required }) => required && !parameters[name]);
  const [first] = missing;
  if (first !== undefined) return `Fill in ${first.name}.`;
  if ((operation.security?.length ?? 0) > 0 && token.trim() === "") return "Paste a token first.";
  if (operation.requestBody === undefined) return undefined;
  try {
    JSON.parse(body);
    return undefined;
  } catch (error) {
    return `The body is not valid JSON: ${error instanceof Error ? error.message : "unknown reason"}`;
  }
}

/** The credential goes into the header, also that of a public token: an address with a token in it would stay in the history. */
export function planRequest(
  operation: ApiOperation,
  { parameters, body }: Pick<Draft, "parameters" | "body">,
): PlannedRequest {
  const given = (operation.parameters ?? []).flatMap((parameter) => {
    const value = parameters[parameter.name];
    return value ? [{ ...parameter, value }] : [];
  });
  const path = given
    .filter((parameter) => parameter.in === "path")
    .reduce((text, { name, value }) => text.replace(`{${name}}`, encodeURIComponent(value)), operation.path);
  const query = new URLSearchParams(
    given.filter((parameter) => parameter.in === "query").map(({ name, value }): [string, string] => [name, value]),
  ).toString();
  const headers = given
    .filter((parameter) => parameter.in === "header")
    .map(({ name, value }) => [name, value] as const);
  const hasBody = operation.requestBody !== undefined;
  return {
    method: operation.method,
    target: query === "" ? path : `${path}?${query}`,
    headers: { ...(hasBody && { "Content-Type": "application/json" }), ...Object.fromEntries(headers) },
    body: hasBody ? body : undefined,
  };
}

/** The same request for a shell. The token is a variable, so that it stays out of the shell's history. */
export function formatCurl(origin: string, { method, target, headers, body }: PlannedRequest, isOpen: boolean): string {
  const parts = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${quote(origin + target)}`,
    ...(isOpen ? [] : ['-H "Authorization: Bearer $LATCHKEY_TOKEN"']),
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quote(compact(body))}`]),
  ];
  return parts.join(" \\\n  ");
}

function compact(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return body;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
