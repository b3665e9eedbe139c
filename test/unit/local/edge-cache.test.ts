import { describe, expect, it } from "vitest";
import { fresh, LOADS, start } from "./edge-fixture.ts";
import type { RawRequest } from "./http-client.ts";

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
