import type { ConfiguratorDocument } from "../../../../functions/domain/configurator/document.ts";

/** A small product that can be published as it is: attributes of the most usual types and a rule. It has no pictures yet. */
export function createStarterDocument(name: string): ConfiguratorDocument {
  return {
    schemaVersion: 1,
    name: { en: name },
    locales: ["en"],
    pricing: { currencies: ["EUR"], base: { EUR: 4900 } },
    attributes: [
      {
        type: "choice",
        id: "size",
        label: { en: "Size" },
        values: [
          { id: "small", label: { en: "Small" } },
          { id: "large", label: { en: "Large" }, price: { EUR: 1500 } },
        ],
        default: "small",
      },
      {
        type: "color",
        id: "color",
        label: { en: "Color" },
        values: [
          { id: "sand", label: { en: "Sand" }, color: "#d8c3a5" },
          { id: "forest", label: { en: "Forest" }, color: "#2f5d50" },
        ],
        default: "sand",
      },
      { type: "boolean", id: "engraved", label: { en: "Engraving" }, default: false, price: { EUR: 900 } },
      { type: "text", id: "engraving", label: { en: "Text of the engraving" }, maxLength: 20, default: "" },
    ],
    rules: [
      {
        id: "engraving-needs-engraved",
        when: { all: [{ attribute: "engraved", is: false }] },
        actions: [{ type: "hide", attribute: "engraving" }],
      },
    ],
    media: { width: 800, height: 600, alt: { en: name }, layers: [] },
  };
}
