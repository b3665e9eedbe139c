import { describe, expect, it } from "vitest";
import { hasPaths, parseWebsite, resolveAddresses } from "../../../console/src/preview/addresses.ts";
import { parseFrameMessage, parseShowMessage } from "../../../console/src/preview/messages.ts";
import { BOX } from "../../support/box-product.ts";

const SHOW = {
  type: "latchkey:show",
  number: 1,
  document: BOX,
  locale: "en",
  currency: "EUR",
  theme: "dark",
} as const;

describe("messages between the console and the frame of a preview", () => {
  it("are read as they are sent, without what does not belong to them", () => {
    expect(parseShowMessage({ ...SHOW, token: "anything" })).toEqual(SHOW);
    expect(parseFrameMessage({ type: "latchkey:ready", more: 1 })).toEqual({ type: "latchkey:ready" });
    expect(parseFrameMessage({ type: "latchkey:shown", number: 2 })).toEqual({ type: "latchkey:shown", number: 2 });
    const failed = { type: "latchkey:failed", number: 2, message: "no" };
    expect(parseFrameMessage(failed)).toEqual(failed);
  });

  it.each([
    undefined,
    null,
    "latchkey:show",
    [SHOW],
    { ...SHOW, type: "show" },
    { ...SHOW, number: 0 },
    { ...SHOW, number: 1.5 },
    { ...SHOW, document: null },
    { ...SHOW, document: { schemaVersion: 1, attributes: {}, media: {} } },
    { ...SHOW, document: { ...BOX, schemaVersion: 2 } },
    { ...SHOW, locale: undefined },
    { ...SHOW, currency: 1 },
    { ...SHOW, theme: "system" },
  ])("are ignored by the frame when they are %j", (data) => {
    expect(parseShowMessage(data)).toBeUndefined();
  });

  it.each([
    undefined,
    "latchkey:ready",
    {},
    { type: "ready" },
    { type: "latchkey:shown" },
    { type: "latchkey:shown", number: "1" },
    { type: "latchkey:failed", number: 1 },
    { type: "latchkey:failed", number: 0, message: "no" },
    { type: "latchkey:failed", number: 1, message: { toString: "x" } },
  ])("are ignored by the console when they are %j", (data) => {
    expect(parseFrameMessage(data)).toBeUndefined();
  });

  it("cannot fill the console's page with text", () => {
    const message = parseFrameMessage({ type: "latchkey:failed", number: 1, message: "x".repeat(10_000) });
    expect(message?.type === "latchkey:failed" && message.message.length).toBe(500);
  });
});

describe("addresses in a preview", () => {
  const product = {
    ...BOX,
    media: {
      ...BOX.media,
      layers: [{ src: "/a.svg" }, { src: "https://cdn.example/b.svg", when: { wood: "oak" } }],
      model: { src: "/m.glb", usdz: "/m.usdz" },
    },
  };

  it("that begin with a slash are the website's, and no others", () => {
    const { layers, model } = resolveAddresses(product, "https://shop.example").media;
    expect(layers).toEqual([
      { src: "https://shop.example/a.svg" },
      { src: "https://cdn.example/b.svg", when: { wood: "oak" } },
    ]);
    expect(model).toEqual({ src: "https://shop.example/m.glb", usdz: "https://shop.example/m.usdz" });
  });

  it("that begin with a slash are left out without a website, so that nobody is asked for them", () => {
    const { layers, model } = resolveAddresses(product, undefined).media;
    expect([layers, model]).toEqual([[{ src: "https://cdn.example/b.svg", when: { wood: "oak" } }], undefined]);
    const hosted = {
      ...product,
      media: { ...product.media, model: { src: "https://cdn.example/m.glb", usdz: "/m.usdz" } },
    };
    expect(resolveAddresses(hosted, undefined).media.model).toEqual({ src: "https://cdn.example/m.glb" });
  });

  it("stay as they are where there is none that begins with a slash", () => {
    expect(hasPaths(BOX)).toBe(false);
    expect(resolveAddresses(BOX, "https://shop.example")).toEqual(BOX);
    expect(hasPaths(product)).toBe(true);
    expect(hasPaths({ ...BOX, media: { ...BOX.media, model: { src: "/m.glb" } } })).toBe(true);
  });

  it.each([
    ["https://shop.example/path?x=1", "https://shop.example"],
    [" shop.example ", "https://shop.example"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["localhost:3000", "https://localhost:3000"],
    ["", undefined],
    ["javascript:alert(1)", undefined],
    ["ftp://shop.example", undefined],
    ["not a website", undefined],
  ])("of the website %j come from %s", (typed, origin) => {
    expect(parseWebsite(typed)).toBe(origin);
  });
});
