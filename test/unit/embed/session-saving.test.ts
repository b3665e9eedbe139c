import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Migration } from "../../../embed/src/core/types.ts";
import { mug } from "../configurator/fixtures.ts";
import { openSession, ruledMug } from "./support/open-session.ts";

describe("what a session saves", () => {
  beforeEach(() => {
    vi.stubGlobal("location", { href: "https://shop.example/mugs?size=2#top" });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("saves complete values with the version that the shopper saw", async () => {
    const { session, bodies, tracked, emitted } = openSession();
    session.choose("lid", true, false);
    const saved = await session.save();
    const values = { shape: "round", glaze: "white", volume: 0.3, lid: true, name: "" };
    expect(saved).not.toHaveProperty("editKey");
    expect(bodies).toEqual([{ configuratorId: "cfg_mug", version: 1, values }]);
    expect(session.saved).toEqual(saved);
    const combination = "shape=round&glaze=white&lid=true";
    expect(tracked).toEqual([["save", { shortId: "short-1", version: 1, combination }]]);
    expect(emitted.at(-1)).toEqual(["save", saved]);
  });

  it("saves the same values once, however often it is asked", async () => {
    const { session, bodies, api } = openSession();
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
    const { session, bodies, api } = openSession();
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
    const { session, tracked } = openSession();
    expect(await session.share()).toBe("https://shop.example/mugs?size=2&latchkey=short-1#top");
    expect(tracked.map(([name]) => name)).toEqual(["save", "share"]);
  });

  it("shows the new product when another version was published, with every choice that it still has", async () => {
    const { session, heard, publish, tracked } = openSession();
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

  it("opens the new version of a product with what became of a saved configuration, as something that is not saved", async () => {
    const migration: Migration = {
      version: 1,
      document: mug,
      values: { lid: true },
      price: {},
      ...{ kept: [], replaced: [], dropped: [], priceDifference: {} },
    };
    const { session, bodies } = openSession({ resumed: { version: 0, migration } });
    expect(session.configurator.version).toBe(1);
    expect(session.evaluation.values).toMatchObject({ lid: true });
    expect(session.saved).toBeUndefined();
    await session.save();
    expect(bodies).toHaveLength(1);
  });

  it("saves with the shop's reference and a picture", async () => {
    const { session, bodies } = openSession({
      options: { customerReference: "C-1" },
      thumbnail: "data:image/png;base64,",
    });
    await session.save();
    expect(bodies[0]).toMatchObject({ customerReference: "C-1", thumbnail: "data:image/png;base64," });
  });

  it("knows that values are saved when the shopper comes back to them", async () => {
    const { session, bodies } = openSession();
    await session.save();
    session.choose("lid", true, true);
    expect(session.saved).toBeUndefined();
    session.undo();
    expect((await session.save()).shortId).toBe("short-1");
    expect(bodies).toHaveLength(1);
  });

  it("saves nothing of the last known product; the real one takes its place with every choice", async () => {
    const { session, bodies, heard, publish, changes } = openSession({ isStale: true });
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
    const { session } = openSession({ isStale: true });
    const saved = { shortId: "short-9", configuratorId: "cfg_mug", version: 2, values: { lid: true }, price: {} };
    const resumed = { ...saved, createdAt: "", document: mug, current: { version: 2 }, migration: null };
    session.renew({ loaded: resumed, resumed });
    expect(session.evaluation.values).toMatchObject({ lid: true });
    expect(session.saved?.shortId).toBe("short-9");
  });

  it("saves nothing of a preview", async () => {
    const { session, bodies } = openSession({ options: { preview: mug } });
    await expect(session.save()).rejects.toMatchObject({ code: "preview_only" });
    expect(bodies).toEqual([]);
  });
});
