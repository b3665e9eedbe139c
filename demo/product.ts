import type {
  ChoiceValue,
  ColorValue,
  ConfiguratorDocument,
  Layer,
  LocalizedText,
  Money,
} from "../functions/domain/configurator/document.ts";
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

/** "Plover", the desk lamp of the demo shop: ten attributes of all five types, two languages, two currencies. */
export function createDemoConfigurator(): ConfiguratorDocument {
  return {
    schemaVersion: 1,
    name: text("Plover desk lamp", "Schreibtischleuchte Plover"),
    locales: ["en", "de"],
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
    ],
    media: {
      width: PICTURE_SIZE,
      height: PICTURE_SIZE,
      alt: text(
        "The Plover lamp, switched on, on a desk.",
        "Die Leuchte Plover, eingeschaltet, auf einem Schreibtisch.",
      ),
      layers: createLayers(),
    },
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
  return { en, de };
}

/** Amounts in whole units; the document holds cents. */
function money(euros: number, dollars: number): Money {
  return { EUR: Math.round(euros * 100), USD: Math.round(dollars * 100) };
}
