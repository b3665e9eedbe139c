import { BRIGHTNESS } from "../lamp.ts";
import { DESK_EDGE } from "./scene.ts";
import { BULB, MOUTH_Y, SHADE_X } from "./shade.ts";
import { blur, drawing, ellipse, linear, path, radial, type Stop } from "./svg.ts";

/** From 0 for the dimmest lamp to 1 for the brightest. */
function strengthOf(brightness: number): number {
  return (brightness - BRIGHTNESS.min) / (BRIGHTNESS.max - BRIGHTNESS.min);
}

/** Light on the wall and on the desk, behind the lamp. */
export function drawHalo(color: string, brightness: number): string {
  const strength = 0.34 + 0.4 * strengthOf(brightness);
  return drawing(
    "<defs>",
    radial("halo", fading(color, strength * 0.9)),
    linear(
      "fan",
      [0, 0],
      [0, 1],
      [
        [0, color, strength],
        [1, color, strength * 0.3],
      ],
    ),
    radial("pool", fading(color, Math.min(1, strength * 1.35))),
    blur("soft", 30),
    `<clipPath id="wall"><path d="M0 0 H1000 V${DESK_EDGE} H0 Z"/></clipPath>`,
    `<clipPath id="desk"><path d="M0 ${DESK_EDGE} H1000 V1000 H0 Z"/></clipPath>`,
    "</defs>",
    '<g clip-path="url(#wall)">',
    ellipse([SHADE_X, MOUTH_Y + 30], [640, 560], 'fill="url(#halo)"'),
    path(fan(), 'fill="url(#fan)" filter="url(#soft)"'),
    "</g>",
    `<g clip-path="url(#desk)">${ellipse([SHADE_X, 868], [470, 190], 'fill="url(#pool)"')}</g>`,
  );
}

/** Light in the air, and the bulb that looks out below the shade. */
export function drawBeam(color: string, brightness: number): string {
  const strength = 0.4 + 0.5 * strengthOf(brightness);
  const glow = 0.7 + 0.5 * strength;
  return drawing(
    "<defs>",
    linear(
      "air",
      [0, 0],
      [0, 1],
      [
        [0, color, strength * 0.5],
        [0.6, color, strength * 0.14],
        [1, color, 0],
      ],
    ),
    radial("glow", [
      [0, "#fffdf6", Math.min(1, strength + 0.1)],
      [0.3, color, strength * 0.7],
      [0.6, color, strength * 0.2],
      [1, color, 0],
    ]),
    radial("bulb", [
      [0, "#fffefa"],
      [0.7, "#fffaf0"],
      [1, color],
    ]),
    blur("soft", 14),
    "</defs>",
    path(
      `M${SHADE_X - 100} ${MOUTH_Y} L${SHADE_X - 270} 860 H${SHADE_X + 270} L${SHADE_X + 100} ${MOUTH_Y} Z`,
      'fill="url(#air)" filter="url(#soft)"',
    ),
    ellipse([SHADE_X, MOUTH_Y + 14], [190 * glow, 120 * glow], 'fill="url(#glow)"'),
    ellipse(BULB.center, [BULB.radius, BULB.radius], 'fill="url(#bulb)"'),
  );
}

/** The bell of light that a shade throws on the wall. */
function fan(): string {
  const side = (sign: number) => [
    `${SHADE_X + sign * 210} 610`,
    `${SHADE_X + sign * 330} 680`,
    `${SHADE_X + sign * 430} 790`,
  ];
  const [right, left] = [side(1), side(-1)];
  return `M${SHADE_X + 105} ${MOUTH_Y} C${right.join(" ")} H${SHADE_X - 430} C${left[1]} ${left[0]} ${SHADE_X - 105} ${MOUTH_Y} Z`;
}

/** A gradient that ends without an edge. */
function fading(color: string, strength: number): readonly Stop[] {
  return [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1].map(
    (offset) => [offset, color, strength * (1 - offset) ** 2] as const,
  );
}
