import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ApiError, isLatchkeyError, RateLimitError, UnexpectedResponseError } from "../../../sdk/src/index.ts";
import { parseRetryAfter, retryDelayMs } from "../../../sdk/src/retry.ts";
import {
  connectionReset,
  createTestClient,
  forbidden,
  json,
  noContent,
  problem,
  type Reaction,
  rejectionOf,
} from "./support/fake-api.ts";

const ok = json({ id: "lks_1" });
const busy = problem(503, "internal_error");

describe("what is sent again", () => {
  const transient: readonly (readonly [string, Reaction])[] = [
    ["408", json({ message: "Request Timeout" }, 408)],
    ["429", problem(429, "too_many_requests")],
    ["429 of the gateway", json({ message: "Too Many Requests" }, 429)],
    ["500", problem(500, "internal_error")],
    ["500 of the gateway", json({ message: "Internal Server Error" }, 500)],
    ["502 of the edge", () => new Response("<html>Bad Gateway</html>", { status: 502 })],
    ["503", busy],
    ["a lost connection", connectionReset()],
  ];
  it.each(transient)("tries again after %s", async (_, reaction) => {
    const { client, sent } = createTestClient([reaction, ok]);
    await expect(client.tokens.get("lks_1")).resolves.toEqual({ id: "lks_1" });
    expect(sent).toHaveLength(2);
  });

  const final: readonly (readonly [string, Reaction])[] = [
    ["400", problem(400, "invalid_query")],
    ["403 of the gateway", forbidden],
    ["403 of a function", problem(403, "right_not_held")],
    ["404", problem(404, "not_found")],
    ["409", problem(409, "changed_meanwhile")],
    ["413", problem(413, "body_too_large")],
    ["422", problem(422, "invalid_body")],
    ["a redirect", () => new Response(null, { status: 302, headers: { location: "https://elsewhere.example" } })],
    ["an answer that is not JSON", () => new Response("<html></html>", { status: 200 })],
  ];
  it.each(final)("does not try again after %s", async (_, reaction) => {
    const { client, sent } = createTestClient([reaction]);
    expect(isLatchkeyError(await rejectionOf(client.tokens.get("lks_1")))).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it("gives up after maxRetries and hands over the last failure", async () => {
    const { client, sent, pauses } = createTestClient([connectionReset(), connectionReset(), busy]);
    const error = await rejectionOf(client.tokens.get("lks_1"));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 503, code: "internal_error", requestId: "req-1" });
    expect(sent).toHaveLength(3);
    expect(pauses).toHaveLength(2);
  });

  it("sends once when retries are off, for the client or for a call", async () => {
    const off = createTestClient([busy], { maxRetries: 0 });
    await rejectionOf(off.client.tokens.get("lks_1"));
    expect(off.sent).toHaveLength(1);
    const perCall = createTestClient([busy]);
    await rejectionOf(perCall.client.tokens.get("lks_1", { maxRetries: 0 }));
    expect(perCall.sent).toHaveLength(1);
  });

  it("sends the same body and the same idempotency key in every attempt of a creation, and a new key per call", async () => {
    const { client, sent } = createTestClient([connectionReset(), busy, ok, ok]);
    const body = { kind: "private", label: "ci", scopes: ["billing:read"] } as const;
    await client.tokens.create(body);
    await client.tokens.create(body);
    const keys = sent.map(({ headers }) => headers.get("idempotency-key"));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[3]).not.toBe(keys[0]);
    expect(new Set(sent.map((request) => request.body)).size).toBe(1);
  });

  it("takes the caller's idempotency key, and refuses one that a header cannot hold", async () => {
    const { client, sent } = createTestClient([ok]);
    await client.tokens.rotate("lks_1", { graceSeconds: 60 }, { idempotencyKey: "order-17" });
    expect(sent[0]?.headers.get("idempotency-key")).toBe("order-17");
    for (const idempotencyKey of ["", "two words", "new\nline", "k".repeat(129)]) {
      await expect(client.tokens.rotate("lks_1", {}, { idempotencyKey })).rejects.toThrow(TypeError);
    }
    expect(sent).toHaveLength(1);
  });
});

describe("a deletion whose answer got lost", () => {
  it("succeeds when the next attempt finds nothing", async () => {
    for (const lost of [connectionReset(), busy]) {
      const { client } = createTestClient([lost, problem(404, "not_found")]);
      await expect(client.serviceAccounts.delete("web-shop")).resolves.toBeUndefined();
    }
  });

  it("ends with not_found when no earlier attempt can have deleted anything", async () => {
    const direct = createTestClient([problem(404, "not_found")]);
    await expect(direct.client.serviceAccounts.delete("web-shop")).rejects.toMatchObject({ code: "not_found" });
    const throttled = createTestClient([problem(429, "too_many_requests"), problem(404, "not_found")]);
    await expect(throttled.client.serviceAccounts.delete("web-shop")).rejects.toMatchObject({ code: "not_found" });
  });

  it("does not take a missing token for a revoked one", async () => {
    const { client } = createTestClient([connectionReset(), problem(404, "not_found")]);
    await expect(client.tokens.revoke("lks_1")).rejects.toMatchObject({ code: "not_found" });
  });

  it("answers nothing when all goes well", async () => {
    const { client } = createTestClient([noContent]);
    await expect(client.configurations.delete("short")).resolves.toBeUndefined();
  });
});

describe("pauses", () => {
  const failure = new UnexpectedResponseError("", { operation: "getToken", status: 503 });

  it("lie between nothing and a ceiling that doubles from 250 ms to 8 s", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
        const delay = retryDelayMs(failure, attempt, () => random);
        expect(delay).toBe(random * Math.min(8_000, 250 * 2 ** attempt));
      }),
    );
  });

  it("wait for Retry-After first, in seconds and as a date", async () => {
    for (const header of ["7", "Sun, 22 Nov 2026 12:00:07 GMT"]) {
      const { client, pauses } = createTestClient([
        problem(429, "too_many_requests", {}, { "retry-after": header }),
        ok,
      ]);
      await client.tokens.get("lks_1");
      expect(pauses).toEqual([7_000 + 125]);
    }
  });

  it("are not made for a Retry-After of more than a minute: the caller is told instead", async () => {
    const minute = createTestClient([problem(429, "too_many_requests", {}, { "retry-after": "60" }), ok]);
    await expect(minute.client.tokens.get("lks_1")).resolves.toBeDefined();
    const { client, sent } = createTestClient([problem(429, "too_many_requests", {}, { "retry-after": "61" })]);
    const error = await rejectionOf(client.tokens.get("lks_1"));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ code: "too_many_requests", status: 429, retryAfterMs: 61_000 });
    expect(sent).toHaveLength(1);
  });

  it("read no other Retry-After", () => {
    for (const header of [null, "", "soon", "-1x", "1e3x"]) expect(parseRetryAfter(header, 0)).toBeUndefined();
    expect(parseRetryAfter("Thu, 01 Jan 1970 00:00:00 GMT", 5_000)).toBe(0);
  });
});
