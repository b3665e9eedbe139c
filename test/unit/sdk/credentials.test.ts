import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClientOptions, createClient } from "../../../sdk/src/index.ts";
import {
  BASE_URL,
  connectionReset,
  createTestClient,
  forbidden,
  json,
  PRIVATE_TOKEN,
  PUBLIC_TOKEN,
  problem,
  type Reaction,
  rejectionOf,
  SESSION,
} from "./support/fake-api.ts";

const ok = json({});

describe("where a credential goes", () => {
  it("puts a private token into the header and nowhere else", async () => {
    const { client, sent } = createTestClient([ok, ok]);
    await client.whoami();
    await client.embed.load("cfg_1");
    for (const { headers, url } of sent) {
      expect(headers.get("authorization")).toBe(`Bearer ${PRIVATE_TOKEN}`);
      expect(url.search).toBe("");
    }
  });

  it.each([
    ["a public token", PUBLIC_TOKEN],
    ["an embed id", "emb_8sV1bNq4YwKd"],
  ])("puts %s into the query of embed operations, so that no preflight is needed", async (_, token) => {
    const { client, sent } = createTestClient([ok, ok], { token });
    await client.embed.load("cfg_1");
    await client.embed.track({ events: [] });
    for (const { headers, url } of sent) {
      expect(url.searchParams.get("access_token")).toBe(token);
      expect([...headers.keys()].filter((name) => name !== "accept" && name !== "content-type")).toEqual([]);
    }
    expect(sent[1]?.headers.get("content-type")).toBe("text/plain;charset=UTF-8");
  });

  it("puts a public token into the header of all other operations", async () => {
    const { client, sent } = createTestClient([forbidden], { token: PUBLIC_TOKEN });
    await rejectionOf(client.tokens.list());
    expect(sent[0]?.url.search).toBe("");
    expect(sent[0]?.headers.get("authorization")).toBe(`Bearer ${PUBLIC_TOKEN}`);
  });

  it("sends none to open operations, and works without one there", async () => {
    const { client, sent } = createTestClient([ok, ok, ok, () => new Response("# not_found")]);
    await client.health();
    await client.openApi();
    await client.embed.diagnose({ token: PUBLIC_TOKEN });
    await expect(client.errorPage("not_found")).resolves.toBe("# not_found");
    for (const { headers, url } of sent) {
      expect(headers.has("authorization")).toBe(false);
      expect(url.search).toBe("");
    }
    const open = createClient({ baseUrl: BASE_URL, fetch: async () => Response.json({ status: "ok" }) });
    await expect(open.health()).resolves.toEqual({ status: "ok" });
    await expect(open.whoami()).rejects.toThrow("whoami needs a token");
  });

  it("names the workspace of a session", async () => {
    const { client, sent } = createTestClient([ok], { token: SESSION, workspaceId: "ws_4fK2mZq81LpA" });
    await client.whoami();
    expect(sent[0]?.headers.get("latchkey-workspace")).toBe("ws_4fK2mZq81LpA");
  });

  it("asks a token function before every attempt", async () => {
    let asked = 0;
    const { client, sent } = createTestClient([connectionReset(), ok], {
      token: async () => {
        asked += 1;
        return `session-${asked}`;
      },
    });
    await client.whoami();
    expect(sent.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer session-1", "Bearer session-2"]);
  });

  it("cannot be replaced by extra headers or a query of the caller", async () => {
    const { client, sent } = createTestClient([ok, ok], {
      token: PUBLIC_TOKEN,
      headers: { Authorization: "Bearer other", Origin: "https://shop.example.com" },
    });
    await client.whoami();
    expect(sent[0]?.headers.get("authorization")).toBe(`Bearer ${PUBLIC_TOKEN}`);
    expect(sent[0]?.headers.get("origin")).toBe("https://shop.example.com");
  });

  it("follows no redirect", async () => {
    const seen: RequestInit[] = [];
    const fetch: ClientOptions["fetch"] = async (_, init) => {
      seen.push(init);
      return Response.json({});
    };
    await createClient({ baseUrl: BASE_URL, token: PRIVATE_TOKEN, fetch }).whoami();
    expect(seen[0]?.redirect).toBe("manual");
  });
});

describe("a secret", () => {
  const secrets = [PRIVATE_TOKEN, PUBLIC_TOKEN, SESSION, "opaque+session/0123456789=="];
  const leaks = (token: string): readonly Reaction[] => [
    new TypeError(`cannot fetch https://x/?access_token=${encodeURIComponent(token)}`, {
      cause: new Error(`header Bearer ${token}`),
    }),
    Object.assign(new Error("failed"), { code: token, cause: { authorization: token } }),
    problem(422, "invalid_body", {
      code: token,
      type: `/docs/${token}`,
      requestId: token,
      title: `not ${token}`,
      detail: `got ${token}`,
      errors: [{ pointer: `/${token}`, code: "invalid", message: `"${token}" does not fit` }],
    }),
    problem(429, "too_many_requests", { detail: token }),
    json({ message: `Forbidden ${token}` }, 403),
    () => new Response(`<html>${token}`, { status: 200 }),
    () => new Response(`<html>${token}`, { status: 502 }),
    () => new Response(null, { status: 301, headers: { location: `https://x/?access_token=${token}` } }),
    "silence",
  ];

  it.each(secrets)("appears in no error, whatever the other side sends back (%#)", async (token) => {
    for (const reaction of leaks(token)) {
      const { client } = createTestClient([reaction], { token, maxRetries: 0, timeoutMs: 5 });
      const error = await rejectionOf(client.embed.load("cfg_1"));
      expect(error).toBeInstanceOf(Error);
      const everything = `${inspect(error, { depth: null, showHidden: true })}${JSON.stringify(error)}${error}`;
      expect(everything).not.toContain(token);
      expect(everything).not.toContain(encodeURIComponent(token));
      expect(everything).not.toContain(token.slice(16, 59));
    }
  });

  it("of somebody else appears in no error either", async () => {
    for (const secret of [PUBLIC_TOKEN, SESSION]) {
      const { client } = createTestClient([problem(422, "invalid_body", { detail: `got ${secret}` })]);
      const error = await rejectionOf(client.embed.diagnose({ token: secret }));
      expect(inspect(error)).toContain("got ");
      expect(inspect(error)).not.toContain(secret.slice(16));
    }
  });

  it.each(secrets)("does not show in the client (%#)", (token) => {
    const { client } = createTestClient([], { token });
    const everything = [
      inspect(client, { depth: null, showHidden: true }),
      inspect(client.tokens, { depth: null, showHidden: true }),
      inspect(client.tokens.list(), { depth: null, showHidden: true }),
      JSON.stringify(client),
      `${client}`,
    ].join();
    expect(everything).not.toContain(token);
  });

  it.each(["lks_with space", "lks_\nnewline", "", "schlüssel"])(
    "that no header can hold is refused without quoting it (%#)",
    async (token) => {
      const { client, sent } = createTestClient([], { token });
      const error = await rejectionOf(client.whoami());
      expect(error).toBeInstanceOf(TypeError);
      if (token !== "") expect(inspect(error)).not.toContain(token);
      expect(sent).toHaveLength(0);
    },
  );

  it("that is no public token never enters a URL", async () => {
    const secret = fc.stringMatching(/^[\x21-\x7e]{1,80}$/).filter((text) => !text.startsWith("lkp_"));
    await fc.assert(
      fc.asyncProperty(fc.oneof(secret, fc.constantFrom(PRIVATE_TOKEN, SESSION)), async (token) => {
        const { client, sent } = createTestClient([ok, ok], { token });
        await client.embed.resume("short");
        await client.tokens.get("lks_1");
        for (const { url } of sent) expect(url.search).toBe("");
      }),
    );
  });
});

describe("the base URL", () => {
  const create =
    (baseUrl: string, more: Partial<ClientOptions> = {}) =>
    () =>
      createClient({ baseUrl, ...more });

  it.each([
    "http://localhost:8787",
    "http://shop.localhost",
    "http://127.0.0.1:1",
    "http://[::1]:8080",
    "https://x.example",
  ])("may be %s", (baseUrl) => {
    expect(create(baseUrl)).not.toThrow();
  });

  it.each(["http://latchkey.example.com", "http://localhost.example.com", "http://10.0.0.1", "ftp://localhost"])(
    "cannot be %s, where a token could be read on the way",
    (baseUrl) => {
      expect(create(baseUrl)).toThrow(TypeError);
    },
  );

  it("may be http elsewhere when that is spelled out", () => {
    expect(create("http://10.0.0.1", { allowInsecureHttp: true })).not.toThrow();
    expect(create("ftp://10.0.0.1", { allowInsecureHttp: true })).toThrow(TypeError);
  });

  it.each([
    "",
    "/api",
    "latchkey.example.org",
    "https://user:pass@x.example",
    "https://:pass@x.example",
    "https://x.example/?a=b",
    "https://x.example/#a",
  ])("cannot be %j, and the refusal does not quote it", (baseUrl) => {
    expect(create(baseUrl)).toThrow(TypeError);
    if (baseUrl !== "") expect(create(baseUrl)).not.toThrow(baseUrl);
  });

  it("may have a path, with or without a slash at its end", async () => {
    for (const baseUrl of ["https://x.example/api", "https://x.example/api/", "https://x.example/api//"]) {
      const { client, sent } = createTestClient([ok], { baseUrl });
      await client.whoami();
      expect(sent[0]?.url.href).toBe("https://x.example/api/v1/whoami");
    }
  });
});

describe("ids in paths", () => {
  it("stay one segment, whatever they hold", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: "grapheme" }), async (id) => {
        fc.pre(id !== "." && id !== ".." && id.isWellFormed());
        const { client, sent } = createTestClient([ok]);
        await client.tokens.disable(id);
        const segments = sent[0]?.url.pathname.split("/") ?? [];
        expect(segments).toHaveLength(5);
        expect(decodeURIComponent(segments[3] ?? "")).toBe(id);
        expect(segments[4]).toBe("disable");
      }),
    );
  });

  it.each(["", ".", ".."])("cannot be %j, which would address something else", async (id) => {
    const { client, sent } = createTestClient([]);
    await expect(client.serviceAccounts.delete(id)).rejects.toThrow("serviceAccountId is not an id");
    expect(sent).toHaveLength(0);
  });
});
