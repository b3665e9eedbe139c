import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EmbedError } from "../../../embed/src/core/embed-error.ts";
import type {
  Hold,
  LoadedConfigurator,
  Migration,
  MountOptions,
  SavedConfiguration,
} from "../../../embed/src/core/types.ts";
import { acceptValues } from "../../../embed/src/ui/accept-values.ts";
import { HOLD_MS_MAX } from "../../../embed/src/ui/cart.ts";
import type { Extras } from "../../../embed/src/ui/extras.ts";
import { STEPS_MAX } from "../../../embed/src/ui/history.ts";
import { createSaving } from "../../../embed/src/ui/saving.ts";
import { createSession } from "../../../embed/src/ui/session.ts";
import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import { mug } from "../configurator/fixtures.ts";

/** A session over a fake API that counts versions and saves. */
function setUp({ resumed, ...given }: Given = {}) {
  let published = { configuratorId: "cfg_mug", version: 1, document: given.document ?? mug };
  const bodies: { version: number; values: Readonly<Record<string, unknown>> }[] = [];
  const tracked: [string, unknown][] = [];
  const emitted: [string, unknown][] = [];
  const heard: string[] = [];
  const holds = new Map<string, Hold>();
  let release: (() => void) | undefined;
  const answer = async (path: string, body?: string): Promise<unknown> => {
    if (path.startsWith("configurators/")) return published;
    if (path.endsWith("/quote")) return { quote: `quote of ${path} ${body}`, expiresAt: "2026-11-22T13:00:00.000Z" };
    const saving = JSON.parse(body ?? "{}");
    bodies.push(saving);
    if (api.isSlow) await new Promise<void>((resolve) => (release = resolve));
    if (saving.version !== published.version) throw new EmbedError("version_not_published", "", 409);
    const { thumbnail: _, customerReference: __, ...saved } = saving;
    return { ...saved, shortId: `short-${bodies.length}`, price: { EUR: 1, USD: 2 }, createdAt: "", editKey: "secret" };
  };
  const api = { isSlow: false, release: () => release?.() };
  const request = async <Answer>(path: string, body?: string): Promise<Answer> =>
    JSON.parse(JSON.stringify(await answer(path, body)));
  const track = (name: string, properties: unknown = {}) => void tracked.push([name, properties]);
  const extras: Pick<Extras, "acceptValues" | "createSaving"> = { acceptValues, createSaving };
  const context = {
    options: { token: "lkp_a", configurator: "cfg_mug", baseUrl: "https://api.example/", ...given.options },
    extras: Promise.resolve(extras),
    request,
    holds,
    emit: (name: string, detail: unknown) => void emitted.push([name, detail]),
  };
  const saved = { shortId: "short-0", configuratorId: "cfg_mug", version: 1, values: {}, price: {}, createdAt: "" };
  const opened = { ...saved, document: published.document, current: { version: 1 }, migration: null };
  const session = createSession(
    context,
    {
      loaded: published,
      ...(resumed && { resumed: { ...opened, ...resumed } }),
      ...(given.isStale && { isStale: true }),
    },
    {
      track,
      currency: () => "USD",
      capture: async () => given.thumbnail,
      onChange: () => void heard.push("change"),
      onProductChanged: () => void heard.push("product"),
    },
  );
  const publish = (document: ConfiguratorDocument): LoadedConfigurator => {
    published = { ...published, version: published.version + 1, document };
    return published;
  };
  const changes = () => emitted.flatMap(([name, detail]) => (name === "change" ? [detail] : []));
  return { session, bodies, tracked, emitted, changes, heard, holds, api, publish };
}

interface Given {
  readonly document?: ConfiguratorDocument;
  readonly resumed?: Partial<SavedConfiguration> & { readonly migration?: Migration };
  readonly options?: Partial<Omit<MountOptions, "baseUrl">>;
  readonly isStale?: boolean;
  readonly thumbnail?: string;
}

/** A tall mug has no lid, and is not blue. */
const ruledMug: ConfiguratorDocument = {
  ...mug,
  rules: [
    {
      id: "no-lid",
      when: { all: [{ attribute: "shape", is: "tall" }] },
      actions: [
        { type: "disable", attribute: "lid" },
        { type: "disable", attribute: "glaze", values: ["blue"] },
      ],
      reason: { en: "Tall mugs have no lid." },
    },
  ],
};

describe("session", () => {
  beforeEach(() => {
    vi.stubGlobal("location", { href: "https://shop.example/mugs?size=2#top" });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("starts with the defaults, or with what was saved", () => {
    expect(setUp().session.evaluation.price).toEqual({ EUR: 1075, USD: 1280 });
    const { session } = setUp({ resumed: { values: { lid: true } } });
    expect(session.evaluation.price).toEqual({ EUR: 1375, USD: 1630 });
    expect(session.saved?.shortId).toBe("short-0");
  });

  it("prices a choice at once and tells the page what changed", () => {
    const { session, emitted, heard } = setUp();
    session.choose("shape", "tall", true);
    expect(session.evaluation.price).toEqual({ EUR: 1325, USD: 1580 });
    expect(emitted).toEqual([["change", { attributeId: "shape", from: "round", to: "tall", source: "shopper" }]]);
    expect(heard).toEqual(["change"]);
  });

  it("is silent about a choice that changes nothing", () => {
    const { session, emitted, heard } = setUp();
    session.choose("shape", "round", false);
    expect([emitted, heard]).toEqual([[], []]);
  });

  it("reports a settled choice once, and of a text only that it was written", () => {
    const { session, tracked } = setUp();
    session.choose("volume", 0.4, false);
    session.choose("volume", 0.5, true);
    session.choose("name", "Ada", true);
    expect(tracked).toEqual([
      ["option_chosen", { attribute: "volume", value: 0.5 }],
      ["option_chosen", { attribute: "name", value: true }],
    ]);
  });

  it("takes values from the page all or none", async () => {
    const { session } = setUp();
    await expect(session.set({ shape: "tall", glaze: "green" })).rejects.toThrowError(
      expect.objectContaining({
        code: "values_not_accepted",
        problems: [expect.objectContaining({ code: "unknown_value", attributeId: "glaze" })],
      }),
    );
    expect(session.evaluation.values).toMatchObject({ shape: "round", glaze: "white" });
    await session.set({ shape: "tall", glaze: "blue" });
    expect(session.evaluation.values).toMatchObject({ shape: "tall", glaze: "blue" });
  });

  it("saves complete values with the version that the shopper saw", async () => {
    const { session, bodies, tracked, emitted } = setUp();
    session.choose("lid", true, false);
    const saved = await session.save();
    const values = { shape: "round", glaze: "white", volume: 0.3, lid: true, name: "" };
    expect(saved).not.toHaveProperty("editKey");
    expect(bodies).toEqual([{ configuratorId: "cfg_mug", version: 1, values }]);
    expect(session.saved).toEqual(saved);
    expect(tracked).toEqual([["save", { shortId: "short-1", version: 1 }]]);
    expect(emitted.at(-1)).toEqual(["save", saved]);
  });

  it("saves the same values once, however often it is asked", async () => {
    const { session, bodies, api } = setUp();
    api.isSlow = true;
    const both = Promise.all([session.save(), session.save()]);
    await vi.waitFor(() => expect(bodies).toHaveLength(1));
    api.release();
    await both;
    await session.share();
    expect(bodies).toHaveLength(1);
    session.choose("lid", true, true);
    api.isSlow = false;
    await session.save();
    expect(bodies).toHaveLength(2);
  });

  it("does not take a late answer for values that were chosen meanwhile", async () => {
    const { session, bodies, api } = setUp();
    api.isSlow = true;
    const early = session.save();
    session.choose("lid", true, true);
    await vi.waitFor(() => expect(bodies).toHaveLength(1));
    api.release();
    expect((await early).values).toMatchObject({ lid: false });
    expect(session.saved).toBeUndefined();
    api.isSlow = false;
    expect((await session.save()).values).toMatchObject({ lid: true });
    expect(bodies).toHaveLength(2);
  });

  it("shares the address of the page with the short id in it", async () => {
    const { session, tracked } = setUp();
    expect(await session.share()).toBe("https://shop.example/mugs?size=2&latchkey=short-1#top");
    expect(tracked.map(([name]) => name)).toEqual(["save", "share"]);
  });

  it("shows the new product when another version was published, with every choice that it still has", async () => {
    const { session, heard, publish, tracked } = setUp();
    await session.set({ shape: "tall", glaze: "blue" });
    const [shape, ...others] = mug.attributes;
    if (shape?.type !== "choice") throw new Error("The first attribute of the mug is a choice");
    const withoutTall = { ...shape, values: shape.values.filter(({ id }) => id !== "tall") };
    publish({ ...mug, attributes: [withoutTall, ...others] });
    await expect(session.save()).rejects.toMatchObject({ code: "version_not_published" });
    expect(heard).toEqual(["change", "product"]);
    expect(session.configurator.version).toBe(2);
    expect(session.evaluation.values).toMatchObject({ shape: "round", glaze: "blue" });
    expect(tracked).toEqual([["error", { code: "version_not_published", during: "save" }]]);
    expect((await session.save()).version).toBe(2);
  });

  it("brings a choice back when the rule in its way no longer holds", () => {
    const { session, changes } = setUp({ document: ruledMug });
    session.choose("lid", true, true);
    session.choose("shape", "tall", true);
    expect(session.evaluation.values).toMatchObject({ shape: "tall", lid: false });
    session.choose("shape", "round", true);
    expect(session.evaluation.values).toMatchObject({ shape: "round", lid: true });
    expect(changes()).toEqual([
      { attributeId: "lid", from: false, to: true, source: "shopper" },
      { attributeId: "shape", from: "round", to: "tall", source: "shopper" },
      { attributeId: "lid", from: true, to: false, source: "rule" },
      { attributeId: "shape", from: "tall", to: "round", source: "shopper" },
      { attributeId: "lid", from: false, to: true, source: "rule" },
    ]);
  });

  it("takes nothing from the page that a rule forbids, and names the rule", async () => {
    const { session } = setUp({ document: ruledMug });
    await session.set({ shape: "tall" }, "page");
    await expect(session.set({ name: "Ada", lid: true })).rejects.toThrowError(
      expect.objectContaining({
        code: "values_not_accepted",
        problems: [expect.objectContaining({ code: "forbidden_by_rule", attributeId: "lid", ruleId: "no-lid" })],
      }),
    );
    expect(session.evaluation.values).toMatchObject({ shape: "tall", name: "", lid: false });
  });

  it("undoes and redoes step by step, and drops what was undone at the next choice", async () => {
    const { session, changes } = setUp();
    expect([session.canUndo, session.canRedo]).toEqual([false, false]);
    session.choose("shape", "tall", true);
    await session.set({ glaze: "blue", lid: true });
    session.undo();
    expect(session.evaluation.values).toMatchObject({ shape: "tall", glaze: "white", lid: false });
    expect([session.canUndo, session.canRedo]).toEqual([true, true]);
    session.undo();
    session.undo();
    expect(session.evaluation.values).toMatchObject({ shape: "round" });
    session.redo();
    session.redo();
    session.redo();
    expect(session.evaluation.values).toMatchObject({ shape: "tall", glaze: "blue", lid: true });
    expect(changes().at(-1)).toMatchObject({ source: "redo" });
    session.undo();
    session.choose("name", "Ada", true);
    expect(session.canRedo).toBe(false);
  });

  it("undoes a drag of the slider in one step", () => {
    const { session } = setUp();
    for (const volume of [0.4, 0.5, 0.4]) session.choose("volume", volume, false);
    session.choose("volume", 0.4, true);
    session.choose("volume", 0.5, false);
    session.choose("volume", 0.5, true);
    session.undo();
    expect(session.evaluation.values.volume).toBe(0.4);
    session.undo();
    expect(session.evaluation.values.volume).toBe(0.3);
    expect(session.canUndo).toBe(false);
  });

  it("forgets the oldest of more than a hundred steps", () => {
    const { session } = setUp();
    for (let step = 0; step < STEPS_MAX + 5; step += 1) session.choose("name", `${step}`, true);
    for (let step = 0; step < STEPS_MAX + 5; step += 1) session.undo();
    expect(session.evaluation.values.name).toBe("4");
  });

  it("goes back to the defaults, which can be undone", () => {
    const { session, changes } = setUp({ resumed: { values: { lid: true, shape: "tall" } } });
    session.reset();
    expect(session.evaluation.values).toMatchObject({ shape: "round", lid: false });
    expect(changes()[0]).toMatchObject({ source: "reset" });
    session.undo();
    expect(session.saved?.shortId).toBe("short-0");
  });

  it("starts with what the page and its address want, where it fits", () => {
    vi.stubGlobal("location", {
      href: "https://shop.example/?latchkey.shape=tall&latchkey.glaze=green&latchkey.lid=1",
    });
    const { session } = setUp({ options: { values: { shape: "round", glaze: "blue", volume: 7 } } });
    expect(session.evaluation.values).toMatchObject({ shape: "tall", glaze: "blue", volume: 0.3, lid: true });
    const saved = setUp({ resumed: { values: {} }, options: { values: { glaze: "blue" } } });
    expect(saved.session.evaluation.values).toMatchObject({ shape: "round", glaze: "white", lid: false });
  });

  it("tells analytics once what was seen, and each time what a rule did not allow", () => {
    const { session, tracked } = setUp({ document: ruledMug });
    session.choose("shape", "tall", false);
    session.shown("lid");
    session.shown("lid");
    session.blocked("lid");
    session.blocked("glaze", "blue");
    expect(tracked).toEqual([
      ["option_shown", { attribute: "lid" }],
      ["rule_blocked", { attribute: "lid", rule: "no-lid" }],
      ["rule_blocked", { attribute: "glaze", value: "blue", rule: "no-lid" }],
    ]);
  });

  it("opens the new version of a product with what became of a saved configuration, as something that is not saved", async () => {
    const migration: Migration = {
      version: 1,
      document: mug,
      values: { lid: true },
      price: {},
      ...{ kept: [], replaced: [], dropped: [], priceDifference: {} },
    };
    const { session, bodies } = setUp({ resumed: { version: 0, migration } });
    expect(session.configurator.version).toBe(1);
    expect(session.evaluation.values).toMatchObject({ lid: true });
    expect(session.saved).toBeUndefined();
    await session.save();
    expect(bodies).toHaveLength(1);
  });

  it("saves with the shop's reference and a picture", async () => {
    const { session, bodies } = setUp({ options: { customerReference: "C-1" }, thumbnail: "data:image/png;base64," });
    await session.save();
    expect(bodies[0]).toMatchObject({ customerReference: "C-1", thumbnail: "data:image/png;base64," });
  });

  it("knows that values are saved when the shopper comes back to them", async () => {
    const { session, bodies } = setUp();
    await session.save();
    session.choose("lid", true, true);
    expect(session.saved).toBeUndefined();
    session.undo();
    expect((await session.save()).shortId).toBe("short-1");
    expect(bodies).toHaveLength(1);
  });

  it("saves nothing of the last known product; the real one takes its place with every choice", async () => {
    const { session, bodies, heard, publish, changes } = setUp({ isStale: true });
    session.choose("glaze", "blue", true);
    await expect(session.save()).rejects.toMatchObject({ code: "not_connected" });
    expect(bodies).toEqual([]);
    session.renew({ loaded: publish({ ...ruledMug, pricing: { ...mug.pricing, base: { EUR: 9, USD: 9 } } }) });
    expect(session.isStale).toBe(false);
    expect(session.evaluation.values).toMatchObject({ glaze: "blue" });
    expect([session.configurator.version, heard]).toEqual([2, ["change", "product"]]);
    expect(changes()).toHaveLength(1);
    await session.save();
    expect(bodies).toHaveLength(1);
  });

  it("opens the saved configuration late where nothing was chosen meanwhile", () => {
    const { session } = setUp({ isStale: true });
    const saved = { shortId: "short-9", configuratorId: "cfg_mug", version: 2, values: { lid: true }, price: {} };
    const resumed = { ...saved, createdAt: "", document: mug, current: { version: 2 }, migration: null };
    session.renew({ loaded: resumed, resumed });
    expect(session.evaluation.values).toMatchObject({ lid: true });
    expect(session.saved?.shortId).toBe("short-9");
  });

  it("saves nothing of a preview", async () => {
    const { session, bodies } = setUp({ options: { preview: mug } });
    await expect(session.save()).rejects.toMatchObject({ code: "preview_only" });
    expect(bodies).toEqual([]);
  });

  it("puts one thing into the cart for two clicks, after every hold in its order", async () => {
    const { session, holds, emitted, tracked, bodies } = setUp();
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
    expect(first.quote).toBe('quote of configurations/short-1/quote {"currency":"USD"}');
    expect(emitted.filter(([name]) => name === "addtocart")).toEqual([["addtocart", first]]);
    expect(tracked.at(-1)).toEqual(["add_to_cart", { shortId: "short-1", version: 1, currency: "USD", amount: 2 }]);
  });

  it("keeps out of the cart what a hold rejects, asks no other, and names the hold", async () => {
    const { session, holds, emitted } = setUp();
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
      const { session, holds } = setUp();
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
