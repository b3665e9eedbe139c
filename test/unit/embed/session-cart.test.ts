import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HOLD_MS_MAX } from "../../../embed/src/ui/cart.ts";
import { mug } from "../configurator/fixtures.ts";
import { openSession } from "./support/open-session.ts";

describe("what a session puts into the cart", () => {
  beforeEach(() => {
    vi.stubGlobal("location", { href: "https://shop.example/mugs?size=2#top" });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("puts one thing into the cart for two clicks, after every hold in its order", async () => {
    const { session, holds, emitted, tracked, bodies } = openSession();
    const order: string[] = [];
    holds.set("stock", async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push("stock");
    });
    holds.set("terms", (item) => {
      order.push(`terms ${item.shortId}`);
      Reflect.set(item, "quote", "changed by the page");
    });
    const [first, second] = await Promise.all([session.addToCart(), session.addToCart()]);
    expect(second).toBe(first);
    expect(order).toEqual(["stock", "terms short-1"]);
    expect(bodies).toHaveLength(1);
    expect(first).toMatchObject({ shortId: "short-1", price: { currency: "USD", amount: 2 } });
    expect(first.quote).toBe('quote of configurations/short-1/quote {"currency":"USD","editKey":"secret"}');
    expect(emitted.filter(([name]) => name === "addtocart")).toEqual([["addtocart", first]]);
    const combination = "shape=round&glaze=white&lid=false";
    expect(tracked.at(-1)).toEqual([
      "add_to_cart",
      { shortId: "short-1", version: 1, currency: "USD", amount: 2, combination },
    ]);
  });

  it("shows the edit key of a save to nobody but the API, for the quote of that save", async () => {
    const { session, emitted, tracked, holds } = openSession();
    const heard: unknown[] = [];
    holds.set("stock", (item) => void heard.push(item));
    const { quote, ...item } = await session.addToCart();
    expect(quote).toContain('"editKey":"secret"');
    expect(
      JSON.stringify([item, session.saved, await session.save(), tracked, emitted, heard]).replaceAll(
        JSON.stringify(quote),
        "",
      ),
    ).not.toContain("secret");
    const { session: resumed } = openSession({ resumed: {} });
    expect((await resumed.addToCart()).quote).toBe('quote of configurations/short-0/quote {"currency":"USD"}');
  });

  it("shows the new product when another version was published since the save, and then sells that", async () => {
    const { session, api, heard, publish, bodies } = openSession();
    await session.save();
    publish({ ...mug, pricing: { ...mug.pricing, base: { EUR: 2_000, USD: 2_000 } } });
    api.isOutdated = true;
    await expect(session.addToCart()).rejects.toMatchObject({ code: "version_not_published" });
    expect([session.configurator.version, heard, session.evaluation.price.EUR]).toEqual([2, ["product"], 2_075]);
    api.isOutdated = false;
    expect(await session.addToCart()).toMatchObject({ shortId: "short-2", version: 2 });
    expect(bodies.map(({ version }) => version)).toEqual([1, 2]);
  });

  it.each([{}, [], { shortId: 5, quote: 5 }])(
    "says that nothing is saved, and nothing in the cart, for the answer %j",
    async (nonsense) => {
      const { session, api, emitted } = openSession();
      api.nonsense = nonsense;
      await expect(session.save()).rejects.toMatchObject({ name: "EmbedError", code: "unreadable", status: 0 });
      await expect(session.share()).rejects.toMatchObject({ code: "unreadable" });
      delete api.nonsense;
      await session.save();
      api.nonsense = nonsense;
      await expect(session.addToCart()).rejects.toMatchObject({ code: "unreadable" });
      expect(emitted.map(([name]) => name)).toEqual(["error", "error", "save", "error"]);
    },
  );

  it("keeps out of the cart what a hold rejects, asks no other, and names the hold", async () => {
    const { session, holds, emitted } = openSession();
    const later = vi.fn();
    holds.set("stock", () => Promise.reject(new Error("Sold out.")));
    holds.set("terms", later);
    await expect(session.addToCart()).rejects.toMatchObject({
      code: "hold_rejected",
      hold: "stock",
      reason: "Sold out.",
      message: expect.stringContaining('"stock"'),
    });
    expect(later).not.toHaveBeenCalled();
    expect(emitted.map(([name]) => name)).toEqual(["save", "error"]);
    holds.delete("stock");
    await session.addToCart();
    expect(later).toHaveBeenCalledOnce();
  });

  it("waits half a minute for a hold, not longer", async () => {
    vi.useFakeTimers();
    try {
      const { session, holds } = openSession();
      holds.set("slow", () => new Promise(() => undefined));
      let outcome: unknown;
      session.addToCart().catch((error: unknown) => {
        outcome = error;
      });
      await vi.advanceTimersByTimeAsync(HOLD_MS_MAX - 1);
      expect(outcome).toBeUndefined();
      await vi.advanceTimersByTimeAsync(1);
      expect(outcome).toMatchObject({ code: "hold_timed_out", hold: "slow" });
    } finally {
      vi.useRealTimers();
    }
  });
});
