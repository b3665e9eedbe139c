import { afterEach } from "vitest";
import { createEdge } from "../../../local/edge/edge.ts";
import type { AskOrigin } from "../../../local/edge/http-origin.ts";
import type { OriginRequest } from "../../../local/edge/origin-request.ts";
import { createS3Origin } from "../../../local/edge/s3-origin.ts";
import { type Listener, listen } from "../../../local/http/listen.ts";
import type { HttpResponse } from "../../../local/http/message.ts";
import type { LocalBucket } from "../../../local/template/buckets.ts";
import type { CachePolicy, OriginRequestPolicy } from "../../../local/template/cache-policies.ts";
import type { Behavior, LocalDistribution } from "../../../local/template/distribution.ts";
import { createMemoryLogs } from "./fixture.ts";
import { type RawRequest, send } from "./http-client.ts";

const listeners: Listener[] = [];
afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.close();
});

export const OFF: CachePolicy = {
  minTtlSeconds: 0,
  defaultTtlSeconds: 0,
  maxTtlSeconds: 0,
  headers: { kind: "none" },
  queryStrings: { kind: "none" },
  brotli: false,
  gzip: false,
};
/** As the template's policy for loading a configurator. */
export const LOADS: CachePolicy = {
  ...OFF,
  maxTtlSeconds: 60,
  headers: { kind: "only", names: ["origin", "authorization"] },
  queryStrings: { kind: "all" },
  brotli: true,
  gzip: true,
};
export const EVERYTHING_BUT_HOST: OriginRequestPolicy = {
  headers: { kind: "except", names: ["host"] },
  queryStrings: { kind: "all" },
  cookies: { kind: "all" },
};
export const METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"];

export type Responder = (
  request: OriginRequest,
) => Partial<Omit<HttpResponse, "headers" | "body">> & { headers?: Record<string, string>; body?: string };

export interface Options {
  readonly behavior?: Partial<Behavior>;
  readonly before?: readonly Behavior[];
  readonly errorTtlSeconds?: ReadonlyMap<number, number>;
  readonly respond?: Responder;
}

export async function start({
  behavior = {},
  before = [],
  errorTtlSeconds = new Map(),
  respond = () => ({}),
}: Options = {}) {
  const clock = { now: 1_000_000 };
  const asked: OriginRequest[] = [];
  const origin: AskOrigin = async (request) => {
    asked.push(request);
    const { status = 200, headers = {}, body = `answer ${asked.length}` } = respond(request);
    return { status, headers: Object.entries(headers), body: Buffer.from(body) };
  };
  const distribution: LocalDistribution = {
    id: "D",
    arn: "arn:D",
    domainName: "d.cloudfront.net",
    behaviors: [...before, { ...defaultBehavior(), ...behavior }],
    errorTtlSeconds,
  };
  const origins = new Map([
    ["api", origin],
    ["bucket", createS3Origin(BUCKET, "arn:D", new Date(0))],
  ]);
  const edge = createEdge({ distribution, origins, logs: createMemoryLogs(), now: () => clock.now });
  const listener = await listen(0, edge);
  listeners.push(listener);
  const ask = (request: RawRequest = {}) => send(listener.port, { path: "/a", ...request });
  /** What the cache says of a GET. */
  const cacheOf = async (request: RawRequest = {}) => (await ask(request)).headers["x-cache"];
  return { ask, cacheOf, asked, clock };
}

export function defaultBehavior(): Behavior {
  return {
    pathPattern: "*",
    allowedMethods: METHODS,
    compress: true,
    cachePolicy: OFF,
    originRequestPolicy: EVERYTHING_BUT_HOST,
    origin: { domainName: "api", kind: "http", path: "", customHeaders: {} },
  };
}

export const BUCKET: LocalBucket = {
  name: "bucket",
  domainName: "bucket",
  objects: new Map([
    [
      "embed.js",
      { bytes: Buffer.from("// embed\n".repeat(500)), metadata: { "cache-control": "public, max-age=300" } },
    ],
    ["a b.txt", { bytes: Buffer.from("small"), metadata: {} }],
  ]),
  access: [{ distributionArn: "arn:D", canRead: true, canList: false }],
  cors: [],
  expirations: [],
};
export const FILES: Partial<Behavior> = {
  origin: { domainName: "bucket", kind: "s3", path: "", customHeaders: {} },
  allowedMethods: ["GET", "HEAD", "OPTIONS"],
};

export const fresh = { headers: { "cache-control": "max-age=30", etag: '"1"' } };
