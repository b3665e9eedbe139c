import { describe, expect, it, vi } from "vitest";
import { TimeoutError } from "../../../sdk/src/index.ts";
import { DEFAULT_RUNTIME } from "../../../sdk/src/runtime.ts";
import { connectionReset, createTestClient, json, rejectionOf } from "./support/fake-api.ts";

const ok = json({ id: "lks_1" });

describe("the time limit of an attempt", () => {
  it("ends an attempt without an answer, which is tried again", async () => {
    const { client, sent } = createTestClient(["silence", ok], { timeoutMs: 5 });
    await expect(client.tokens.get("lks_1")).resolves.toEqual({ id: "lks_1" });
    expect(sent[0]?.signal?.aborted).toBe(true);
    expect(sent[1]?.signal?.aborted).toBe(false);
  });

  it("ends the call with TimeoutError when all attempts are used up", async () => {
    const { client, sent } = createTestClient(["silence", "silence"], { timeoutMs: 5, maxRetries: 1 });
    const error = await rejectionOf(client.tokens.get("lks_1"));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ code: "timeout", status: undefined, operation: "getToken" });
    expect(sent).toHaveLength(2);
  });

  it("covers the body, not only the headers", async () => {
    const stalled = () =>
      new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) }));
    const { client } = createTestClient([stalled], { timeoutMs: 5, maxRetries: 0 });
    await expect(client.tokens.get("lks_1")).rejects.toBeInstanceOf(TimeoutError);
  });

  it("can be set per call", async () => {
    const { client } = createTestClient(["silence"], { maxRetries: 0 });
    await expect(client.tokens.get("lks_1", { timeoutMs: 5 })).rejects.toThrow("within 5 ms");
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("cannot be %s", async (timeoutMs) => {
    const { client } = createTestClient([]);
    await expect(client.tokens.get("lks_1", { timeoutMs })).rejects.toThrow(RangeError);
  });
});

describe("the caller's signal", () => {
  it("ends a call before it is sent, and before anybody is asked for a token", async () => {
    const token = vi.fn(() => "session");
    const { client, sent } = createTestClient([], { token });
    const reason = new Error("closed");
    expect(await rejectionOf(client.tokens.get("lks_1", { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(sent).toHaveLength(0);
    expect(token).not.toHaveBeenCalled();
  });

  it("ends a call that waits for an answer, and the request with it", async () => {
    const { client, sent } = createTestClient(["silence"]);
    const controller = new AbortController();
    const call = rejectionOf(client.tokens.get("lks_1", { signal: controller.signal }));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    controller.abort();
    expect(await call).toMatchObject({ name: "AbortError" });
    expect(sent[0]?.signal?.aborted).toBe(true);
  });

  it("ends a call that pauses between attempts, with its reason and no other attempt", async () => {
    const controller = new AbortController();
    const { client, sent } = createTestClient([connectionReset(), ok], {
      runtime: {
        wait: async (_, signal) => {
          controller.abort("navigated away");
          expect(signal.aborted).toBe(true);
        },
      },
    });
    expect(await rejectionOf(client.tokens.get("lks_1", { signal: controller.signal }))).toBe("navigated away");
    expect(sent).toHaveLength(1);
  });

  it("is not turned into a network error when the fetch reports the abort its own way", async () => {
    const controller = new AbortController();
    const reason = new Error("closed");
    const { client } = createTestClient([], {
      maxRetries: 0,
      fetch: () => {
        controller.abort(reason);
        return Promise.reject(new DOMException("This operation was aborted", "AbortError"));
      },
    });
    expect(await rejectionOf(client.tokens.get("lks_1", { signal: controller.signal }))).toBe(reason);
  });
});

describe("what a call leaves behind", () => {
  /** A signal that counts its listeners. */
  function countListeners(signal: AbortSignal) {
    let count = 0;
    vi.spyOn(signal, "addEventListener").mockImplementation((...args: Parameters<EventTarget["addEventListener"]>) => {
      count += 1;
      EventTarget.prototype.addEventListener.apply(signal, args);
    });
    vi.spyOn(signal, "removeEventListener").mockImplementation(
      (...args: Parameters<EventTarget["removeEventListener"]>) => {
        count -= 1;
        EventTarget.prototype.removeEventListener.apply(signal, args);
      },
    );
    return () => count;
  }

  it("is no timer and no listener, however the attempts end", async () => {
    vi.useFakeTimers();
    try {
      const { signal } = new AbortController();
      const listeners = countListeners(signal);
      const { client } = createTestClient([connectionReset(), "silence", ok], {
        timeoutMs: 1_000,
        runtime: { wait: DEFAULT_RUNTIME.wait },
      });
      const call = client.tokens.get("lks_1", { signal });
      await vi.advanceTimersByTimeAsync(10_000);
      await expect(call).resolves.toEqual({ id: "lks_1" });
      expect(vi.getTimerCount()).toBe(0);
      expect(listeners()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is no timer of an attempt that was answered in time", async () => {
    vi.useFakeTimers();
    try {
      const { client } = createTestClient([ok]);
      await client.tokens.get("lks_1");
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is no timer after an abort during a pause", async () => {
    vi.useFakeTimers();
    try {
      const controller = new AbortController();
      const wait = DEFAULT_RUNTIME.wait(60_000, controller.signal);
      expect(vi.getTimerCount()).toBe(1);
      controller.abort();
      await wait;
      await DEFAULT_RUNTIME.wait(60_000, controller.signal);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
