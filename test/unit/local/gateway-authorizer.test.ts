import { describe, expect, it, vi } from "vitest";
import type { InvokeResult } from "../../../local/lambda/runtime.ts";
import type { Json } from "../../../local/template/json.ts";
import { FAILED, message, start } from "./gateway-fixture.ts";
import type { RawRequest } from "./http-client.ts";

describe("the authorizer", () => {
  const allow = () => ({ isAuthorized: true, context: { tokenId: "lkp_1", scopes: ["a"] } });

  it("gets the request without its body, and its context reaches the integration", async () => {
    const { ask, calls } = await start({ routeKey: "POST /things/{id}", authorizer: {}, answers: { guard: allow } });
    await ask({ method: "POST", body: "secret", headers: [["content-type", "text/plain"]], path: "/things/1?q=2" });
    expect(calls.map(({ name }) => name)).toEqual(["guard", "things"]);
    expect(calls[0]?.event).toMatchObject({
      version: "2.0",
      type: "REQUEST",
      routeArn: "arn:aws:execute-api:us-east-1:000000000000:api123/$default/POST/things/1",
      identitySource: [],
      routeKey: "POST /things/{id}",
      rawPath: "/things/1",
      pathParameters: { id: "1" },
      queryStringParameters: { q: "2" },
    });
    expect(JSON.stringify(calls[0]?.event)).not.toContain("secret");
    expect(calls[1]?.event).toMatchObject({
      requestContext: { authorizer: { lambda: { tokenId: "lkp_1", scopes: ["a"] } } },
    });
  });

  it("refuses with 403, and the integration is not asked", async () => {
    const { ask, calls } = await start({ authorizer: {}, answers: { guard: () => ({ isAuthorized: false }) } });
    const response = await ask({ headers: [["Origin", "https://evil.example"]] });
    expect(response).toMatchObject({ status: 403, text: message("Forbidden") });
    expect(Object.keys(response.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(calls.map(({ name }) => name)).toEqual(["guard"]);
  });

  it.each<[string, Json | InvokeResult]>([
    ["throws", FAILED],
    ["answers nothing", null],
    ["answers a string that looks like yes", { isAuthorized: "true" }],
    ["answers without a verdict", { context: {} }],
    ["answers a list", [true]],
    ["gives a context that is no object", { isAuthorized: true, context: "x" }],
  ])("that %s is a 500, never an allow", async (_, answer) => {
    const { ask, calls } = await start({ authorizer: { ttlSeconds: 0 }, answers: { guard: () => answer } });
    expect(await ask()).toMatchObject({ status: 500, text: message("Internal Server Error") });
    expect(calls.map(({ name }) => name)).toEqual(["guard"]);
  });

  it("that takes longer than 10 seconds is a 500", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { ask, calls } = await start({ authorizer: {}, answers: { guard: () => new Promise(() => {}) } });
    const response = ask();
    await vi.waitUntil(() => calls.length === 1);
    vi.advanceTimersByTime(10_000);
    expect((await response).status).toBe(500);
  });

  it("without a permission to be invoked is a 500", async () => {
    const { ask, calls } = await start({ authorizer: { isInvokePermitted: false }, answers: { guard: allow } });
    expect((await ask()).status).toBe(500);
    expect(calls).toEqual([]);
  });

  it("is asked every time with TTL 0", async () => {
    const { ask, calls } = await start({ authorizer: { ttlSeconds: 0 }, answers: { guard: allow } });
    await ask();
    await ask();
    expect(calls.filter(({ name }) => name === "guard")).toHaveLength(2);
  });

  describe("with identity sources", () => {
    const identitySources = [
      { kind: "querystring", name: "k" },
      { kind: "header", name: "origin" },
    ] as const;
    const request = (k: string, origin: string): RawRequest => ({
      path: `/things/1?k=${k}`,
      headers: [["Origin", origin]],
    });

    it("answers 401 without asking the function when one is missing or empty", async () => {
      const { ask, calls } = await start({ authorizer: { identitySources }, answers: { guard: allow } });
      for (const incomplete of [
        { path: "/things/1?k=1" },
        { headers: [["Origin", "a"]] as const },
        request("", "a"),
        request("1", ""),
      ]) {
        expect(await ask(incomplete)).toMatchObject({ status: 401, text: message("Unauthorized") });
      }
      expect(calls).toEqual([]);
      expect((await ask(request("1", "a"))).status).toBe(200);
      expect(calls[0]?.event.identitySource).toEqual(["1", "a"]);
    });

    it("keeps a verdict for its time under exactly these values", async () => {
      let now = 0;
      const { ask, calls } = await start({
        authorizer: { identitySources, ttlSeconds: 60 },
        answers: { guard: allow },
        now: () => now,
      });
      const asked = () => calls.filter(({ name }) => name === "guard").length;
      await ask(request("1", "a"));
      await ask(request("1", "a"));
      expect(asked()).toBe(1);
      await ask(request("1", "b"));
      await ask(request("2", "a"));
      expect(asked()).toBe(3);
      now = 59_999;
      await ask(request("1", "a"));
      expect(asked()).toBe(3);
      now = 60_000;
      await ask(request("1", "a"));
      expect(asked()).toBe(4);
    });

    it("keeps refusals like permissions, and failures never", async () => {
      const answers: (Json | InvokeResult)[] = [FAILED, { isAuthorized: false }, { isAuthorized: true }];
      const { ask, calls } = await start({
        authorizer: { identitySources, ttlSeconds: 60 },
        answers: { guard: () => answers.shift() ?? null },
      });
      const statuses = [];
      for (let index = 0; index < 3; index += 1) statuses.push((await ask(request("1", "a"))).status);
      expect(statuses).toEqual([500, 403, 403]);
      expect(calls).toHaveLength(2);
    });
  });
});
