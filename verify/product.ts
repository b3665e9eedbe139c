import type { ConfiguratorDocument } from "../functions/domain/configurator/document.ts";

/** A product with a choice that costs, and a file. */
export function createVerificationProduct(): ConfiguratorDocument {
  return {
    schemaVersion: 1,
    name: { en: "Verification" },
    locales: ["en"],
    pricing: { currencies: ["EUR"], base: { EUR: BASE_PRICE } },
    attributes: [
      {
        type: "choice",
        id: "size",
        label: { en: "Size" },
        values: [
          { id: "small", label: { en: "Small" } },
          { id: "large", label: { en: "Large" }, price: { EUR: LARGE_PRICE } },
        ],
        default: "small",
      },
      { type: "file", id: "logo", label: { en: "Logo" }, accept: ["image/png"], maxBytes: 2000 },
    ],
    media: { width: 100, height: 100, alt: { en: "A square" }, layers: [{ src: "/square.png" }] },
  };
}

/** Minor units. */
export const BASE_PRICE = 1000;
export const LARGE_PRICE = 250;

/** A whole PNG of one pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
