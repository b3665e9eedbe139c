import type { Context } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { API } from "../../../contract/api.ts";
import { ERRORS } from "../../../contract/errors.ts";
import { OPERATIONS } from "../../../contract/operations.ts";
import { createHandler } from "../../../functions/http/create-handler.ts";
import type { ApiEvent } from "../../../functions/http/event.ts";
import { createLogger } from "../../../functions/http/logger.ts";
import { createCredential, NOON, SHOP } from "../domain/records.ts";
import { createApiEvent, createPage, createServerPrincipal } from "./api-events.ts";

const { value: SECRET } = createCredential("private");
const EDGE_SECRET = "m4rk3r-of-the-edge";
const PATH = { tokenId: "lks_7Qm2ZfP0aBcD" };

let lines: string[];
beforeEach(() => {
  lines = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

const getToken = vi.fn(async (_request: object) => ({ status: 200, body: { ok: true } }));
const getHealth = vi.fn(async (_request: object) => ({ status: 200, body: { status: "ok" } }));
const revealServiceToken = vi.fn(async (_request: object) => ({ status: 200, body: { ok: true } }));
const handler = createHandler(
  createLogger(),
  { operations: OPERATIONS, shapes: API },
  { getToken, getHealth, revealServiceToken },
  () => NOON,
);
const invoke = (event: ApiEvent) => handler(event, CONTEXT);

describe("a function's handler", () => {
  it("leaves the line of what went well to the gateway, and writes one of what is refused", async () => {
    const principal = createServerPrincipal();
    await invoke(createApiEvent("getToken", { path: PATH, principal }));
    expect(lines).toEqual([]);
    await invoke(createApiEvent("getToken", { path: { tokenId: "x" }, principal }));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ message: "answered", status: 404 }]);
  });

  it("gives the operation its parsed request, its principal and the time", async () => {
    const principal = createServerPrincipal();
    const response = await invoke(createApiEvent("getToken", { path: PATH, headers: { "x-test": "1" }, principal }));
    expect(response).toMatchObject({ statusCode: 200, body: '{"ok":true}' });
    expect(getToken).toHaveBeenLastCalledWith(
      expect.objectContaining({
        operation: "getToken",
        path: PATH,
        query: {},
        principal,
        headers: { "x-test": "1" },
        requestId: "request-1",
        sourceIp: "203.0.113.7",
        nowEpochMs: NOON,
      }),
    );
  });

  it("runs an open operation without a principal, and no other", async () => {
    expect(await invoke(createApiEvent("getHealth"))).toMatchObject({ statusCode: 200 });
    getToken.mockClear();
    const response = await invoke(
      createApiEvent("getToken", { path: PATH, headers: { origin: "https://evil.example" } }),
    );
    expect(response.statusCode).toBe(401);
    expect(getToken).not.toHaveBeenCalled();
  });

  it("answers a refusal as a problem before the operation runs", async () => {
    getToken.mockClear();
    const response = await invoke(
      createApiEvent("getToken", { path: { tokenId: "x" }, principal: createServerPrincipal() }),
    );
    expect(response).toMatchObject({ statusCode: 404, headers: { "content-type": "application/problem+json" } });
    expect(getToken).not.toHaveBeenCalled();
  });

  it("answers a route that it does not know with 500: the gateway and the function disagree", async () => {
    expect(await invoke(createApiEvent("listTokens", { principal: createServerPrincipal() }))).toMatchObject({
      statusCode: 500,
    });
  });
});

describe("a fault", () => {
  it("is answered by a problem that says nothing, readable by the page that asked, and told in the log", async () => {
    getToken.mockRejectedValueOnce(new Error(`the store is down for ${SECRET}`));
    const response = await invoke(
      createApiEvent("getToken", { path: PATH, headers: { origin: SHOP }, principal: createPage() }),
    );
    expect(response).toMatchObject({ statusCode: 500, headers: { "access-control-allow-origin": SHOP } });
    expect(JSON.parse(response.body ?? "")).toEqual({
      type: "/docs/errors/internal_error",
      title: ERRORS.internal_error.title,
      status: 500,
      code: "internal_error",
      requestId: "request-1",
    });
    const text = lines.join("");
    expect(text).toContain("the store is down for");
    expect(text).not.toContain(SECRET.slice(16));
  });

  it("may be anything that can be thrown", async () => {
    for (const thrown of ["text", undefined, null, { odd: true }, new RangeError("x")]) {
      getToken.mockRejectedValueOnce(thrown);
      expect(
        await invoke(createApiEvent("getToken", { path: PATH, principal: createServerPrincipal() })),
      ).toMatchObject({ statusCode: 500 });
    }
  });
});

describe("the log of a request", () => {
  it("is one JSON line with the operation, who and how it ended, and none of path, query, headers or body", async () => {
    const marker = "m4rk3r";
    getToken.mockResolvedValueOnce({ status: 409, body: { ok: false } });
    await invoke(
      createApiEvent("getToken", {
        path: PATH,
        headers: { authorization: `Bearer ${SECRET}`, "user-agent": marker, cookie: marker },
        body: marker,
        principal: createServerPrincipal(),
      }),
    );
    expect(lines).toHaveLength(1);
    const [line = ""] = lines;
    expect(JSON.parse(line)).toMatchObject({
      requestId: "request-1",
      routeKey: "GET /v1/tokens/{tokenId}",
      principalId: "lks_000000000001",
      status: 409,
    });
    for (const text of [marker, SECRET.slice(16), PATH.tokenId]) expect(line).not.toContain(text);
  });

  it("hands out nothing that stays to the secret before a rotation", async () => {
    const event = (changes: object) =>
      createApiEvent("revealServiceToken", {
        path: { serviceId: "svc_6Tq1XbN8wEyH" },
        principal: createServerPrincipal(changes),
      });
    expect(await invoke(event({}))).toMatchObject({ statusCode: 200 });
    const refused = await invoke(event({ secret: "previous" }));
    expect(refused).toMatchObject({ statusCode: 403, body: expect.stringContaining("right_not_held") });
    expect(revealServiceToken).toHaveBeenCalledOnce();
  });

  it("does not show an operation the secret of the edge", async () => {
    await invoke(createApiEvent("getHealth", { headers: { "latchkey-edge-secret": EDGE_SECRET, accept: "*/*" } }));
    const [request] = getHealth.mock.lastCall ?? [];
    expect(JSON.stringify(request)).toContain("*/*");
    expect(JSON.stringify(request)).not.toContain(EDGE_SECRET);
  });

  it("does not carry the principal of one request into the next", async () => {
    getToken.mockResolvedValueOnce({ status: 409, body: { ok: false } });
    getHealth.mockResolvedValueOnce({ status: 503, body: { status: "down" } });
    await invoke(createApiEvent("getToken", { path: PATH, principal: createServerPrincipal() }));
    await invoke(createApiEvent("getHealth"));
    expect(lines).toHaveLength(2);
    expect(lines[1]).not.toContain("lks_000000000001");
  });
});

const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: "tokens",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:tokens",
  memoryLimitInMB: "256",
  awsRequestId: "invocation-1",
  logGroupName: "/aws/lambda/tokens",
  logStreamName: "stream",
  getRemainingTimeInMillis: () => 3_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
