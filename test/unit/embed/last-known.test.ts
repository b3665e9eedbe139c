import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Opening } from "../../../embed/src/core/types.ts";
import { createLastKnown, PRODUCT_LENGTH_MAX, PRODUCTS_MAX } from "../../../embed/src/ui/last-known.ts";
import { mug } from "../configurator/fixtures.ts";

const TOKEN = "lkp_012345678901SECRET";
const DAY_MS = 24 * 60 * 60 * 1_000;
const loaded = { configuratorId: "cfg_a", version: 3, document: mug };

/** As a browser's: what is stored are properties of its own. */
function createStorage(): object {
  const storage: object = Object.create({
    getItem: (key: string): unknown => Reflect.get(storage, key) ?? null,
    setItem: (key: string, value: string) => Reflect.set(storage, key, value),
    removeItem: (key: string) => Reflect.deleteProperty(storage, key),
  });
  return storage;
}

const lastKnown = (configurator = "cfg_a", token = TOKEN) =>
  createLastKnown({ options: { baseUrl: "https://api.example/", configurator, token } });

describe("the last known product", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date("2026-11-22T12:00:00Z") });
    vi.stubGlobal("localStorage", createStorage());
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("is what was remembered for this deployment, configurator and token", () => {
    lastKnown().remember({ loaded });
    expect(lastKnown().read()).toEqual(loaded);
    expect(lastKnown("cfg_b").read()).toBeUndefined();
    expect(lastKnown("cfg_a", "lkp_999999999999SECRET").read()).toBeUndefined();
    lastKnown().forget();
    expect(lastKnown().read()).toBeUndefined();
  });

  it("is forgotten with all the others, and nothing that is not ours is", () => {
    for (const id of ["cfg_a", "cfg_b"]) lastKnown(id).remember({ loaded });
    localStorage.setItem("somebody else's", "value");
    lastKnown().forgetAll();
    expect(Object.keys(localStorage)).toEqual(["somebody else's"]);
  });

  it("is stored under the public part of the token", () => {
    lastKnown().remember({ loaded });
    expect(Object.keys(localStorage)).toEqual(["latchkey:product:https://api.example/ cfg_a lkp_012345678901"]);
  });

  it("is forgotten after thirty days", () => {
    lastKnown().remember({ loaded });
    vi.setSystemTime(Date.now() + 30 * DAY_MS - 1);
    expect(lastKnown().read()).toEqual(loaded);
    vi.setSystemTime(Date.now() + 1);
    expect(lastKnown().read()).toBeUndefined();
  });

  it("is one of few, and never large", () => {
    for (let index = 0; index < PRODUCTS_MAX + 2; index += 1) {
      lastKnown(`cfg_${index}`).remember({ loaded });
      vi.setSystemTime(Date.now() + 1);
    }
    localStorage.setItem("somebody else's", "value");
    expect(Object.keys(localStorage).filter((key) => key.startsWith("latchkey:"))).toHaveLength(PRODUCTS_MAX);
    expect(lastKnown("cfg_1").read()).toBeUndefined();
    expect(lastKnown("cfg_2").read()).toEqual(loaded);
    const large = { ...mug, name: { en: "x".repeat(PRODUCT_LENGTH_MAX) } };
    lastKnown("cfg_large").remember({ loaded: { ...loaded, document: large } });
    expect(lastKnown("cfg_large").read()).toBeUndefined();
    expect(localStorage.getItem("somebody else's")).toBe("value");
  });

  it("is the published version, whatever saved configuration was opened", () => {
    const resumed = {
      ...loaded,
      ...{ shortId: "s", values: {}, price: {}, createdAt: "", current: { version: 4 }, migration: null },
    };
    lastKnown().remember({ loaded: resumed, resumed });
    expect(lastKnown().read()).toBeUndefined();
    lastKnown().remember({ loaded: resumed, resumed: { ...resumed, current: { version: 3 } } });
    expect(lastKnown().read()).toEqual(loaded);
    const report = { values: {}, price: {}, kept: [], replaced: [], dropped: [], priceDifference: {} };
    const opening: Opening = {
      loaded: resumed,
      resumed: { ...resumed, migration: { ...report, version: 4, document: mug } },
    };
    lastKnown().remember(opening);
    expect(lastKnown().read()).toEqual({ ...loaded, version: 4 });
  });

  it.each([
    ["throws at the first touch", undefined],
    ["holds something else", { getItem: (): string => "1 {" }],
    [
      "is full",
      {
        getItem: (): null => null,
        removeItem: () => undefined,
        setItem: () => {
          throw new DOMException("full", "QuotaExceededError");
        },
      },
    ],
  ])("is nothing where storage %s", (_, storage) => {
    vi.stubGlobal("localStorage", storage);
    lastKnown().remember({ loaded });
    lastKnown().forget();
    expect(lastKnown().read()).toBeUndefined();
  });
});
