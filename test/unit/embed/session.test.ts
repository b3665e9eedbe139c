import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EmbedError } from "../../../embed/src/core/embed-error.ts";
import type { EventProperties, SavedConfiguration } from "../../../embed/src/core/types.ts";
import { createSession } from "../../../embed/src/ui/session.ts";
import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import { mug } from "../configurator/fixtures.ts";

/** A session over a fake API that counts versions and saves. */
function setUp(resumed?: Partial<SavedConfiguration>) {
  let published = { configuratorId: "cfg_mug", version: 1, document: mug };
  const bodies: { version: number; values: Readonly<Record<string, unknown>> }[] = [];
  const tracked: [string, EventProperties][] = [];
  const emitted: [string, unknown][] = [];
  const heard: string[] = [];
  let release: (() => void) | undefined;
  const answer = async (path: string, body?: string): Promise<unknown> => {
    if (path.startsWith("configurators/")) return published;
    const saving = JSON.parse(body ?? "{}");
    bodies.push(saving);
    if (api.isSlow) await new Promise<void>((resolve) => (release = resolve));
    if (saving.version !== published.version) throw new EmbedError("version_not_published", "", 409);
    return { ...saving, shortId: `short-${bodies.length}`, price: { EUR: 1, USD: 1 }, createdAt: "" };
  };
  const api = { isSlow: false, release: () => release?.() };
  const context = {
    request: async <Answer>(path: string, body?: string): Promise<Answer> =>
      JSON.parse(JSON.stringify(await answer(path, body))),
    track: (name: string, properties: EventProperties = {}) => void tracked.push([name, properties]),
    emit: (name: string, detail: unknown) => void emitted.push([name, detail]),
  };
  const saved = { shortId: "short-0", configuratorId: "cfg_mug", version: 1, values: {}, price: {}, createdAt: "" };
  const session = createSession(
    context,
    {
      loaded: published,
      ...(resumed && { resumed: { ...saved, ...resumed, document: mug, current: { version: 1 } } }),
    },
    { onChange: () => void heard.push("change"), onProductChanged: () => void heard.push("product") },
  );
  const publish = (document: ConfiguratorDocument) => {
    published = { ...published, version: published.version + 1, document };
  };
  return { session, bodies, tracked, emitted, heard, api, publish };
}

describe("session", () => {
  beforeEach(() => {
    vi.stubGlobal("location", { href: "https://shop.example/mugs?size=2#top" });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("starts with the defaults, or with what was saved", () => {
    expect(setUp().session.evaluation.price).toEqual({ EUR: 1075, USD: 1280 });
    const { session } = setUp({ values: { lid: true } });
    expect(session.evaluation.price).toEqual({ EUR: 1375, USD: 1630 });
    expect(session.saved?.shortId).toBe("short-0");
  });

  it("prices a choice at once and tells the page what changed", () => {
    const { session, emitted, heard } = setUp();
    session.choose("shape", "tall", true);
    expect(session.evaluation.price).toEqual({ EUR: 1325, USD: 1580 });
    expect(emitted).toEqual([["change", { attributeId: "shape", from: "round", to: "tall" }]]);
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

  it("takes values from the page all or none", () => {
    const { session } = setUp();
    expect(() => session.set({ shape: "tall", glaze: "green" })).toThrowError(
      expect.objectContaining({
        code: "values_not_accepted",
        problems: [expect.objectContaining({ code: "unknown_value", attributeId: "glaze" })],
      }),
    );
    expect(session.evaluation.values).toMatchObject({ shape: "round", glaze: "white" });
    session.set({ shape: "tall", glaze: "blue" });
    expect(session.evaluation.values).toMatchObject({ shape: "tall", glaze: "blue" });
  });

  it("saves complete values with the version that the shopper saw", async () => {
    const { session, bodies, tracked, emitted } = setUp();
    session.choose("lid", true, false);
    const saved = await session.save();
    const values = { shape: "round", glaze: "white", volume: 0.3, lid: true, name: "" };
    expect(bodies).toEqual([{ configuratorId: "cfg_mug", version: 1, values }]);
    expect(session.saved).toEqual(saved);
    expect(tracked).toEqual([["save", { shortId: "short-1", version: 1 }]]);
    expect(emitted.at(-1)).toEqual(["save", saved]);
  });

  it("saves the same values once, however often it is asked", async () => {
    const { session, bodies, api } = setUp();
    api.isSlow = true;
    const both = Promise.all([session.save(), session.save()]);
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
    session.set({ shape: "tall", glaze: "blue" });
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
});
