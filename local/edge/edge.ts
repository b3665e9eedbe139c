import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { type HttpResponse, sendResponse } from "../http/message.ts";
import type { LogSink } from "../logs/log-sink.ts";
import type { Behavior, LocalDistribution } from "../template/distribution.ts";
import { matchesWildcard } from "../template/wildcard.ts";
import { acceptedEncodings, createCacheKey } from "./cache-key.ts";
import { compress } from "./compress.ts";
import { answerConditional } from "./conditional.ts";
import { createEdgeCache } from "./edge-cache.ts";
import { headerOf, keepSeconds } from "./freshness.ts";
import type { AskOrigin } from "./http-origin.ts";
import { createOriginRequest, VIA } from "./origin-request.ts";
import { applyResponseHeaders } from "./response-headers.ts";
import { createViewerFunction, type RunViewerFunction } from "./viewer-function.ts";
import { hasBody, parseViewerRequest, type ViewerRequest } from "./viewer-request.ts";

export interface EdgeOptions {
  readonly distribution: LocalDistribution;
  /** By domain name, as the distribution names its origins. */
  readonly origins: ReadonlyMap<string, AskOrigin>;
  readonly logs: LogSink;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Value of the `x-cache` header. */
type CacheResult = "Hit" | "RefreshHit" | "Miss" | "Error" | "FunctionGeneratedResponse";

interface Answer {
  readonly response: HttpResponse;
  readonly result: CacheResult;
  /** Seconds since the origin answered, for an answer from the cache. */
  readonly ageSeconds?: number;
}

/**
 * A CloudFront distribution with one edge location: picks the behavior, keeps answers under the key of its cache policy,
 * asks its origin, adds its headers. The cache lives as long as the returned listener.
 *
 * @throws Error when a behavior's origin is not among `origins`
 */
export function createEdge({ distribution, origins, logs, now = Date.now }: EdgeOptions) {
  const cache = createEdgeCache();
  const viewerFunctions = new Map<Behavior, RunViewerFunction>();
  for (const behavior of distribution.behaviors) {
    const { origin, viewerFunction } = behavior;
    if (!origins.has(origin.domainName))
      throw new Error(`the distribution's origin ${origin.domainName} is nothing that runs here`);
    if (viewerFunction !== undefined) viewerFunctions.set(behavior, createViewerFunction(viewerFunction));
  }

  async function answer(request: ViewerRequest, behavior: Behavior, body: Readable): Promise<Answer> {
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (isRead && hasBody(request)) return error(403, `${request.method} must not have a body`);
    if (!isRead || behavior.cachePolicy.maxTtlSeconds === 0) {
      return classify(
        compressFor(request, behavior, await ask(request, behavior, hasBody(request) ? body : undefined)),
      );
    }
    return answerFromCache(request, behavior);
  }

  async function answerFromCache(request: ViewerRequest, behavior: Behavior): Promise<Answer> {
    const key = createCacheKey(request, behavior.cachePolicy);
    const entry = cache.get(key);
    if (entry !== undefined && now() < entry.expiresAtMs) {
      const result = entry.response.status >= 400 ? "Error" : "Hit";
      return { response: entry.response, result, ageSeconds: Math.floor((now() - entry.storedAtMs) / 1000) };
    }
    // A HEAD answer has no body to keep.
    if (request.method === "HEAD") return classify(await ask(request, behavior));

    const fresh = await ask(
      request,
      behavior,
      undefined,
      entry?.originTag === undefined ? {} : { "if-none-match": entry.originTag },
    );
    if (entry !== undefined && fresh.status === 304) {
      const response = refresh(entry.response, fresh);
      keep(key, response, entry.originTag, behavior);
      return { response, result: "RefreshHit" };
    }
    const response = compressFor(request, behavior, fresh);
    keep(key, response, headerOf(fresh, "etag"), behavior);
    return classify(response);
  }

  function keep(key: string, response: HttpResponse, originTag: string | undefined, { cachePolicy }: Behavior): void {
    const seconds = keepSeconds(response, cachePolicy, distribution.errorTtlSeconds, now());
    if (seconds === 0) cache.delete(key);
    else cache.set(key, { response, originTag, storedAtMs: now(), expiresAtMs: now() + seconds * 1000 });
  }

  async function ask(
    request: ViewerRequest,
    behavior: Behavior,
    body?: Readable,
    more: Record<string, string> = {},
  ): Promise<HttpResponse> {
    const { method, target, headers } = createOriginRequest(request, behavior);
    const origin = origins.get(behavior.origin.domainName);
    try {
      if (origin === undefined) throw new Error("no such origin");
      return await origin({ method, target, headers: { ...headers, ...more } }, body);
    } catch (cause) {
      logs.write({
        kind: "platform",
        line: `the local edge cannot reach ${behavior.origin.domainName}: ${String(cause)}`,
      });
      return error(502, "CloudFront wasn't able to connect to the origin").response;
    }
  }

  /** What the viewer gets to see. */
  async function show(
    viewerRequest: ViewerRequest,
    behavior: Behavior,
    body: Readable,
  ): Promise<Omit<Answer, "response"> & { readonly shown: HttpResponse }> {
    const { responseHeadersPolicy, cachePolicy, allowedMethods } = behavior;
    if (!allowedMethods.includes(viewerRequest.method)) {
      const { response, result } = error(403, `this distribution does not allow ${viewerRequest.method} here`);
      return { shown: applyResponseHeaders(viewerRequest, response, responseHeadersPolicy), result };
    }
    const outcome = viewerFunctions.get(behavior)?.(viewerRequest) ?? { type: "request", request: viewerRequest };
    // Such an answer is all that the function wrote: the documentation promises the policy's headers for answers of cache and origin.
    if (outcome.type === "response") return { shown: outcome.response, result: "FunctionGeneratedResponse" };
    const { request } = outcome;
    const { response, ...facts } = await answer(request, behavior, body);
    const isCached = cachePolicy.maxTtlSeconds > 0 && request.method === "GET";
    const current = isCached ? answerConditional(request, response) : response;
    return { shown: applyResponseHeaders(request, current, responseHeadersPolicy), ...facts };
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const viewerRequest = parseViewerRequest(incoming);
    const behavior = findBehavior(distribution, viewerRequest.path);
    const { shown, result, ageSeconds } = await show(viewerRequest, behavior, incoming);
    sendResponse(incoming, outgoing, {
      ...shown,
      headers: [
        ...shown.headers,
        ...(ageSeconds === undefined ? [] : [["age", String(ageSeconds)] as const]),
        ["x-cache", `${result} from cloudfront`],
        ["via", VIA],
        ["x-amz-cf-id", randomBytes(40).toString("base64url")],
      ],
    });
    // What is left of a body that nobody read must not be taken for the next request.
    incoming.resume();
  }

  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    handle(incoming, outgoing).catch((cause: unknown) => {
      logs.write({
        kind: "platform",
        line: `the local edge failed: ${cause instanceof Error ? cause.stack : String(cause)}`,
      });
      outgoing.destroy();
    });
  };
}

function findBehavior({ behaviors }: LocalDistribution, path: string): Behavior {
  const behavior = behaviors.find(({ pathPattern }) => matchesWildcard(pathPattern, path.slice(1)));
  if (behavior === undefined) throw new Error("the distribution has no default behavior");
  return behavior;
}

function compressFor(
  request: ViewerRequest,
  { compress: isOn, cachePolicy }: Behavior,
  response: HttpResponse,
): HttpResponse {
  return isOn ? compress(response, acceptedEncodings(request, cachePolicy)) : response;
}

function classify(response: HttpResponse): Answer {
  return { response, result: response.status >= 400 ? "Error" : "Miss" };
}

/** The kept body under the newer headers. */
function refresh(kept: HttpResponse, { headers }: HttpResponse): HttpResponse {
  const newer = headers.filter(([name]) => name !== "etag" && !name.startsWith("content-"));
  return {
    ...kept,
    headers: [...kept.headers.filter(([name]) => !newer.some(([header]) => header === name)), ...newer],
  };
}

function error(status: number, message: string): Answer {
  const html = `<!doctype html><title>ERROR: The request could not be satisfied</title><h1>${status} ERROR</h1><p>${message}.</p>`;
  return {
    response: {
      status,
      headers: [
        ["content-type", "text/html"],
        ["server", "CloudFront"],
      ],
      body: Buffer.from(html),
    },
    result: "Error",
  };
}
