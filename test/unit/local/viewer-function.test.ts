import { describe, expect, it } from "vitest";
import { createViewerFunction } from "../../../local/edge/viewer-function.ts";
import type { ViewerRequest } from "../../../local/edge/viewer-request.ts";

const REQUEST: ViewerRequest = {
  method: "POST",
  path: "/v1/tokens",
  queryString: "a=1",
  headers: new Map([["x-own", "1"]]),
  address: "203.0.113.9",
};
const run = (body: string) => createViewerFunction(`function handler(event) { var request = event.request; ${body} }`);

describe("a CloudFront function on viewer requests", () => {
  it("adds, replaces and removes headers", () => {
    const change = run(
      'request.headers["x-viewer"] = { value: event.viewer.ip }; delete request.headers["x-own"]; return request;',
    );
    const request = { ...REQUEST, headers: new Map([["x-viewer", "203.0.113.9"]]) };
    expect(change(REQUEST)).toEqual({ type: "request", request });
  });

  it("changes the path, and leaves the query alone", () => {
    const change = run('request.uri = "/index.html"; return request;');
    expect(change(REQUEST)).toEqual({ type: "request", request: { ...REQUEST, path: "/index.html" } });
  });

  it("answers by itself, with headers and without a body", () => {
    const answer = run(
      'return { statusCode: 302, statusDescription: "Found", headers: { location: { value: "/b" } } };',
    );
    expect(answer(REQUEST)).toEqual({
      type: "response",
      response: { status: 302, headers: [["location", "/b"]], body: Buffer.alloc(0) },
    });
  });

  it("sees each parameter of the query as it was sent", () => {
    const echo = run("return { statusCode: 200, headers: { seen: { value: JSON.stringify(request.querystring) } } };");
    const seen = (queryString: string) => {
      const outcome = echo({ ...REQUEST, queryString });
      return outcome.type === "response" ? JSON.parse(outcome.response.headers[0]?.[1] ?? "") : undefined;
    };
    expect(seen("")).toEqual({});
    expect(seen("a=1&b&c=x=y%20z&a=2")).toEqual({
      a: { value: "1", multiValue: [{ value: "1" }, { value: "2" }] },
      b: { value: "" },
      c: { value: "x=y%20z" },
    });
  });

  it("gets every header as it was sent, and no name or value reaches it as code", () => {
    const headers = new Map([
      ["__proto__", "x"],
      ["x-quote", '"); throw 1; ("'],
      ["x-line", "a\u2028b"],
    ]);
    const request = { ...REQUEST, headers };
    expect(run("return request;")(request)).toEqual({ type: "request", request });
  });

  it("cannot reach the edge's own world", () => {
    expect(() => run("return process.env;")(REQUEST)).toThrow(/process is not defined/);
    expect(() => run('return require("node:fs");')(REQUEST)).toThrow(/require is not defined/);
  });

  it.each([
    ["answers with a body", 'return { statusCode: 200, body: "no" };'],
    ["answers with a cookie", "return { statusCode: 200, cookies: {} };"],
    ["answers with a status that is none", "return { statusCode: 99 };"],
    ["answers with a header without a value", "return { statusCode: 200, headers: { location: {} } };"],
    ["writes a path that is none", 'request.uri = "index.html"; return request;'],
    ["writes a query into the path", 'request.uri = "/?a=1"; return request;'],
    ["looks at cookies", "return request.cookies.session;"],
    ["changes the method", 'request.method = "GET"; return request;'],
    ["changes the query", "request.querystring = {}; return request;"],
    ["writes a header without a value", 'request.headers["x"] = {}; return request;'],
    ["writes a header name in upper case", 'request.headers["X"] = { value: "1" }; return request;'],
    ["returns nothing", ""],
    ["throws", 'throw new Error("no");'],
  ])("is refused when it %s", (_, body) => {
    expect(() => run(body)(REQUEST)).toThrow();
  });
});
