import { randomBytes } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createS3Origin } from "../../../local/edge/s3-origin.ts";
import type { Behavior } from "../../../local/template/distribution.ts";
import {
  BUCKET,
  defaultBehavior,
  EVERYTHING_BUT_HOST,
  FILES,
  LOADS,
  METHODS,
  OFF,
  type Options,
  start,
} from "./edge-fixture.ts";
import type { RawRequest } from "./http-client.ts";

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

describe("functions that answer or change the path", () => {
  const viewerFunction = `function handler({ request }) {
    if (request.uri === "/old") return { statusCode: 302, headers: { location: { value: "/new" } } };
    request.uri = "/page.html";
    return request;
  }`;

  it("answer in place of the origin, with what they wrote and nothing else, and only where the method is allowed", async () => {
    const responseHeadersPolicy = { headers: [{ name: "x-policy", value: "1", override: true }], remove: [] };
    const { ask, asked } = await start({
      behavior: { viewerFunction, responseHeadersPolicy, allowedMethods: ["GET", "HEAD"] },
    });
    const { status, headers } = await ask({ path: "/old?a=1" });
    expect({ status, ...headers }).toMatchObject({
      status: 302,
      location: "/new",
      "x-cache": "FunctionGeneratedResponse from cloudfront",
    });
    expect(headers).not.toHaveProperty("x-policy");
    expect(await ask({ path: "/old", method: "POST" })).toMatchObject({ status: 403, headers: { "x-policy": "1" } });
    expect(asked).toEqual([]);
  });

  it("send other paths to the origin, where they are one entry of the cache and belong to the behavior of the first path", async () => {
    const other: Behavior = { ...defaultBehavior(), pathPattern: "page.html", allowedMethods: [] };
    const { asked, cacheOf } = await start({
      behavior: { viewerFunction, cachePolicy: LOADS },
      before: [other],
      respond: () => ({ headers: { "cache-control": "max-age=30" } }),
    });
    expect(await cacheOf({ path: "/a" })).toBe("Miss from cloudfront");
    expect(await cacheOf({ path: "/b" })).toBe("Hit from cloudfront");
    expect(asked.map(({ target }) => target)).toEqual(["/page.html"]);
  });

  it("answer nothing when they fail: the connection ends, and the origin is not asked", async () => {
    const { ask, asked } = await start({ behavior: { viewerFunction: "function handler() { throw new Error(); }" } });
    await expect(ask()).rejects.toThrow();
    expect(asked).toEqual([]);
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
