import { runInNewContext } from "node:vm";
import type { ViewerFunction } from "../template/viewer-functions.ts";
import type { ViewerRequest } from "./viewer-request.ts";

export type RunViewerFunction = (request: ViewerRequest) => ViewerRequest;

/**
 * A CloudFront function on viewer requests, as far as functions change headers: its `handler(event)` gets the viewer's address and the headers
 * and gives the request back. One that answers by itself, looks at query or cookies, or changes anything else, throws.
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
        headers: Object.fromEntries([...request.headers].map(([name, value]) => [name, { value }])),
      },
    };
    const answer: unknown = JSON.parse(String(run(JSON.stringify(event))));
    if (!isRequest(answer) || answer.method !== event.request.method || answer.uri !== event.request.uri)
      throw new Error(
        "a CloudFront function did something else than change headers, which the local edge does not implement",
      );
    return { ...request, headers: new Map(Object.entries(answer.headers).map(([name, { value }]) => [name, value])) };
  };
}

interface FunctionRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, { readonly value: string }>>;
}

function isRequest(value: unknown): value is FunctionRequest {
  if (typeof value !== "object" || value === null || !("headers" in value)) return false;
  const { headers, ...others } = value;
  if (Object.keys(others).sort().join() !== "method,uri" || typeof headers !== "object" || headers === null)
    return false;
  return Object.entries(headers).every(
    ([name, header]) =>
      name === name.toLowerCase() && typeof header === "object" && header !== null && typeof header.value === "string",
  );
}
