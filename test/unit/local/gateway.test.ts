import { describe, expect, it } from "vitest";
import { BODY_BYTES_MAX, HEAD_BYTES_MAX } from "../../../local/gateway/gateway.ts";
import type { InvokeResult } from "../../../local/lambda/runtime.ts";
import type { Json } from "../../../local/template/json.ts";
import { FAILED, message, start } from "./gateway-fixture.ts";
import type { RawRequest } from "./http-client.ts";

describe("routing", () => {
  it("answers 404 for an unknown path and for a known path under another method", async () => {
    const { ask, calls } = await start();
    for (const request of [{ path: "/nothing" }, { method: "DELETE" }, { path: "/things/1/2" }]) {
      expect(await ask(request)).toMatchObject({ status: 404, text: message("Not Found") });
    }
    expect(calls).toEqual([]);
  });

  it("answers 400 for a path whose percent-encoding is broken", async () => {
    expect((await (await start()).ask({ path: "/things/%zz" })).status).toBe(400);
  });
});

describe("the event of an integration", () => {
  it("has the form of payload 2.0", async () => {
    const { ask, event } = await start({ now: () => Date.UTC(2026, 10, 2, 3, 4, 5) });
    await ask({
      path: "/things/a%20b?x=1&y=%20&x=2",
      headers: [
        ["User-Agent", "agent/1"],
        ["Cookie", "a=1; b=2"],
        ["X-Thing", "Value"],
      ],
    });
    expect(event()).toEqual({
      version: "2.0",
      routeKey: "GET /things/{id}",
      rawPath: "/things/a b",
      rawQueryString: "x=1&y=%20&x=2",
      cookies: ["a=1", "b=2"],
      headers: {
        host: "api123.execute-api.us-east-1.amazonaws.com",
        "user-agent": "agent/1",
        "x-amzn-trace-id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        "x-forwarded-for": "127.0.0.1",
        "x-forwarded-port": expect.stringMatching(/^\d+$/),
        "x-forwarded-proto": "http",
        "x-thing": "Value",
      },
      queryStringParameters: { x: "1,2", y: " " },
      pathParameters: { id: "a b" },
      requestContext: {
        accountId: "000000000000",
        apiId: "api123",
        domainName: "api123.execute-api.us-east-1.amazonaws.com",
        domainPrefix: "api123",
        http: { method: "GET", path: "/things/a b", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "agent/1" },
        requestId: expect.stringMatching(/^[\w+/]{15}=$/),
        routeKey: "GET /things/{id}",
        stage: "$default",
        time: "02/Nov/2026:03:04:05 +0000",
        timeEpoch: Date.UTC(2026, 10, 2, 3, 4, 5),
      },
      isBase64Encoded: false,
    });
  });

  it("joins repeated headers by commas, those too that Node would drop", async () => {
    const { ask, event } = await start();
    await ask({
      headers: [
        ["Origin", "https://a"],
        ["X-A", "1"],
        ["Authorization", "one"],
        ["x-a", "2"],
        ["origin", "https://b"],
        ["authorization", "two"],
      ],
    });
    expect(event().headers).toMatchObject({ origin: "https://a,https://b", "x-a": "1,2", authorization: "one,two" });
  });

  it("adds its peer to X-Forwarded-For, and names it as the source", async () => {
    const { ask, event } = await start();
    await ask({ headers: [["X-Forwarded-For", "203.0.113.9"]] });
    expect(event()).toMatchObject({
      headers: { "x-forwarded-for": "203.0.113.9, 127.0.0.1" },
      requestContext: { http: { sourceIp: "127.0.0.1" } },
    });
  });

  it("keeps an encoded slash inside its path parameter", async () => {
    const { ask, event } = await start();
    await ask({ path: "/things/a%2Fb" });
    expect(event().pathParameters).toEqual({ id: "a/b" });
  });

  it.each([
    ["text/plain", false],
    ["text/plain;charset=UTF-8", false],
    ["TEXT/HTML", false],
    ["application/json", false],
    ["application/json; charset=utf-8", false],
    ["application/xml", false],
    ["application/javascript", false],
    ["application/octet-stream", true],
    ["application/x-www-form-urlencoded", true],
    ["application/problem+json", true],
    [undefined, true],
  ])("carries a body of type %s as base64: %s", async (type, isBase64Encoded) => {
    const { ask, event } = await start({ routeKey: "POST /things/{id}" });
    await ask({ method: "POST", body: "grün", headers: type === undefined ? [] : [["Content-Type", type]] });
    const body = isBase64Encoded ? Buffer.from("grün").toString("base64") : "grün";
    expect(event()).toMatchObject({ body, isBase64Encoded });
  });

  it("has no body member when there is no body", async () => {
    const { ask, event } = await start({ routeKey: "POST /things/{id}" });
    await ask({ method: "POST", headers: [["content-type", "application/json"]] });
    expect(event()).not.toHaveProperty("body");
    expect(event().isBase64Encoded).toBe(false);
  });
});

describe("the answer of an integration", () => {
  const answering = (payload: Json | InvokeResult) => start({ answers: { things: () => payload } });

  it("takes status, headers, cookies and body from the function", async () => {
    const { ask } = await answering({
      statusCode: 201,
      headers: { "X-Thing": 1, "content-type": "text/css" },
      cookies: ["a=1", "b=2"],
      body: "hello",
    });
    expect(await ask()).toMatchObject({
      status: 201,
      text: "hello",
      headers: {
        "x-thing": "1",
        "content-type": "text/css",
        "set-cookie": ["a=1", "b=2"],
        "content-length": "5",
        "apigw-requestid": expect.any(String),
      },
    });
  });

  it("decodes a base64 body", async () => {
    const { ask } = await answering({
      statusCode: 200,
      body: Buffer.from([0, 255, 1]).toString("base64"),
      isBase64Encoded: true,
    });
    expect([...(await ask()).body]).toEqual([0, 255, 1]);
  });

  it("says text/plain for a body without a type, and nothing for no body", async () => {
    expect((await (await answering({ statusCode: 200, body: "x" })).ask()).headers["content-type"]).toBe(
      "text/plain; charset=utf-8",
    );
    expect((await (await answering({ statusCode: 204 })).ask()).headers).not.toHaveProperty("content-type");
  });

  it.each<Json>([{ a: 1 }, [1, 2], "text", 5, null])(
    "takes %j, which has no statusCode, for the JSON body of a 200",
    async (payload) => {
      const response = await (await answering(payload)).ask();
      expect(response).toMatchObject({
        status: 200,
        headers: { "content-type": "application/json" },
        text: JSON.stringify(payload),
      });
    },
  );

  it.each<Json>([
    { statusCode: "many" },
    { statusCode: 199 },
    { statusCode: 600 },
    { statusCode: 200.5 },
    { statusCode: 200, body: { a: 1 } },
    { statusCode: 200, headers: { a: { b: 1 } } },
    { statusCode: 200, headers: { a: "line\r\nbreak: 1" } },
    { statusCode: 200, headers: ["a"] },
    { statusCode: 200, cookies: "a=1" },
  ])("answers 500 for the malformed answer %j", async (payload) => {
    const { ask, logs } = await answering(payload);
    expect(await ask()).toMatchObject({ status: 500, text: message("Internal Server Error") });
    expect(logs.written).toEqual([]);
  });

  it("takes the outermost statuses that are right, and a status in text", async () => {
    expect((await (await answering({ statusCode: 200 })).ask()).status).toBe(200);
    expect((await (await answering({ statusCode: 599 })).ask()).status).toBe(599);
    expect((await (await answering({ statusCode: "202" })).ask()).status).toBe(202);
  });

  it("answers 500 when the function fails, and says nothing of why", async () => {
    expect(await (await answering(FAILED)).ask()).toMatchObject({
      status: 500,
      text: message("Internal Server Error"),
    });
  });

  it("answers 503 when the integration's time is over, and not a moment before", async () => {
    const late = await start({ routes: { timeoutMs: 50 }, answers: { things: () => new Promise(() => {}) } });
    expect(await late.ask()).toMatchObject({ status: 503, text: message("Service Unavailable") });
    const slow = () => new Promise<Json>((resolve) => setTimeout(() => resolve({ statusCode: 200 }), 50));
    expect((await (await start({ routes: { timeoutMs: 5000 }, answers: { things: slow } })).ask()).status).toBe(200);
  });

  it("answers 500 without asking a function that the API has no permission to invoke", async () => {
    const { ask, calls } = await start({ routes: { isInvokePermitted: false } });
    expect((await ask()).status).toBe(500);
    expect(calls).toEqual([]);
  });
});

describe("limits", () => {
  /** A header that fills the request up to so many bytes of request line and headers. */
  const filling = (bytes: number): RawRequest => {
    const fixed =
      "GET /things/1 HTTP/1.1\r\n".length + "host: test\r\n".length + "connection: close\r\n".length + "x: \r\n".length;
    return {
      headers: [
        ["x", "y".repeat(bytes - fixed)],
        ["connection", "close"],
      ],
    };
  };

  it("takes 10,240 bytes of request line and headers, and not one more", async () => {
    const { ask, calls } = await start();
    expect((await ask(filling(HEAD_BYTES_MAX))).status).toBe(200);
    expect(await ask(filling(HEAD_BYTES_MAX + 1))).toMatchObject({
      status: 431,
      text: message("Request Header Fields Too Large"),
    });
    expect(calls).toHaveLength(1);
  });

  it("takes 10 MB of body, and not one byte more", async () => {
    const { ask, calls } = await start({ routeKey: "POST /things/{id}" });
    const post = (bytes: number) => ask({ method: "POST", body: Buffer.alloc(bytes) });
    expect((await post(BODY_BYTES_MAX)).status).toBe(200);
    expect(await post(BODY_BYTES_MAX + 1)).toMatchObject({ status: 413, text: message("Request Entity Too Large") });
    expect(calls).toHaveLength(1);
  });

  it("lets through the burst and then the rate", async () => {
    let now = 0;
    const { ask } = await start({ routes: { throttle: { rate: 2, burst: 3 } }, now: () => now });
    const statuses = async (count: number) =>
      Promise.all(Array.from({ length: count }, async () => (await ask()).status));
    expect((await statuses(4)).sort()).toEqual([200, 200, 200, 429]);
    now += 500;
    expect((await statuses(2)).sort()).toEqual([200, 429]);
    expect((await ask()).text).toBe(message("Too Many Requests"));
  });
});

describe("the access log", () => {
  it("is one line in the stage's format, with a dash for what has no value, and no quote that breaks it", async () => {
    const variables = [
      "status",
      "routeKey",
      "authorizer.tokenId",
      "integration.error",
      "identity.userAgent",
      "authorizer.nothing",
    ];
    const { ask, logs } = await start({
      authorizer: {},
      answers: { guard: () => ({ isAuthorized: true, context: { tokenId: "lkp_1" } }) },
      accessLog: { texts: ["", " ", " ", " ", ' "', '" ', ""], variables },
    });
    await ask({ headers: [["user-agent", 'a"b']] });
    await ask({ path: "/nothing" });
    expect(logs.written.map(({ kind, line }) => [kind, line])).toEqual([
      ["access", '200 GET /things/{id} lkp_1 - "a\\"b" -'],
      ["access", '404 - - - "-" -'],
    ]);
  });

  it("says why a request failed", async () => {
    const { ask, logs } = await start({
      authorizer: {},
      answers: { guard: () => FAILED },
      accessLog: { texts: ["", " ", ""], variables: ["error.responseType", "authorizer.error"] },
    });
    await ask();
    expect(logs.written[0]?.line).toBe("AUTHORIZER_FAILURE boom");
  });
});
