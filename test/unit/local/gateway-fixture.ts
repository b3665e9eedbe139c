import { afterEach, vi } from "vitest";
import { createGateway } from "../../../local/gateway/gateway.ts";
import { type Listener, listen } from "../../../local/http/listen.ts";
import type { InvokeResult, LambdaRuntime } from "../../../local/lambda/runtime.ts";
import type { LocalApi, LocalAuthorizer, LocalRoute } from "../../../local/template/api.ts";
import type { Json } from "../../../local/template/json.ts";
import { createProperty } from "../../../local/template/property.ts";
import { parseRouteKey } from "../../../local/template/route-key.ts";
import { createMemoryLogs } from "./fixture.ts";
import { type RawRequest, send } from "./http-client.ts";

const listeners: Listener[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const listener of listeners.splice(0)) await listener.close();
});

type Answers = Readonly<Record<string, (event: unknown) => Json | InvokeResult | Promise<Json | InvokeResult>>>;
/** What an invocation gives that threw. */
export const FAILED: InvokeResult = { ok: false, error: { errorType: "Error", errorMessage: "boom", trace: [] } };

interface Options {
  readonly routes?: Partial<LocalRoute>;
  readonly routeKey?: string;
  readonly authorizer?: Partial<LocalAuthorizer>;
  /** By function: `guard` is the authorizer. */
  readonly answers?: Answers;
  readonly now?: () => number;
  readonly accessLog?: LocalApi["accessLog"];
}

/** A gateway with one route on a real port, in front of functions that are plain callbacks. */
export async function start(options: Options = {}) {
  const calls: { name: string; event: Record<string, unknown> }[] = [];
  const lambda: LambdaRuntime = {
    async invoke(name, event) {
      calls.push({ name, event: JSON.parse(JSON.stringify(event)) });
      const respond = options.answers?.[name];
      const answer = respond === undefined ? { statusCode: 200, body: "ok" } : await respond(event);
      return isResult(answer) ? answer : { ok: true, payload: answer };
    },
    stop: async () => {},
    drain: async () => {},
  };
  const authorizer = options.authorizer && {
    id: "authorizer",
    functionArn: "guard",
    identitySources: [],
    ttlSeconds: 0,
    isInvokePermitted: true,
    ...options.authorizer,
  };
  const route: LocalRoute = {
    ...parseRouteKey(createProperty(options.routeKey ?? "GET /things/{id}", "RouteKey", { paths: new Set() })),
    functionArn: "things",
    timeoutMs: 30_000,
    isInvokePermitted: true,
    ...(authorizer && { authorizer }),
    ...options.routes,
  };
  const api: LocalApi = {
    id: "api123",
    domainName: "api123.execute-api.us-east-1.amazonaws.com",
    stage: "$default",
    routes: [route],
    ...(options.accessLog && { accessLog: options.accessLog }),
  };
  const logs = createMemoryLogs();
  const listener = await listen(0, createGateway({ api, lambda, logs, ...(options.now && { now: options.now }) }));
  listeners.push(listener);
  const ask = (request: RawRequest = {}) => send(listener.port, { path: "/things/1", ...request });
  return { ask, calls, logs, event: () => calls.at(-1)?.event ?? {} };
}

function isResult(value: Json | InvokeResult): value is InvokeResult {
  return typeof value === "object" && value !== null && "ok" in value;
}

/** The body of an answer of the gateway itself. */
export const message = (text: string) => JSON.stringify({ message: text });
