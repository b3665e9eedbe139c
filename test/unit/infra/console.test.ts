import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Listener } from "../../../local/http/listen.ts";
import { send } from "../local/http-client.ts";
import { startFrontDoor as start, WITH_ISSUER } from "./front-door.ts";

const CONSOLE = "<title>console/index.html</title>\n";
const ENCODED = encodeURIComponent("a/b");

describe("the console's addresses", () => {
  let edge: Listener;
  beforeAll(async () => {
    edge = await start();
  });
  afterAll(() => edge.close());
  const get = async (path: string) => {
    const { body, ...answer } = await send(edge.port, { path });
    return { ...answer, text: String(body) };
  };

  it.each([
    "/console/",
    "/console/workspace/ws_000000000000/access-tokens?status=active",
    "/console/workspace/ws_000000000000/service-accounts/web.shop",
    `/console/workspace/${ENCODED}`,
    "/console/nothing.js",
  ])("show the console: %s", async (path) => {
    expect(await get(path)).toMatchObject({ status: 200, text: CONSOLE });
  });

  it.each([
    ["/", "/console/"],
    ["/console", "/console/"],
    ["/workspace/ws_1/access-tokens", "/console/workspace/ws_1/access-tokens"],
    ["/workspace/ws_1/tokens?q=a%20b&q=&status=x=y", "/console/workspace/ws_1/tokens?q=a%20b&q&status=x=y"],
    ["/workspace//evil.example", "/console/workspace//evil.example"],
  ])("lead from %s to %s", async (path, location) => {
    const { status, headers } = await get(path);
    expect({ status, location: headers.location }).toEqual({ status: 302, location });
  });

  it.each(["/docs", "/docs/"])("show the API reference at %s", async (path) => {
    expect(await get(path)).toMatchObject({ status: 200, text: "<title>docs/index.html</title>\n" });
  });

  it.each(["/docs/errors/not_found", "/v1/tokens", "/workspace", "/consoles"])("leave %s to the API", async (path) => {
    expect((await get(path)).text).toBe(`API ${path}`);
  });

  it("serve hashed files to a page without an origin, for ever, and nothing in place of a missing one", async () => {
    const { status, headers } = await send(edge.port, {
      path: "/console/assets/main-0123ABCD.js",
      headers: [["origin", "null"]],
    });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "access-control-allow-origin": "*",
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "text/javascript",
      "x-content-type-options": "nosniff",
    });
    expect((await get("/console/assets/main-76543210.js")).status).toBe(403);
  });

  it("can only be read", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      expect((await send(edge.port, { path: "/console/", method })).status).toBe(403);
      expect((await send(edge.port, { path: "/workspace/ws_1", method })).status).toBe(403);
    }
  });
});

describe("the headers of", () => {
  let edge: Listener;
  beforeAll(async () => {
    edge = await start();
  });
  afterAll(() => edge.close());
  const headersOf = async (path: string) => (await send(edge.port, { path })).headers;

  it.each(["/console/", "/console/workspace/ws_1", "/docs/"])("%s let run the page's own files only", async (path) => {
    expect(await headersOf(path)).toMatchObject({
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
        "connect-src 'self' https://issuer.example ; frame-src 'self'; form-action 'self'; base-uri 'none'; " +
        "frame-ancestors 'none'; require-trusted-types-for 'script'",
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "strict-transport-security": "max-age=31536000",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
      "cache-control": "public, no-cache",
    });
    expect(await headersOf(path)).not.toHaveProperty("access-control-allow-origin");
  });

  it("the preview take its origin away, and let the console alone frame it", async () => {
    expect(await headersOf("/console/preview.html")).toMatchObject({
      "content-security-policy":
        "sandbox allow-scripts; default-src 'none'; script-src 'self'; style-src 'self'; " +
        "img-src https: http: data: blob:; media-src https: http: data: blob:; font-src 'self'; " +
        "connect-src https: http: data: blob:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; " +
        "require-trusted-types-for 'script'",
      "x-frame-options": "SAMEORIGIN",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
  });

  it("the API are what they were", async () => {
    expect(await headersOf("/v1/tokens")).not.toHaveProperty("content-security-policy");
  });
});

it("the console may ask the token endpoint of the issuer where that has another origin", async () => {
  const edge = await start({ parameters: { ...WITH_ISSUER, IssuerTokenOrigin: "https://tokens.example:8443" } });
  const { headers } = await send(edge.port, { path: "/console/" });
  await edge.close();
  expect(headers["content-security-policy"]).toContain(
    "connect-src 'self' https://issuer.example https://tokens.example:8443; frame-src",
  );
});

it("without an issuer it does not run here: there is no Cognito", async () => {
  await expect(start({ parameters: { OwnerEmail: "owner@example.com" } })).rejects.toThrow(
    /SignInUserPool.*no local value/,
  );
});
