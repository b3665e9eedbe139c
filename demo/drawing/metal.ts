import { darken, lighten, mix } from "./color.ts";
import type { Stop } from "./svg.ts";

/** Across a round piece of metal, lit from the left. */
export function metalStops(color: string): readonly Stop[] {
  return [
    [0, darken(color, 0.5)],
    [0.2, mix(color, "#ffffff", 0.12)],
    [0.32, lighten(color, 0.55)],
    [0.48, color],
    [0.8, darken(color, 0.4)],
    [1, darken(color, 0.25)],
  ];
}
