import type {
  ChoiceValue,
  ColorValue,
  ConfiguratorDocument,
  Layer,
  LocalizedText,
  Model,
  Money,
  Rule,
} from "../functions/domain/configurator/document.ts";
import { ARABIC } from "./arabic.ts";
import {
  BASES,
  BRIGHTNESS,
  BRIGHTNESS_LEVELS,
  CORDS,
  FINISHES,
  LIGHTS,
  PICTURE_SIZE,
  SHADE_COLORS,
  SHADES,
} from "./lamp.ts";

/** "Plover", the desk lamp of the demo shop: attributes of every type, rules, a 3D model, three languages, two currencies. */
export function createDemoConfigurator(): ConfiguratorDocument {
  return {
    schemaVersion: 1,
    name: text("Plover desk lamp", "Schreibtischleuchte Plover"),
    locales: ["en", "de", "ar"],
    pricing: { currencies: ["EUR", "USD"], base: money(189, 209) },
    attributes: [
      {
        type: "choice",
        id: "shade",
        label: text("Shade", "Schirm"),
        values: [
          choice("dome", text("Dome", "Kuppel")),
          choice("cone", text("Cone", "Kegel")),
          choice("drum", text("Drum", "Zylinder"), money(15, 17)),
        ],
        default: "dome",
      },
      {
        type: "color",
        id: "shadeColor",
        label: text("Shade color", "Farbe des Schirms"),
        values: [
          color("chalk", SHADE_COLORS.chalk, text("Chalk", "Kreide")),
          color("ochre", SHADE_COLORS.ochre, text("Ochre", "Ocker"), money(9, 10)),
          color("clay", SHADE_COLORS.clay, text("Clay", "Ton")),
          color("sage", SHADE_COLORS.sage, text("Sage", "Salbei")),
          color("lake", SHADE_COLORS.lake, text("Lake", "See")),
          color("ink", SHADE_COLORS.ink, text("Ink", "Tinte")),
        ],
        default: "clay",
      },
      {
        type: "color",
        id: "finish",
        label: text("Metal", "Metall"),
        values: [
          color("steel", FINISHES.steel, text("Blackened steel", "Brünierter Stahl")),
          color("brass", FINISHES.brass, text("Brushed brass", "Gebürstetes Messing"), money(25, 28)),
          color("nickel", FINISHES.nickel, text("Satin nickel", "Satiniertes Nickel"), money(18, 20)),
        ],
        default: "brass",
      },
      {
        type: "choice",
        id: "base",
        label: text("Foot", "Fuß"),
        values: [
          choice("oak", text("Oak", "Eiche")),
          choice("walnut", text("Walnut", "Nussbaum"), money(12, 14)),
          choice("marble", text("Marble", "Marmor"), money(39, 45)),
        ],
        default: "oak",
      },
      {
        type: "choice",
        id: "light",
        label: text("Light", "Licht"),
        help: text("Warm for evenings, neutral for drawing.", "Warm für den Abend, neutral zum Zeichnen."),
        values: [
          choice("warm", text("Warm, 2700 K", "Warm, 2700 K")),
          choice("soft", text("Soft, 3000 K", "Weich, 3000 K")),
          choice("neutral", text("Neutral, 4000 K", "Neutral, 4000 K")),
        ],
        default: "warm",
      },
      {
        type: "number",
        id: "brightness",
        label: text("Brightness", "Helligkeit"),
        ...BRIGHTNESS,
        unit: text("lm", "lm"),
        pricePerStep: money(6, 7),
      },
      {
        type: "color",
        id: "cord",
        label: text("Cord", "Kabel"),
        values: [
          color("linen", CORDS.linen, text("Linen", "Leinen")),
          color("charcoal", CORDS.charcoal, text("Charcoal", "Anthrazit")),
          color("rust", CORDS.rust, text("Rust", "Rost")),
          color("moss", CORDS.moss, text("Moss", "Moos")),
        ],
        default: "linen",
      },
      {
        type: "number",
        id: "cordLength",
        label: text("Cord length", "Kabellänge"),
        min: 1.5,
        max: 3.5,
        step: 0.5,
        default: 2,
        unit: text("m", "m"),
        pricePerStep: money(4, 4.5),
      },
      {
        type: "boolean",
        id: "dimmer",
        label: text("Touch dimmer", "Tastdimmer"),
        help: text("A metal knob on the foot, with memory.", "Ein Metallknopf auf dem Fuß, mit Gedächtnis."),
        default: false,
        price: money(19, 22),
      },
      {
        type: "text",
        id: "engraving",
        label: text("Engraving", "Gravur"),
        help: text("On a small plate at the front of the foot.", "Auf einem kleinen Schild vorn am Fuß."),
        maxLength: 24,
        default: "",
        price: money(14, 16),
      },
      {
        type: "file",
        id: "engravedImage",
        label: text("Engraved image", "Graviertes Bild"),
        help: text(
          "A simple drawing, dark on white; it goes below the foot.",
          "Eine einfache Zeichnung, dunkel auf Weiß; sie kommt unter den Fuß.",
        ),
        accept: ["image/png", "image/jpeg", "application/pdf"],
        maxBytes: 2_000_000,
        price: money(24, 27),
      },
      {
        type: "part",
        id: "bulbs",
        label: text("Spare bulbs", "Ersatzlampen"),
        help: text("The first one is in the lamp.", "Die erste steckt in der Leuchte."),
        values: [
          { ...choice("clear", text("Clear", "Klar"), money(6, 7)), sku: "E14-CLEAR" },
          { ...choice("frosted", text("Frosted", "Matt"), money(7, 8)), sku: "E14-FROST" },
          { ...choice("smart", text("With app", "Mit App"), money(19, 22)), sku: "E14-SMART" },
        ],
        default: "clear",
        quantity: { min: 0, max: 6, default: 0 },
      },
    ],
    rules: createRules(),
    media: {
      width: PICTURE_SIZE,
      height: PICTURE_SIZE,
      alt: text(
        "The Plover lamp, switched on, on a desk.",
        "Die Leuchte Plover, eingeschaltet, auf einem Schreibtisch.",
      ),
      layers: createLayers(),
      model: createModel(),
    },
  };
}

function createRules(): readonly Rule[] {
  return [
    {
      id: "marble-is-not-engraved",
      when: { all: [{ attribute: "base", is: "marble" }] },
      actions: [{ type: "hide", attribute: "engravedImage" }],
      reason: text("Marble would splinter.", "Marmor würde splittern."),
    },
    {
      id: "cone-is-narrow",
      when: { all: [{ attribute: "shade", is: "cone" }] },
      actions: [{ type: "disable", attribute: "bulbs", values: ["smart"] }],
      reason: text("A bulb with an app is too wide for the cone.", "Eine Lampe mit App ist zu breit für den Kegel."),
    },
    {
      id: "bright-needs-dimmer",
      when: {
        all: [
          { attribute: "brightness", min: 750 },
          { attribute: "light", is: "neutral" },
        ],
      },
      actions: [{ type: "set", attribute: "dimmer", value: true }],
      reason: text(
        "So much neutral light only comes with the dimmer.",
        "So viel neutrales Licht gibt es nur mit dem Dimmer.",
      ),
    },
  ];
}

/** The same choices as the layers', in the file that `build-model.ts` makes. */
function createModel(): Model {
  const paint = (name: string, attribute: string, colors: Readonly<Record<string, string>>) =>
    Object.entries(colors).map(([id, color]) => ({ name, color, when: { [attribute]: id } }));
  return {
    src: "/models/plover.glb",
    ar: true,
    cameraOrbit: "-24deg 76deg 94%",
    variants: Object.keys(BASES).map((base) => ({ name: base, when: { base } })),
    materials: [
      ...paint("Shade", "shadeColor", SHADE_COLORS),
      ...paint("Metal", "finish", FINISHES),
      ...paint("Cord", "cord", CORDS),
      ...["Shade inside", "Bulb", "Light"].flatMap((name) => paint(name, "light", LIGHTS)),
    ],
    nodes: [
      ...SHADES.map((shade) => ({ name: `Shade ${shade}`, when: { shade } })),
      ...BRIGHTNESS_LEVELS.map((brightness) => ({ name: `Light ${brightness}`, when: { brightness } })),
      { name: "Dimmer", when: { dimmer: true } },
      { name: "Plate", when: { engraving: true } },
    ],
  };
}

function createLayers(): readonly Layer[] {
  const lights = Object.keys(LIGHTS).flatMap((light) => BRIGHTNESS_LEVELS.map((brightness) => ({ light, brightness })));
  const lit = (name: string) =>
    lights.map(({ light, brightness }) => layer(`${name}-${light}-${brightness}`, { light, brightness }));
  return [
    layer("scene"),
    ...lit("halo"),
    layer("notebook"),
    ...Object.keys(CORDS).map((cord) => layer(`cord-${cord}`, { cord })),
    ...Object.keys(BASES).map((base) => layer(`base-${base}`, { base })),
    ...Object.keys(FINISHES).map((finish) => layer(`stem-${finish}`, { finish })),
    ...Object.keys(FINISHES).map((finish) => layer(`dimmer-${finish}`, { finish, dimmer: true })),
    ...Object.keys(FINISHES).map((finish) => layer(`plate-${finish}`, { finish, engraving: true })),
    ...lit("beam"),
    ...SHADES.flatMap((shade) =>
      Object.keys(SHADE_COLORS).map((shadeColor) => layer(`shade-${shade}-${shadeColor}`, { shade, shadeColor })),
    ),
  ];
}

function layer(name: string, when?: Layer["when"]): Layer {
  const src = `/images/${name}.svg`;
  return when ? { src, when } : { src };
}

function choice(id: string, label: LocalizedText, price?: Money): ChoiceValue {
  return price ? { id, label, price } : { id, label };
}

function color(id: string, rgb: string, label: LocalizedText, price?: Money): ColorValue {
  return { ...choice(id, label, price), color: rgb };
}

function text(en: string, de: string): LocalizedText {
  const ar = ARABIC[en];
  return ar === undefined ? { en, de } : { en, de, ar };
}

/** Amounts in whole units; the document holds cents. */
function money(euros: number, dollars: number): Money {
  return { EUR: Math.round(euros * 100), USD: Math.round(dollars * 100) };
}
