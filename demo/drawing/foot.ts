import type { Base } from "../lamp.ts";
import { darken, lighten } from "./color.ts";
import { metalStops } from "./metal.ts";
import { blur, drawing, ellipse, linear, n, type Point, path } from "./svg.ts";

/** The round foot: the middle of its upper face, the radii of that face, and how thick it is. */
export const FOOT = { center: [330, 812] as Point, radius: [150, 40] as Point, height: 36 };

const [X, Y] = FOOT.center;
const [RX, RY] = FOOT.radius;
const SIDE = `M${X - RX} ${Y} V${Y + FOOT.height} A${RX} ${RY} 0 0 0 ${X + RX} ${Y + FOOT.height} V${Y} A${RX} ${RY} 0 0 1 ${X - RX} ${Y} Z`;

export function drawFoot(base: Base, color: string): string {
  return drawing(
    "<defs>",
    linear(
      "side",
      [0, 0],
      [1, 0],
      [
        [0, darken(color, 0.55)],
        [0.25, darken(color, 0.16)],
        [0.6, darken(color, 0.24)],
        [0.92, darken(color, 0.08)],
        [1, darken(color, 0.3)],
      ],
    ),
    linear(
      "top",
      [0, 0.2],
      [1, 0.6],
      [
        [0, darken(color, 0.22)],
        [0.55, color],
        [1, lighten(color, 0.3)],
      ],
    ),
    blur("soft", 12),
    `<clipPath id="face"><ellipse cx="${X}" cy="${Y}" rx="${RX}" ry="${RY}"/></clipPath>`,
    `<clipPath id="wallOfFoot"><path d="${SIDE}"/></clipPath>`,
    "</defs>",
    ellipse([X - 18, Y + FOOT.height + 9], [RX + 16, RY + 2], 'fill="#140d07" opacity="0.62" filter="url(#soft)"'),
    path(SIDE, 'fill="url(#side)"'),
    ellipse([X, Y], [RX, RY], 'fill="url(#top)"'),
    base === "marble" ? veins() : grain(color),
    ellipse(
      [X, Y],
      [RX - 0.8, RY - 0.8],
      `fill="none" stroke="${lighten(color, 0.55)}" stroke-width="1.6" opacity="0.6"`,
    ),
  );
}

/** Year rings on the face, cut lengthwise, and lines around the side. */
function grain(color: string): string {
  const dark = darken(color, 0.5);
  const rings = Array.from({ length: 9 }, (_, index) => {
    const reach = 26 + index * 27;
    return ellipse([X - 92, Y + 10], [reach * 1.45, reach * 0.3], `stroke-width="${index % 3 === 0 ? 2 : 1}"`);
  });
  const lines = Array.from({ length: 5 }, (_, index) => {
    const y = Y + 6 + index * 6.5;
    return path(
      `M${X - RX} ${n(y)} A${RX} ${RY} 0 0 0 ${X + RX} ${n(y + (index % 2))}`,
      `stroke-width="${1 + (index % 2) * 0.6}"`,
    );
  });
  return [
    `<g clip-path="url(#face)" fill="none" stroke="${dark}" opacity="0.3">${rings.join("")}</g>`,
    `<g clip-path="url(#wallOfFoot)" fill="none" stroke="${dark}" opacity="0.28">${lines.join("")}</g>`,
  ].join("");
}

function veins(): string {
  return [
    '<g clip-path="url(#face)" fill="none" stroke="#8d8f94">',
    path("M190 806 C240 790 270 826 322 812 S430 796 492 820", 'stroke-width="2.4" opacity="0.5"'),
    path("M236 846 C262 828 268 822 300 818 S352 846 402 838", 'stroke-width="1.4" opacity="0.45"'),
    path("M330 776 C344 792 366 788 388 802 S430 812 452 834", 'stroke-width="1.2" opacity="0.4"'),
    "</g>",
    '<g clip-path="url(#wallOfFoot)" fill="none" stroke="#7d7f85">',
    path("M214 846 C230 858 226 866 244 884", 'stroke-width="2" opacity="0.45"'),
    path("M402 848 C410 862 424 862 428 882", 'stroke-width="1.6" opacity="0.4"'),
    "</g>",
  ].join("");
}

/** A knob on the foot, to the right of the stem. */
export function drawDimmer(color: string): string {
  const [x, y] = [X + 84, Y + 6];
  return drawing(
    "<defs>",
    linear("metal", [0, 0], [1, 0], metalStops(color)),
    blur("soft", 3),
    "</defs>",
    ellipse([x - 4, y + 4], [21, 7.5], 'fill="#140d07" opacity="0.5" filter="url(#soft)"'),
    path(`M${x - 19} ${y - 13} V${y} A19 6.5 0 0 0 ${x + 19} ${y} V${y - 13} Z`, 'fill="url(#metal)"'),
    ellipse([x, y - 13], [19, 6.3], `fill="${lighten(color, 0.28)}"`),
    ellipse([x, y - 13], [13, 4], `fill="none" stroke="${darken(color, 0.3)}" stroke-width="1" opacity="0.6"`),
    ellipse([x, y - 13.4], [3.4, 1.3], 'fill="#fff3d6"'),
  );
}

/** A small plate on the front of the foot, with a line of writing too small to read. */
export function drawPlate(color: string): string {
  const [x, y] = [X, Y + RY + 17];
  return drawing(
    "<defs>",
    linear("metal", [0, 0], [1, 1], metalStops(color)),
    "</defs>",
    path(
      `M${x - 47} ${y - 10.5} Q${x} ${y - 7.5} ${x + 47} ${y - 10.5} V${y + 8.5} Q${x} ${y + 11.5} ${x - 47} ${y + 8.5} Z`,
      'fill="#140d07" opacity="0.45"',
    ),
    path(
      `M${x - 46} ${y - 11} Q${x} ${y - 8} ${x + 46} ${y - 11} V${y + 7} Q${x} ${y + 10} ${x - 46} ${y + 7} Z`,
      'fill="url(#metal)"',
    ),
    path(
      `M${x - 32} ${y + 1} q4 -7 8 0 t7 -1 m5 1 q3 -8 6 0 t6 0 t6 -1 m6 1 q3 -7 7 0 t6 0 q3 -7 6 0`,
      `fill="none" stroke="${contrasting(color)}" stroke-width="1.5" stroke-linecap="round" opacity="0.85"`,
    ),
    ...[-41, 41].map((offset) => ellipse([x + offset, y - 0.8], [1.7, 1.7], `fill="${darken(color, 0.65)}"`)),
  );
}

/** For engraved lines: dark on light metal, light on dark metal. */
function contrasting(color: string): string {
  return color < "#7" ? lighten(color, 0.75) : darken(color, 0.72);
}
