import type { Attribute, ConfiguratorDocument, Rule } from "../../functions/domain/configurator/document.ts";

const text = (en: string) => ({ en });
const value = (id: string, cents = 0) => ({ id, label: text(id), price: { EUR: cents } });

const WOOD: Attribute = {
  type: "choice",
  id: "wood",
  label: text("Wood"),
  values: [value("oak"), value("ash", 500), value("fir", 200)],
  default: "oak",
};
const LID: Attribute = {
  type: "choice",
  id: "lid",
  label: text("Lid"),
  values: [value("flat"), value("round", 300)],
  default: "flat",
};
const ROUND_LID: Rule = {
  id: "round-is-ash",
  when: { all: [{ attribute: "wood", isNot: "ash" }] },
  actions: [{ type: "disable", attribute: "lid", values: ["round"] }],
  reason: text("Only ash can be bent."),
};

/** A box of wood: 10 euros, and a round lid only in ash. */
export const BOX: ConfiguratorDocument = {
  schemaVersion: 1,
  name: text("Box"),
  locales: ["en"],
  pricing: { currencies: ["EUR"], base: { EUR: 1_000 } },
  attributes: [WOOD, LID],
  rules: [ROUND_LID],
  media: { width: 1, height: 1, alt: text("Box"), layers: [] },
};

/** The box as it is sold later: no fir, no ash with a round lid, a size, and 2 euros more. */
export const LATER_BOX: ConfiguratorDocument = {
  ...BOX,
  pricing: { currencies: ["EUR"], base: { EUR: 1_200 } },
  attributes: [
    { ...WOOD, values: [value("oak"), value("ash", 500)] },
    { ...LID, values: [value("flat"), value("round", 300)] },
    { type: "choice", id: "size", label: text("Size"), values: [value("m"), value("l", 400)], default: "m" },
  ],
  rules: [
    {
      id: "round-is-oak",
      when: { all: [{ attribute: "wood", isNot: "oak" }] },
      actions: [{ type: "disable", attribute: "lid", values: ["round"] }],
    },
  ],
};

/** A box with an attribute of every type. */
export const BOX_OF_EVERYTHING: ConfiguratorDocument = {
  ...BOX,
  attributes: [
    WOOD,
    {
      type: "color",
      id: "paint",
      label: text("Paint"),
      values: [{ ...value("red"), color: "#ff0000" }],
      default: "red",
    },
    { type: "number", id: "height", label: text("Height"), min: 10, max: 20, step: 2.5, default: 10 },
    { type: "boolean", id: "lock", label: text("Lock"), default: false, price: { EUR: 250 } },
    { type: "text", id: "name", label: text("Name"), maxLength: 20, default: "" },
    {
      type: "part",
      id: "feet",
      label: text("Feet"),
      values: [value("cork", 30), value("brass", 90)],
      default: "cork",
      quantity: { min: 0, max: 4, default: 0 },
    },
    {
      type: "file",
      id: "picture",
      label: text("Picture"),
      accept: ["image/png"],
      maxBytes: 1_000,
      price: { EUR: 800 },
    },
  ],
  rules: [],
};
