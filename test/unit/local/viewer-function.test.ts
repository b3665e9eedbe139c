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
    expect(change(REQUEST)).toEqual({ ...REQUEST, headers: new Map([["x-viewer", "203.0.113.9"]]) });
  });

  it("gets every header as it was sent, and no name or value reaches it as code", () => {
    const headers = new Map([
      ["__proto__", "x"],
      ["x-quote", '"); throw 1; ("'],
      ["x-line", "a\u2028b"],
    ]);
    expect(run("return request;")({ ...REQUEST, headers }).headers).toEqual(headers);
  });

  it("cannot reach the edge's own world", () => {
    expect(() => run("return process.env;")(REQUEST)).toThrow(/process is not defined/);
    expect(() => run('return require("node:fs");')(REQUEST)).toThrow(/require is not defined/);
  });

  it.each([
    ["answers by itself", 'return { statusCode: 302, headers: { location: { value: "/" } } };'],
    ["changes the path", 'request.uri = "/"; return request;'],
    ["changes the method", 'request.method = "GET"; return request;'],
    ["adds a query", "request.querystring = {}; return request;"],
    ["writes a header without a value", 'request.headers["x"] = {}; return request;'],
    ["writes a header name in upper case", 'request.headers["X"] = { value: "1" }; return request;'],
    ["returns nothing", ""],
    ["throws", 'throw new Error("no");'],
  ])("is refused when it %s", (_, body) => {
    expect(() => run(body)(REQUEST)).toThrow();
  });
});
