import { randomBytes } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
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

const OFF: CachePolicy = {
  minTtlSeconds: 0,
  defaultTtlSeconds: 0,
  maxTtlSeconds: 0,
  headers: { kind: "none" },
  queryStrings: { kind: "none" },
  brotli: false,
  gzip: false,
};
/** As the template's policy for loading a configurator. */
const LOADS: CachePolicy = {
  ...OFF,
  maxTtlSeconds: 60,
  headers: { kind: "only", names: ["origin", "authorization"] },
  queryStrings: { kind: "all" },
  brotli: true,
  gzip: true,
};
const EVERYTHING_BUT_HOST: OriginRequestPolicy = {
  headers: { kind: "except", names: ["host"] },
  queryStrings: { kind: "all" },
  cookies: { kind: "all" },
};
const METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"];

type Responder = (
  request: OriginRequest,
) => Partial<Omit<HttpResponse, "headers" | "body">> & { headers?: Record<string, string>; body?: string };

interface Options {
  readonly behavior?: Partial<Behavior>;
  readonly before?: readonly Behavior[];
  readonly errorTtlSeconds?: ReadonlyMap<number, number>;
  readonly respond?: Responder;
}

async function start({ behavior = {}, before = [], errorTtlSeconds = new Map(), respond = () => ({}) }: Options = {}) {
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

function defaultBehavior(): Behavior {
  return {
    pathPattern: "*",
    allowedMethods: METHODS,
    compress: true,
    cachePolicy: OFF,
    originRequestPolicy: EVERYTHING_BUT_HOST,
    origin: { domainName: "api", kind: "http", path: "", customHeaders: {} },
  };
}

const BUCKET: LocalBucket = {
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
};
const FILES: Partial<Behavior> = {
  origin: { domainName: "bucket", kind: "s3", path: "", customHeaders: {} },
  allowedMethods: ["GET", "HEAD", "OPTIONS"],
};

const fresh = { headers: { "cache-control": "max-age=30", etag: '"1"' } };

describe("the cache", () => {
  it("answers again what it has, with its age, and asks the origin once", async () => {
    const { ask, asked, clock } = await start({ behavior: { cachePolicy: LOADS }, respond: () => fresh });
    expect(await ask()).toMatchObject({
      status: 200,
      text: "answer 1",
      headers: { "x-cache": "Miss from cloudfront" },
    });
    clock.now += 29_999;
    expect(await ask()).toMatchObject({
      status: 200,
      text: "answer 1",
      headers: { "x-cache": "Hit from cloudfront", age: "29" },
    });
    expect(asked).toHaveLength(1);
    clock.now += 1;
    expect((await ask()).headers["x-cache"]).toBe("Miss from cloudfront");
  });

  it.each<[string, RawRequest, RawRequest]>([
    ["Origin", { headers: [["Origin", "https://shop.example"]] }, { headers: [["Origin", "https://evil.example"]] }],
    ["having an Origin", { headers: [["Origin", "https://shop.example"]] }, {}],
    ["Authorization", { headers: [["Authorization", "Bearer a"]] }, { headers: [["Authorization", "Bearer b"]] }],
    ["path", { path: "/a" }, { path: "/b" }],
    ["query", { path: "/a?k=1" }, { path: "/a?k=2" }],
    ["order of the query", { path: "/a?k=1&l=2" }, { path: "/a?l=2&k=1" }],
    ["encodings", { headers: [["Accept-Encoding", "br"]] }, { headers: [["Accept-Encoding", "gzip"]] }],
  ])("never answers a request with another %s", async (_, first, second) => {
    const { cacheOf, asked } = await start({ behavior: { cachePolicy: LOADS }, respond: () => fresh });
    await cacheOf(first);
    expect(await cacheOf(first)).toBe("Hit from cloudfront");
    expect(await cacheOf(second)).toBe("Miss from cloudfront");
    expect(asked).toHaveLength(2);
  });

  it("shares an answer between requests that differ in nothing of the key", async () => {
    const { cacheOf } = await start({ behavior: { cachePolicy: LOADS }, respond: () => fresh });
    await cacheOf({
      headers: [
        ["User-Agent", "a"],
        ["Cookie", "a=1"],
        ["Accept-Encoding", "gzip, br;q=0.5"],
      ],
    });
    expect(
      await cacheOf({
        headers: [
          ["User-Agent", "b"],
          ["Accept-Encoding", "br, deflate, gzip"],
        ],
      }),
    ).toBe("Hit from cloudfront");
  });

  it("keeps nothing longer than the policy's 60 seconds, whatever the origin says", async () => {
    const { cacheOf, clock } = await start({
      behavior: { cachePolicy: LOADS },
      respond: () => ({ headers: { "cache-control": "max-age=9999" } }),
    });
    await cacheOf();
    clock.now += 59_999;
    expect(await cacheOf()).toBe("Hit from cloudfront");
    clock.now += 1;
    expect(await cacheOf()).toBe("Miss from cloudfront");
  });

  it.each([undefined, "no-store", "no-cache", "private, max-age=60", "max-age=0", "s-maxage=0, max-age=60"])(
    "keeps nothing when the origin says %s and the policy's minimum and default are 0",
    async (cacheControl) => {
      const { cacheOf } = await start({
        behavior: { cachePolicy: LOADS },
        respond: () => ({ headers: cacheControl === undefined ? {} : { "cache-control": cacheControl } }),
      });
      await cacheOf();
      expect(await cacheOf()).toBe("Miss from cloudfront");
    },
  );

  it("keeps for the policy's minimum even what the origin forbids, as CloudFront does", async () => {
    const { cacheOf } = await start({
      behavior: { cachePolicy: { ...LOADS, minTtlSeconds: 5 } },
      respond: () => ({ headers: { "cache-control": "no-store" } }),
    });
    await cacheOf();
    expect(await cacheOf()).toBe("Hit from cloudfront");
  });

  it("uses Expires, and the policy's default where the origin says nothing", async () => {
    const expiring = await start({
      behavior: { cachePolicy: LOADS },
      respond: () => ({ headers: { expires: new Date(1_000_000 + 10_000).toUTCString() } }),
    });
    await expiring.cacheOf();
    expect(await expiring.cacheOf()).toBe("Hit from cloudfront");
    const silent = await start({ behavior: { cachePolicy: { ...LOADS, defaultTtlSeconds: 7 } } });
    await silent.cacheOf();
    silent.clock.now += 6999;
    expect(await silent.cacheOf()).toBe("Hit from cloudfront");
    silent.clock.now += 1;
    expect(await silent.cacheOf()).toBe("Miss from cloudfront");
  });

  it.each([403, 404, 500, 503])("keeps no %i when its error TTL is 0, and shows it as an error", async (status) => {
    const { cacheOf, asked } = await start({
      behavior: { cachePolicy: LOADS },
      errorTtlSeconds: new Map([[status, 0]]),
      respond: () => ({ status }),
    });
    expect(await cacheOf()).toBe("Error from cloudfront");
    await cacheOf();
    expect(asked).toHaveLength(2);
  });

  it("keeps an error for CloudFront's 10 seconds when nobody said otherwise", async () => {
    const { cacheOf, asked, clock } = await start({
      behavior: { cachePolicy: LOADS },
      respond: () => ({ status: 403 }),
    });
    await cacheOf();
    clock.now += 9999;
    await cacheOf();
    expect(asked).toHaveLength(1);
    clock.now += 1;
    await cacheOf();
    expect(asked).toHaveLength(2);
  });

  it("never keeps statuses that CloudFront does not keep", async () => {
    for (const status of [401, 409, 422, 429]) {
      const { cacheOf, asked } = await start({
        behavior: { cachePolicy: LOADS },
        respond: () => ({ status, headers: { "cache-control": "max-age=60" } }),
      });
      await cacheOf();
      await cacheOf();
      expect(asked).toHaveLength(2);
    }
  });

  it("keeps no POST, and none is answered from what a GET left", async () => {
    const { ask, cacheOf, asked } = await start({ behavior: { cachePolicy: LOADS }, respond: () => fresh });
    await cacheOf();
    await ask({ method: "POST", body: "x" });
    await ask({ method: "POST", body: "x" });
    expect(asked.map(({ method }) => method)).toEqual(["GET", "POST", "POST"]);
  });

  it("answers a HEAD from a kept GET, without its body", async () => {
    const { ask, asked } = await start({ behavior: { cachePolicy: LOADS }, respond: () => fresh });
    await ask();
    expect(await ask({ method: "HEAD" })).toMatchObject({
      status: 200,
      text: "",
      headers: { "x-cache": "Hit from cloudfront" },
    });
    expect(asked).toHaveLength(1);
  });

  it("asks again with the tag when the time is over, and goes on with what it has on a 304", async () => {
    const { ask, asked, clock } = await start({
      behavior: { cachePolicy: LOADS },
      respond: ({ headers }) =>
        headers["if-none-match"] === '"1"'
          ? { status: 304, headers: { "cache-control": "max-age=30" }, body: "" }
          : fresh,
    });
    await ask();
    clock.now += 30_000;
    expect(await ask()).toMatchObject({
      status: 200,
      text: "answer 1",
      headers: { "x-cache": "RefreshHit from cloudfront" },
    });
    expect(await ask()).toMatchObject({ text: "answer 1", headers: { "x-cache": "Hit from cloudfront", age: "0" } });
    expect(asked).toHaveLength(2);
  });

  it("answers a viewer's condition itself, and does not hand it on", async () => {
    const { ask, asked } = await start({ behavior: { cachePolicy: LOADS }, respond: () => fresh });
    expect((await ask({ headers: [["If-None-Match", '"0"']] })).status).toBe(200);
    expect(await ask({ headers: [["If-None-Match", 'W/"1"']] })).toMatchObject({
      status: 304,
      text: "",
      headers: { etag: '"1"' },
    });
    expect(asked[0]?.headers).not.toHaveProperty("if-none-match");
  });
});

describe("what the origin gets to see", () => {
  it("is, on a cached path, what is in the key and what CloudFront adds, and nothing else", async () => {
    const { ask, asked } = await start({
      behavior: {
        cachePolicy: LOADS,
        originRequestPolicy: { ...EVERYTHING_BUT_HOST, headers: { kind: "none" }, cookies: { kind: "none" } },
      },
    });
    await ask({
      path: "/a?k=1",
      headers: [
        ["Origin", "https://a"],
        ["Authorization", "Bearer x"],
        ["Cookie", "a=1"],
        ["User-Agent", "u"],
        ["X-Other", "o"],
        ["Accept-Encoding", "gzip, deflate, br"],
        ["X-Forwarded-For", "203.0.113.9"],
      ],
    });
    expect(asked[0]).toEqual({
      method: "GET",
      target: "/a?k=1",
      headers: {
        "accept-encoding": "br,gzip",
        authorization: "Bearer x",
        host: "api",
        origin: "https://a",
        "user-agent": "Amazon CloudFront",
        via: expect.stringContaining("CloudFront"),
        "x-amz-cf-id": expect.any(String),
        "x-forwarded-for": "203.0.113.9, 127.0.0.1",
      },
    });
  });

  it("is everything but the host on the path to the API", async () => {
    const { ask, asked } = await start();
    await ask({
      headers: [
        ["Authorization", "Bearer x"],
        ["Cookie", "a=1"],
        ["User-Agent", "u"],
        ["X-Other", "o"],
        ["If-None-Match", '"1"'],
      ],
    });
    expect(asked[0]?.headers).toMatchObject({
      authorization: "Bearer x",
      cookie: "a=1",
      "user-agent": "u",
      "x-other": "o",
      "if-none-match": '"1"',
      host: "api",
    });
  });

  it("has no Authorization of a GET that no policy names, but of a POST", async () => {
    const { ask, asked } = await start({
      behavior: {
        originRequestPolicy: { headers: { kind: "none" }, queryStrings: { kind: "none" }, cookies: { kind: "none" } },
      },
    });
    await ask({ path: "/a?k=1", headers: [["Authorization", "Bearer x"]] });
    await ask({
      method: "POST",
      body: "b",
      headers: [
        ["Authorization", "Bearer x"],
        ["Content-Type", "text/plain"],
      ],
    });
    expect(asked[0]?.headers).not.toHaveProperty("authorization");
    expect(asked[0]?.target).toBe("/a");
    expect(asked[1]?.headers).toMatchObject({
      authorization: "Bearer x",
      "content-type": "text/plain",
      "content-length": "1",
    });
  });

  it("has the query parameters and cookies that are named, as they were sent", async () => {
    const only = (...names: string[]) => ({ kind: "only", names }) as const;
    const { ask, asked } = await start({
      behavior: { originRequestPolicy: { headers: { kind: "none" }, queryStrings: only("b"), cookies: only("d") } },
    });
    await ask({ path: "/a?a=1&b=%20&b=2", headers: [["Cookie", "c=1; d=2"]] });
    expect(asked[0]?.target).toBe("/a?b=%20&b=2");
    expect(asked[0]?.headers.cookie).toBe("d=2");
  });

  it("has the origin's own path and headers", async () => {
    const { ask, asked } = await start({
      behavior: { origin: { domainName: "api", kind: "http", path: "/prod", customHeaders: { "x-from": "edge" } } },
    });
    await ask();
    expect(asked[0]).toMatchObject({ target: "/prod/a", headers: { "x-from": "edge" } });
  });
});

describe("behaviors", () => {
  it("are tried in order, with * and ? as wildcards, and case counts", async () => {
    const behaviorFor = (pathPattern: string): Behavior => ({
      ...defaultBehavior(),
      pathPattern,
      origin: { ...defaultBehavior().origin, path: `/${pathPattern.replaceAll(/[*?]/g, "_")}` },
    });
    const { ask, asked } = await start({
      before: [behaviorFor("a/*/c"), behaviorFor("a/*"), behaviorFor("?.js"), behaviorFor("x.y")],
    });
    for (const path of ["/a/b/c", "/a/b/d", "/b.js", "/bb.js", "/A/b", "/x.y", "/xzy"]) await ask({ path });
    expect(asked.map(({ target }) => target)).toEqual([
      "/a/_/c/a/b/c",
      "/a/_/a/b/d",
      "/_.js/b.js",
      "/bb.js",
      "/A/b",
      "/x.y/x.y",
      "/xzy",
    ]);
  });

  it("refuse a method that is not theirs, and a GET with a body", async () => {
    const { ask, asked } = await start({ behavior: { allowedMethods: ["GET", "HEAD"] } });
    expect((await ask({ method: "POST", body: "x" })).status).toBe(403);
    expect((await ask({ method: "GET", body: "x" })).status).toBe(403);
    expect((await ask({ method: "GET" })).status).toBe(200);
    expect(asked).toHaveLength(1);
  });

  it("answer 502 when the origin cannot be reached", async () => {
    const { ask } = await start({
      respond: () => {
        throw new Error("no way");
      },
    });
    expect(await ask()).toMatchObject({ status: 502, headers: { "x-cache": "Error from cloudfront" } });
  });
});

describe("functions on viewer requests", () => {
  const viewerFunction = `function handler(event) {
    event.request.headers["x-viewer"] = { value: event.viewer.ip };
    return event.request;
  }`;

  it("run before the cache, and replace what the viewer wrote", async () => {
    const { ask, asked } = await start({ behavior: { viewerFunction, originRequestPolicy: EVERYTHING_BUT_HOST } });
    await ask({
      headers: [
        ["x-viewer", "203.0.113.1"],
        ["x-own", "1"],
      ],
    });
    expect(asked[0]?.headers).toMatchObject({ "x-viewer": "127.0.0.1", "x-own": "1" });
  });

  it("run on the requests of their own behavior only", async () => {
    const other: Behavior = { ...defaultBehavior(), pathPattern: "other/*", originRequestPolicy: EVERYTHING_BUT_HOST };
    const { ask, asked } = await start({ behavior: { viewerFunction }, before: [other] });
    await ask({ path: "/other/a", headers: [["x-viewer", "203.0.113.1"]] });
    expect(asked[0]?.headers).toMatchObject({ "x-viewer": "203.0.113.1" });
  });
});

describe("files of a bucket", () => {
  it("have their type, tag and cache time", async () => {
    const { ask } = await start({ behavior: FILES });
    expect(await ask({ path: "/embed.js" })).toMatchObject({
      status: 200,
      headers: {
        "content-type": "text/javascript",
        etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
        "cache-control": "public, max-age=300",
        "last-modified": new Date(0).toUTCString(),
      },
    });
    expect(await ask({ path: "/a%20b.txt" })).toMatchObject({
      status: 200,
      text: "small",
      headers: { "content-type": "text/plain" },
    });
  });

  it("are refused when they do not exist, when the path is broken, and to other methods", async () => {
    const { ask } = await start({ behavior: { ...FILES, allowedMethods: METHODS } });
    for (const request of [
      { path: "/none.js" },
      { path: "/%zz" },
      { path: "/../embed.js" },
      { path: "/" },
      { path: "/embed.js", method: "PUT", body: "x" },
    ]) {
      expect(await ask(request)).toMatchObject({ status: 403, text: expect.stringContaining("AccessDenied") });
    }
  });

  it("are refused to a distribution that the bucket's policy does not name", async () => {
    const asking = createS3Origin(BUCKET, "arn:other", new Date());
    expect(await asking({ method: "GET", target: "/embed.js", headers: {} }, undefined)).toMatchObject({ status: 403 });
  });
});

describe("compression", () => {
  const text = "compress me ".repeat(200);
  const json = (body: string) => ({
    headers: { "content-type": "application/json; charset=utf-8", etag: '"1"', "cache-control": "max-age=30" },
    body,
  });
  const accepting = (encoding: string): RawRequest => ({ headers: [["Accept-Encoding", encoding]] });

  it("is brotli where the viewer takes it, else gzip, else none, with a weakened tag", async () => {
    const { ask } = await start({ behavior: { cachePolicy: LOADS }, respond: () => json(text) });
    const brotli = await ask(accepting("gzip, br"));
    expect(brotli.headers).toMatchObject({ "content-encoding": "br", etag: 'W/"1"', vary: "Accept-Encoding" });
    expect(brotliDecompressSync(brotli.body).toString()).toBe(text);
    const gzip = await ask(accepting("gzip, br;q=0"));
    expect(gunzipSync(gzip.body).toString()).toBe(text);
    expect((await ask()).text).toBe(text);
  });

  it("is for 1,000 bytes and more", async () => {
    const { ask } = await start({
      behavior: { cachePolicy: LOADS },
      respond: ({ target }) => json("x".repeat(Number(target.slice(1)))),
    });
    expect((await ask({ ...accepting("br"), path: "/999" })).headers).not.toHaveProperty("content-encoding");
    expect((await ask({ ...accepting("br"), path: "/1000" })).headers["content-encoding"]).toBe("br");
  });

  it("is not for other types, for what is encoded already, nor where the behavior or the policy does not say so", async () => {
    const encodingOf = async (options: Options) =>
      (await (await start(options)).ask(accepting("br, gzip"))).headers["content-encoding"];
    const cached = { cachePolicy: LOADS };
    expect(
      await encodingOf({
        behavior: cached,
        respond: () => ({ headers: { "content-type": "image/png" }, body: randomBytes(2000).toString("hex") }),
      }),
    ).toBeUndefined();
    expect(
      await encodingOf({
        behavior: cached,
        respond: () => ({ headers: { "content-type": "text/css", "content-encoding": "identity" }, body: text }),
      }),
    ).toBe("identity");
    expect(await encodingOf({ behavior: { ...cached, compress: false }, respond: () => json(text) })).toBeUndefined();
    expect(await encodingOf({ behavior: { cachePolicy: OFF }, respond: () => json(text) })).toBeUndefined();
  });
});

describe("response headers policies", () => {
  it("add, replace and remove headers, also on answers from the cache", async () => {
    const responseHeadersPolicy = {
      headers: [
        { name: "x-added", value: "1", override: false },
        { name: "x-kept", value: "policy", override: false },
        { name: "x-replaced", value: "policy", override: true },
      ],
      remove: ["x-removed"],
    };
    const { ask } = await start({
      behavior: { cachePolicy: LOADS, responseHeadersPolicy },
      respond: () => ({
        headers: { "cache-control": "max-age=30", "x-kept": "origin", "x-replaced": "origin", "x-removed": "origin" },
      }),
    });
    for (const result of ["Miss", "Hit"]) {
      const { headers } = await ask();
      expect(headers).toMatchObject({
        "x-cache": `${result} from cloudfront`,
        "x-added": "1",
        "x-kept": "origin",
        "x-replaced": "policy",
      });
      expect(headers).not.toHaveProperty("x-removed");
    }
  });

  it("add CORS headers to requests that have an Origin, and what a preflight asks for to preflights", async () => {
    const cors = {
      allowOrigins: ["*"],
      allowMethods: ["GET"],
      allowHeaders: ["*"],
      exposeHeaders: [],
      allowCredentials: false,
      override: true,
    };
    const { ask } = await start({ behavior: { responseHeadersPolicy: { headers: [], remove: [], cors } } });
    expect((await ask()).headers).not.toHaveProperty("access-control-allow-origin");
    const simple = await ask({ headers: [["Origin", "https://a"]] });
    expect(simple.headers["access-control-allow-origin"]).toBe("*");
    expect(simple.headers).not.toHaveProperty("access-control-allow-methods");
    const preflight = await ask({
      method: "OPTIONS",
      headers: [
        ["Origin", "https://a"],
        ["Access-Control-Request-Method", "GET"],
      ],
    });
    expect(preflight.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET",
      "access-control-allow-headers": "*",
    });
  });
});
