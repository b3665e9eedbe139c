import { isDeepStrictEqual } from "node:util";
import { runInNewContext } from "node:vm";
import type { HttpResponse } from "../http/message.ts";
import type { ViewerFunction } from "../template/viewer-functions.ts";
import type { ViewerRequest } from "./viewer-request.ts";

/** What becomes of a request: it goes on as the function left it, or the function has answered it. */
export type ViewerOutcome =
  | { readonly type: "request"; readonly request: ViewerRequest }
  | { readonly type: "response"; readonly response: HttpResponse };

export type RunViewerFunction = (request: ViewerRequest) => ViewerOutcome;

/**
 * A CloudFront function on viewer requests: its `handler(event)` gets address, path, query and headers of the viewer, and gives the request
 * back, with other headers or another path, or an answer without a body. One that looks at cookies or changes anything else throws.
 */
export function createViewerFunction(code: ViewerFunction): RunViewerFunction {
  // Everything goes in and comes out as text: the function and the edge share no object.
  const run: unknown = runInNewContext(`${code}; (event) => JSON.stringify(handler(JSON.parse(event)))`);
  if (typeof run !== "function") throw new TypeError("a CloudFront function has no handler");

  return (request) => {
    const event = {
      version: "1.0",
      context: { eventType: "viewer-request" },
      viewer: { ip: request.address },
      request: {
        method: request.method,
        uri: request.path,
        querystring: parseQuery(request.queryString),
        headers: Object.fromEntries([...request.headers].map(([name, value]) => [name, { value }])),
      },
    };
    const answer: unknown = JSON.parse(String(run(JSON.stringify(event))));
    if (isResponse(answer)) {
      const { statusCode: status, headers = {} } = answer;
      return { type: "response", response: { status, headers: [...readHeaders(headers)], body: Buffer.alloc(0) } };
    }
    if (!isRequest(answer) || !isUnchanged(answer, event.request))
      throw new Error(
        "a CloudFront function did something else than change headers and path or answer, which the local edge does not implement",
      );
    return { type: "request", request: { ...request, path: answer.uri, headers: readHeaders(answer.headers) } };
  };
}

interface Value {
  readonly value: string;
}

interface FunctionRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: unknown;
  readonly headers: Readonly<Record<string, Value>>;
}

interface FunctionResponse {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, Value>>;
}

/** As CloudFront shows a query to functions: names and values as they were sent, repeated names with all their values. */
function parseQuery(queryString: string): Record<string, Value & { readonly multiValue?: readonly Value[] }> {
  const values = new Map<string, Value[]>();
  for (const pair of queryString === "" ? [] : queryString.split("&")) {
    const [name = "", ...rest] = pair.split("=");
    values.set(name, [...(values.get(name) ?? []), { value: rest.join("=") }]);
  }
  return Object.fromEntries(
    [...values].map(([name, all]) => [
      name,
      { value: all[0]?.value ?? "", ...(all.length > 1 && { multiValue: all }) },
    ]),
  );
}

function readHeaders(headers: FunctionRequest["headers"]): Map<string, string> {
  return new Map(Object.entries(headers).map(([name, { value }]) => [name, value]));
}

function isUnchanged({ method, querystring }: FunctionRequest, event: FunctionRequest): boolean {
  return method === event.method && isDeepStrictEqual(querystring, event.querystring);
}

function isRequest(value: unknown): value is FunctionRequest {
  return (
    hasExactly(value, ["headers", "method", "querystring", "uri"]) &&
    typeof value.uri === "string" &&
    /^\/[^?#]*$/.test(value.uri) &&
    isHeaders(value.headers)
  );
}

function isResponse(value: unknown): value is FunctionResponse {
  const { statusCode, statusDescription, headers, ...others } = Object(value);
  return (
    Number.isInteger(statusCode) &&
    statusCode >= 200 &&
    statusCode <= 599 &&
    (statusDescription === undefined || typeof statusDescription === "string") &&
    (headers === undefined || isHeaders(headers)) &&
    Object.keys(others).length === 0
  );
}

function isHeaders(value: unknown): value is FunctionRequest["headers"] {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).every(
    ([name, header]) =>
      name === name.toLowerCase() && hasExactly(header, ["value"]) && typeof header.value === "string",
  );
}

function hasExactly<Key extends string>(value: unknown, keys: readonly Key[]): value is Record<Key, unknown> {
  return typeof value === "object" && value !== null && Object.keys(value).sort().join() === keys.join();
}
