import { darken, lighten } from "./color.ts";
import { FOOT } from "./foot.ts";
import { metalStops } from "./metal.ts";
import { SHADE_X } from "./shade.ts";
import { blur, drawing, ellipse, linear, path } from "./svg.ts";

/** The bent tube with its collar on the foot and the cap that holds the shade. */
export function drawStem(color: string): string {
  const [x, y] = [FOOT.center[0], FOOT.center[1] - 4];
  const radius = (SHADE_X - x) / 2;
  const tube = `M${x} ${y} V${330} A${radius} ${radius} 0 0 1 ${SHADE_X} 330 V346`;
  const stroke = (stroked: string, width: number, extra = "") =>
    path(tube, `fill="none" stroke="${stroked}" stroke-width="${width}" stroke-linecap="butt" ${extra}`);
  return drawing(
    "<defs>",
    linear("metal", [0, 0], [1, 0], metalStops(color)),
    blur("soft", 5),
    "</defs>",
    stroke("#1a120b", 15, 'opacity="0.35" filter="url(#soft)" transform="translate(7 5)"'),
    stroke(darken(color, 0.55), 15),
    stroke(darken(color, 0.2), 11.5, 'transform="translate(-0.8 0)"'),
    stroke(color, 8, 'transform="translate(-1.6 0.3)"'),
    stroke(lighten(color, 0.6), 2.6, 'transform="translate(-2.8 0.2)" opacity="0.9"'),
    // Collar.
    path(`M${x - 17} ${y - 22} V${y} A17 5 0 0 0 ${x + 17} ${y} V${y - 22} Z`, 'fill="url(#metal)"'),
    ellipse([x, y - 22], [17, 4.6], `fill="${lighten(color, 0.25)}"`),
    ellipse([x, y - 22.5], [8, 2.2], `fill="${darken(color, 0.5)}"`),
    // Cap.
    path(
      `M${SHADE_X - 14} 330 H${SHADE_X + 14} L${SHADE_X + 27} 354 A27 5 0 0 1 ${SHADE_X - 27} 354 Z`,
      'fill="url(#metal)"',
    ),
    ellipse([SHADE_X, 330], [14, 2.6], `fill="${lighten(color, 0.35)}"`),
  );
}
