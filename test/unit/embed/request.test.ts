import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRequest, normalizeBaseUrl, requestUrl } from "../../../embed/src/core/request.ts";

function setUp(response: () => Promise<Response>) {
  const calls: { url: string; init: RequestInit }[] = [];
  const fetchFn: typeof fetch = (url, init = {}) => {
    calls.push({ url: String(url), init });
    return response();
  };
  return { calls, request: createRequest("https://api.example/", "lkp_token", fetchFn) };
}

describe("request", () => {
  it("reads with the token in the query and nothing that needs a preflight", async () => {
    const { calls, request } = setUp(async () => Response.json({ version: 1 }));
    expect(await request("configurators/cfg_1")).toEqual({ version: 1 });
    expect(calls[0]?.url).toBe("https://api.example/embed/v1/configurators/cfg_1?access_token=lkp_token");
    const { signal, ...init } = calls[0]?.init ?? {};
    expect(signal).toBeInstanceOf(AbortSignal);
    expect(init).toEqual({ credentials: "omit" });
  });

  it.each(["lkp_token", "emb_8sV1bNq4YwKd"])("puts %s into the query", (token) => {
    expect(requestUrl("https://api.example/", "events", token)).toBe(
      `https://api.example/embed/v1/events?access_token=${token}`,
    );
  });

  it("writes a plain text body and sets no header", async () => {
    const { calls, request } = setUp(async () => Response.json({}, { status: 201 }));
    await request("configurations", '{"values":{}}');
    const { signal, ...init } = calls[0]?.init ?? {};
    expect(init).toEqual({ credentials: "omit", method: "POST", body: '{"values":{}}' });
    expect(new Request("https://api.example/", init).headers.get("content-type")).toBe("text/plain;charset=UTF-8");
  });

  it("gives the problem of the API with its code and page", async () => {
    const problem = { type: "https://docs.example/not_found", title: "Not found", status: 404, code: "not_found" };
    const { request } = setUp(async () => Response.json(problem, { status: 404 }));
    const expected = { name: "EmbedError", code: "not_found", status: 404, message: "Not found", docs: problem.type };
    await expect(request("configurators/x")).rejects.toMatchObject(expected);
  });

  it.each([
    {
      name: "a page of HTML",
      response: async () => new Response("<html>", { status: 502 }),
      code: "unreadable",
      status: 502,
    },
    {
      name: "an empty answer",
      response: async () => new Response(null, { status: 500 }),
      code: "unreadable",
      status: 500,
    },
    {
      name: "a problem that is nothing",
      response: async () => Response.json(null, { status: 500 }),
      code: "unreadable",
      status: 500,
    },
    {
      name: "a page of HTML that says that all is well, as that of a hotel's network",
      response: async () => new Response("<html>"),
      code: "unreadable",
      status: 0,
    },
    { name: "nothing, which says so too", response: async () => Response.json(null), code: "unreadable", status: 0 },
    {
      name: "no answer",
      response: () => Promise.reject(new TypeError("Failed to fetch")),
      code: "unreachable",
      status: 0,
    },
  ])("gives an error of its own for $name", async ({ response, code, status }) => {
    const { request } = setUp(response);
    await expect(request("configurators/x")).rejects.toMatchObject({ name: "EmbedError", code, status });
  });

  it("escapes whatever stands in a token attribute", () => {
    expect(requestUrl("https://api.example/", "events", "lkp_a&b=c#d é")).toBe(
      "https://api.example/embed/v1/events?access_token=lkp_a%26b%3Dc%23d%20%C3%A9",
    );
  });

  it.each(["lks_secret", "lkv_secret", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln"])("puts no secret into a URL (%s)", (token) => {
    expect(requestUrl("https://api.example/", "events", token)).toBe(
      "https://api.example/embed/v1/events?access_token=",
    );
  });
});

describe("normalizeBaseUrl", () => {
  beforeEach(() => {
    vi.stubGlobal("location", { href: "https://shop.example/lamps/" });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([
    ["https://api.example", "https://api.example/"],
    ["https://api.example/", "https://api.example/"],
    ["https://api.example/embed.js", "https://api.example/"],
    ["https://api.example/embed.js?v=1#x", "https://api.example/"],
    ["https://api.example/assets/embed.0123456789ab.js", "https://api.example/"],
    ["https://api.example/tools/latchkey", "https://api.example/tools/latchkey/"],
    ["https://api.example/tools/latchkey/embed.js", "https://api.example/tools/latchkey/"],
    ["http://localhost:8787/embed.js", "http://localhost:8787/"],
    ["/latchkey/", "https://shop.example/latchkey/"],
  ])("gives the folder of %s", (url, folder) => {
    expect(normalizeBaseUrl(url)).toBe(folder);
  });
});
