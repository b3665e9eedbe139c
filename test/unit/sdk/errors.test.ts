import { describe, expect, it } from "vitest";
import {
  type AnyLatchkeyError,
  ApiError,
  isLatchkeyError,
  LatchkeyError,
  NetworkError,
  RefusedError,
  UnexpectedResponseError,
} from "../../../sdk/src/index.ts";
import {
  connectionReset,
  createTestClient,
  forbidden,
  json,
  PUBLIC_TOKEN,
  problem,
  rejectionOf,
  SESSION,
} from "./support/fake-api.ts";

const once = { maxRetries: 0 };

describe("problem details", () => {
  it("become an ApiError with code, status, request id and fields", async () => {
    const errors = [
      { pointer: "/domains/0", code: "wildcard_too_wide", message: "*.com covers other people's websites" },
    ];
    const { client } = createTestClient([problem(422, "invalid_domain", { detail: "Nothing was issued", errors })]);
    const error = await rejectionOf(client.tokens.create({ kind: "public", label: "shop", domains: ["*.com"] }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toBeInstanceOf(LatchkeyError);
    expect(error).toMatchObject({
      name: "ApiError",
      operation: "createToken",
      code: "invalid_domain",
      status: 422,
      requestId: "req-1",
      title: "Title of invalid_domain",
      detail: "Nothing was issued",
      errors,
      type: "https://latchkey.example.com/docs/errors/invalid_domain",
      message:
        "createToken: Title of invalid_domain. Nothing was issued. /domains/0: *.com covers other people's websites (422, invalid_domain, request req-1)",
    });
  });

  it("show at most three fields in the message and all in `errors`", async () => {
    const errors = ["a", "b", "c", "d", "e"].map((name) => ({ pointer: `/${name}`, code: "c", message: "m" }));
    const { client } = createTestClient([problem(422, "invalid_body", { errors })]);
    const error = await rejectionOf(client.tokens.list());
    expect(error).toHaveProperty("errors.length", 5);
    expect(error).toHaveProperty("message", expect.stringContaining("/a: m; /b: m; /c: m; and 2 more"));
  });

  it.each([
    ["fields that are no fields", { errors: [null, 7, { pointer: 1 }, "x"] }],
    ["fields that are no list", { errors: { pointer: "/a" } }],
    ["a detail that is no text", { detail: { a: 1 } }],
    ["no request id", { requestId: undefined }],
    ["a type that is no reference", { type: 5 }],
  ])("are read with %s", async (_, more) => {
    const { client } = createTestClient([problem(404, "not_found", more)]);
    expect(await rejectionOf(client.whoami())).toMatchObject({ name: "ApiError", code: "not_found", errors: [] });
  });
});

describe("a refusal of the gateway", () => {
  const refuse = async (
    call: (client: ReturnType<typeof createTestClient>["client"]) => PromiseLike<unknown>,
    options = {},
  ) => {
    const { client } = createTestClient([forbidden], options);
    const error = await rejectionOf(call(client));
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ code: "refused", status: 403, requestId: "gw-1" });
    return error instanceof Error ? error.message : "";
  };

  it("says what a private token needs for this operation", async () => {
    const message = await refuse((client) =>
      client.tokens.create({ kind: "private", label: "l", scopes: ["billing:read"] }),
    );
    expect(message).toContain("the scope account_management:write");
    expect(message).toContain("the role workspace_manager");
  });

  it("sends the holder of a public token to the diagnosis", async () => {
    const message = await refuse((client) => client.embed.load("cfg_1"), { token: PUBLIC_TOKEN });
    expect(message).toContain("embed:load");
    expect(message).toContain("list of domains");
    expect(message).toContain("client.embed.diagnose({ token })");
  });

  it("says so when the credential is of the wrong kind", async () => {
    expect(await refuse((client) => client.tokens.list(), { token: PUBLIC_TOKEN })).toContain(
      "takes a private token (lks_…) or a console session; the client holds a public token (lkp_…)",
    );
    expect(await refuse((client) => client.embed.load("cfg_1"))).toContain("the client holds a private token (lks_…)");
  });

  it("says so when a session names no workspace", async () => {
    expect(await refuse((client) => client.whoami(), { token: SESSION })).toContain("give workspaceId to createClient");
    expect(await refuse((client) => client.whoami(), { token: SESSION, workspaceId: "ws_1" })).toContain(
      "has not expired",
    );
  });

  it("may be a 401 too", async () => {
    const { client } = createTestClient([json({ message: "Unauthorized" }, 401)]);
    expect(await rejectionOf(client.whoami())).toMatchObject({ name: "RefusedError", status: 401 });
  });
});

describe("no answer of the API", () => {
  it("tells the cause of a lost connection without handing it on", async () => {
    const { client } = createTestClient([connectionReset()], once);
    const error = await rejectionOf(client.whoami());
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toHaveProperty("message", "whoami: the request failed (fetch failed: read ECONNRESET ECONNRESET).");
    expect(error).not.toHaveProperty("cause");
  });

  it("mentions the diagnosis when a public token's request failed, because a refused origin looks like that", async () => {
    const { client } = createTestClient([new TypeError("Failed to fetch")], { ...once, token: PUBLIC_TOKEN });
    expect(await rejectionOf(client.embed.load("cfg_1"))).toHaveProperty(
      "message",
      expect.stringContaining("client.embed.diagnose({ token })"),
    );
  });

  it.each([
    ["a page of HTML", () => new Response("<html>", { status: 200 }), "not JSON"],
    ["a redirect", () => new Response(null, { status: 308 }), "redirects"],
    ["an unknown address", json({ message: "Not Found" }, 404), "nothing at this address"],
    ["a failure without problem details", () => new Response("oops", { status: 500 }), "no problem details (500)"],
  ])("is %s", async (_, reaction, text) => {
    const { client } = createTestClient([reaction], once);
    const error = await rejectionOf(client.whoami());
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ code: "unexpected_response", message: expect.stringContaining(text) });
  });
});

describe("isLatchkeyError", () => {
  it("knows errors of another copy of the package", () => {
    const foreign = Object.assign(new Error("x"), { name: "ApiError", [Symbol.for("latchkey.error")]: true });
    expect(isLatchkeyError(foreign)).toBe(true);
  });

  it.each([null, undefined, "x", {}, new Error("x"), { name: "ApiError", code: "not_found" }])(
    "refuses %s",
    (value) => {
      expect(isLatchkeyError(value)).toBe(false);
    },
  );

  it("lets a switch over the name tell all kinds apart", async () => {
    const { client } = createTestClient([forbidden]);
    const error = await rejectionOf(client.whoami());
    expect(isLatchkeyError(error) && adviseOn(error)).toBe("check the credential");
  });
});

/** Does not compile when a kind is missing. */
function adviseOn(error: AnyLatchkeyError): string {
  switch (error.name) {
    case "ApiError":
      return error.type;
    case "RefusedError":
      return "check the credential";
    case "RateLimitError":
      return `wait ${error.retryAfterMs} ms`;
    case "TimeoutError":
    case "NetworkError":
    case "UnexpectedResponseError":
      return error.message;
  }
}
