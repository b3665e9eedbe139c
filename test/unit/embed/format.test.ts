import { describe, expect, it } from "vitest";
import { createPriceFormat, directionOf, formatBytes, formatNumber } from "../../../embed/src/ui/format.ts";
import { ar } from "../../../embed/src/ui/texts/ar.ts";
import { de } from "../../../embed/src/ui/texts/de.ts";
import { lateEn } from "../../../embed/src/ui/texts/late-en.ts";
import { addTexts, fill, LANGUAGES, textsFor } from "../../../embed/src/ui/texts.ts";
import { mug } from "../configurator/fixtures.ts";

describe("prices", () => {
  it.each([
    { locale: "en", currency: "EUR", minorUnits: 123456, written: "€1,234.56" },
    { locale: "de", currency: "EUR", minorUnits: 123456, written: "1.234,56\u00a0€" },
    { locale: "en", currency: "USD", minorUnits: 5, written: "$0.05" },
    { locale: "en", currency: "JPY", minorUnits: 1500, written: "¥1,500" },
    { locale: "en", currency: "KWD", minorUnits: 1500, written: "KWD\u00a01.500" },
  ])("writes $minorUnits minor units of $currency as $written", ({ locale, currency, minorUnits, written }) => {
    expect(createPriceFormat(locale, currency).total({ [currency]: minorUnits })).toBe(written);
  });

  it("writes a surcharge and a discount with their signs and leaves out nothing", () => {
    const price = createPriceFormat("en", "EUR");
    expect(price.delta({ EUR: 1500 })).toBe("+€15.00");
    expect(price.delta({ EUR: -50 })).toBe("-€0.50");
    expect(price.delta({ EUR: 0 })).toBe("");
    expect(price.delta(undefined)).toBe("");
  });
});

describe("sizes of files", () => {
  it.each([
    [75, "75 byte"],
    [999, "999 byte"],
    [1_000, "1 kB"],
    [300_499, "300 kB"],
    [1_250_000, "1.3 MB"],
  ])("writes %i bytes as %s", (bytes, written) => expect(formatBytes(bytes, "en")).toBe(written));
});

describe("numbers", () => {
  it("writes as many decimals as the steps have", () => {
    const volume = mug.attributes.find(({ id }) => id === "volume");
    if (volume?.type !== "number") throw new Error("volume is a number");
    const read = () => "l";
    expect(formatNumber(volume, 0.5, "en", read)).toBe("0.5\u00a0l");
    expect(formatNumber({ ...volume, step: 1, min: 0, max: 9 }, 5, "en", read)).toBe("5\u00a0l");
    expect(formatNumber(volume, 0.3, "de", read)).toBe("0,3\u00a0l");
  });
});

describe("texts", () => {
  addTexts({ ar, de });

  it("has the same places to fill in every language", () => {
    const placesOf = (language: string) =>
      Object.entries({ ...lateEn, ...textsFor([language]) })
        .map(([key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).toSorted()])
        .toSorted();
    for (const language of LANGUAGES) expect(placesOf(language)).toEqual(placesOf("en"));
  });

  it("falls back to English", () => {
    expect(textsFor(["fr"]).save).toBe("Save");
    expect(textsFor(["de-AT"]).save).toBe("Speichern");
  });

  it("fills places once, and only with what was given", () => {
    expect(fill("{used} of {max}", { used: "{max}", max: 5 })).toBe("{max} of 5");
    expect(fill("{other}", {})).toBe("{other}");
  });
});

it("knows languages that are written from right to left", () => {
  expect(["ar", "he-IL", "fa", "en", "de"].map(directionOf)).toEqual(["rtl", "rtl", "rtl", "ltr", "ltr"]);
});
