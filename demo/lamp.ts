/**
 * The options of the demo's desk lamp that have a look. The configurator document and the drawings are both made from
 * these lists, so that no option is without its picture.
 */
export const SHADES = ["dome", "cone", "drum"] as const;
export type Shade = (typeof SHADES)[number];

export const SHADE_COLORS = {
  chalk: "#ece6da",
  ochre: "#d6a03f",
  clay: "#b9604a",
  sage: "#8fa189",
  lake: "#4d7186",
  ink: "#2b3343",
} as const;

export const FINISHES = { steel: "#33312f", brass: "#c79d4e", nickel: "#b8bbbf" } as const;
export type Finish = keyof typeof FINISHES;

export const BASES = { oak: "#c9a475", walnut: "#6f4a30", marble: "#e4e2de" } as const;
export type Base = keyof typeof BASES;

export const CORDS = { linen: "#cdbfa5", charcoal: "#474543", rust: "#a9502f", moss: "#69733f" } as const;

/** Color temperatures and the color in which their light is drawn. */
export const LIGHTS = { warm: "#ffc978", soft: "#ffdfae", neutral: "#fff3df" } as const;

/** Luminous flux in lumens. */
export const BRIGHTNESS = { min: 350, max: 750, step: 100, default: 550 } as const;
export const BRIGHTNESS_LEVELS = [350, 450, 550, 650, 750] as const;

/** Width and height of every drawing. */
export const PICTURE_SIZE = 1000;
